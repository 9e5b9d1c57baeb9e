"""Who may open and do what at the staff's pages, in one table.

Any of the named sets of rights is enough; of a set all are needed. Whoever is no staff is sent to
the log-in by every page, but for those that have to be open.
"""

from dataclasses import dataclass
from typing import Any

from tests.access.policy import NEW_PASSWORD

Rights = tuple[tuple[str, ...], ...]
# No right is enough for these: only those who have all rights.
ALL_RIGHTS = "*"
# There is no right to it, not even for those.
NOBODYS = "nobody's"


@dataclass(frozen=True)
class Page:
    """One request to one page.

    `rights`: the sets of which any is enough; none: every member of the staff may.
    `answer`: what who may gets. `refusal`: what other staff get; 200 is a page that they may see,
    on which nothing was done. `staff`: what staff get of what is open to everybody.
    `changes`: whether something is different afterwards, when it is done by whom may.
    """

    call: str
    thing: str
    rights: Rights = ()
    body: Any = None
    answer: int = 200
    refusal: int = 403
    shows: str = ""
    changes: bool = False
    is_open: bool = False
    staff: int | None = None

    @property
    def name(self) -> str:
        return f"{self.call} ({self.thing})"


def rights(*sets: str) -> Rights:
    """`"payments.add_refund orders.view_order"`: both of them, the first of which it is about."""
    return tuple(tuple(each.split()) for each in sets)


NOBODY = rights(NOBODYS)
SUPERUSER = rights(ALL_RIGHTS)
SURE = {"post": "yes"}
# What staff may add, change and delete, where they have the right.
EDITABLE = {
    "catalog/bulktier": "bulk tier",
    "catalog/category": "category",
    "coupons/coupon": "coupon",
}
# What the shop alone writes.
LOOKED_AT = {
    "cart/cartitem": "cart line",
    "designs/design": "design",
    "emails/outboxmail": "mail",
    "orders/order": "order",
    "payments/payment": "payment",
    "payments/strayintent": "PaymentIntent",
    "payments/stripeevent": "event",
}
# Words that a page about the thing must show to who may see it.
SHOWN = {
    "accounts/user": "{username}",
    "cart/cartitem": "{text}",
    "designs/design": "{design_id}",
    "orders/order": "{order_id}",
    "payments/payment": "{intent_id}",
}


def _pages_of(model: str, thing: str, add: Rights, change: Rights, delete: Rights) -> list[Page]:
    one, named = f"/admin/{model}/{{{model}}}/", model.replace("/", ".%s_")
    look = rights(named % "view", named % "change")
    shown = SHOWN.get(model, "")
    return [
        Page(f"GET /admin/{model}/", thing, look, shows=shown),
        Page(f"GET /admin/{model}/add/", thing, add),
        Page(f"POST /admin/{model}/add/", thing, add, {}),
        Page(f"GET {one}change/", thing, look, shows=shown),
        Page(f"POST {one}change/", thing, change, {}),
        Page(f"GET {one}history/", thing, look),
        Page(f"GET {one}delete/", thing, delete),
        Page(f"POST {one}delete/", thing, delete, SURE, 302, changes=True),
        Page(f"GET {one}", thing, answer=302),
    ]


def _edited(model: str, thing: str) -> list[Page]:
    named = model.replace("/", ".%s_")
    return _pages_of(model, thing, *(rights(named % verb) for verb in ("add", "change", "delete")))


def _looked_at(model: str, thing: str) -> list[Page]:
    return _pages_of(model, thing, NOBODY, NOBODY, NOBODY)


ADD_USER = rights("accounts.add_user accounts.change_user")
# Carts and orders refer to products: those are taken off sale, and deleted by nobody.
ADD_PRODUCT, CHANGE_PRODUCT = rights("catalog.add_product"), rights("catalog.change_product")
CHANGE_USER, DELETE_USER = rights("accounts.change_user"), rights("accounts.delete_user")
MONEY_BACK = rights("payments.add_refund orders.view_order")
REFUND = {"amount": "1.00", "left": "500.00", "reason": "Smudged"}
PASSWORDS = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
ORDER, REFUNDED = "/admin/orders/order/{orders/order}/", "/admin/orders/order/{refunded_order}/"
LOOK_AT_ORDERS = rights("orders.view_order", "orders.change_order")
MOVE_ORDER = rights("orders.change_order")
NEXT = "ready_for_delivery"
STAFF_ONLY = (
    Page("GET /admin/", "home"),
    Page("GET /admin/search/", "search"),
    Page("GET /admin/search/?s=canary&extended=1", "search for a person"),
    Page("GET /admin/jsi18n/", "words"),
    Page("GET /admin/password_change/", "own password"),
    Page("POST /admin/password_change/", "own password", body={}),
    Page("GET /admin/password_change/done/", "own password"),
    Page("GET /admin/autocomplete/", "search in a form", NOBODY),
    Page("GET /admin/r/{content_type}/{orders/order}/", "link to a thing", answer=404),
    Page("GET /admin/{url}", "nothing", answer=404),
    Page("GET /admin/second-factor/", "second factor"),
    Page("POST /admin/second-factor/", "second factor", body={"code": "000000"}),
)
# For everybody, staff or not: the door, the storefront, and what is there in development only.
OPEN = (
    Page("GET /admin", "door", answer=302, is_open=True),
    Page("GET /admin/login/", "door", is_open=True, staff=302),
    Page("POST /admin/logout/", "door", answer=302, is_open=True, staff=200),
    Page("GET /{page}", "storefront", is_open=True),
    Page("GET /media/{picture}", "file of a design", answer=404, is_open=True),
    Page("GET /dev/mail", "mailbox", answer=404, is_open=True),
    Page("GET /dev/mail/", "mailbox", answer=404, is_open=True),
    Page("GET /dev/mail/{emails/outboxmail}/", "mail", answer=404, is_open=True),
)
APPS = ("accounts", "auth", "cart", "catalog", "coupons", "designs", "emails", "orders", "payments")
PAGES = (
    *(page for model, thing in EDITABLE.items() for page in _edited(model, thing)),
    *(page for model, thing in LOOKED_AT.items() for page in _looked_at(model, thing)),
    *_pages_of("catalog/product", "product", ADD_PRODUCT, CHANGE_PRODUCT, NOBODY),
    *_pages_of("accounts/user", "person", ADD_USER, CHANGE_USER, DELETE_USER),
    *_pages_of("auth/group", "group", SUPERUSER, SUPERUSER, SUPERUSER),
    Page(f"GET {ORDER}cancel/", "cancelling", MONEY_BACK, shows="{order_id}"),
    Page(f"POST {ORDER}cancel/", "cancelling", MONEY_BACK, {}, 302, changes=True),
    Page(f"GET {REFUNDED}refund/", "giving back", MONEY_BACK, shows="{refunded_order_id}"),
    Page(f"POST {REFUNDED}refund/", "giving back", MONEY_BACK, REFUND, 302, changes=True),
    Page(f"POST {ORDER}move/", "next step", MOVE_ORDER, {"status": NEXT}, 302, changes=True),
    Page(
        f"GET {ORDER}receipt.pdf",
        "receipt",
        LOOK_AT_ORDERS,
        shows="%PDF",
    ),
    Page(f"GET {ORDER}prints.zip", "print files", LOOK_AT_ORDERS),
    Page(f"GET {ORDER}prints/{{orders/order}}/", "print file", LOOK_AT_ORDERS, answer=404),
    Page(f"POST {ORDER}prints/again/", "print files again", MOVE_ORDER, {}, 302),
    Page("GET /admin/accounts/user/{accounts/user}/password/", "person's password", SUPERUSER),
    Page(
        "POST /admin/accounts/user/{accounts/user}/password/",
        "person's password",
        SUPERUSER,
        PASSWORDS,
        302,
        changes=True,
    ),
    *(
        Page(f"GET /admin/{{app_{app}}}/", "part of the home page", rights(f"{app}.*"), refusal=404)
        for app in APPS
    ),
    *(
        Page(
            f"GET /admin/orders/order/?{query}",
            "search by another column",
            LOOK_AT_ORDERS,
            answer=400,
        )
        for query in (
            "user__password__startswith=argon2",
            "user__sessions__token_id=0",
            "o=x&payment__user=1",
        )
    ),
    *STAFF_ONLY,
    *OPEN,
)
# What is done from a list to the rows that are ticked; who may not is not offered it.
ACTIONS = {
    "catalog/product put_on_sale": CHANGE_PRODUCT,
    "catalog/product take_off_sale": CHANGE_PRODUCT,
    "emails/outboxmail try_selected_again": rights("emails.change_outboxmail"),
    f"orders/order mark_{NEXT}": MOVE_ORDER,
    "orders/order mark_in_transit": MOVE_ORDER,
    "orders/order mark_delivered": MOVE_ORDER,
    "orders/order mark_completed": MOVE_ORDER,
    **{
        f"{model} delete_selected": rights(model.replace("/", ".delete_"))
        for model in (*EDITABLE, "accounts/user")
    },
    "auth/group delete_selected": SUPERUSER,
}
# Of these the row in question is not in the state that they are for.
WITHOUT_EFFECT = {
    "catalog/product put_on_sale",
    "orders/order mark_in_transit",
    "orders/order mark_delivered",
    "orders/order mark_completed",
}
