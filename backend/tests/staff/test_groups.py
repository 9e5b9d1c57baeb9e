"""Each group of staff may do its own work and nothing else; the books can be deleted by nobody."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db.models import CASCADE
from django.test import Client, RequestFactory

from customkeeps.accounts.models import User
from customkeeps.staff.groups import GROUPS
from tests.factories import make_order, make_user

pytestmark = pytest.mark.django_db

NEVER_DELETED = (
    "orders.order",
    "payments.payment",
    "payments.stripeevent",
    "payments.strayintent",
    "emails.outboxmail",
    "designs.design",
    "cart.cartitem",
)
# What each may open, by the model's name; all that is registered and not here is closed.
OPEN = {
    "Owner": {
        *("product", "category", "bulktier", "coupon", "design", "cartitem", "outboxmail"),
        *("payment", "stripeevent", "strayintent", "order", "user", "group"),
    },
    "Manager": {
        *("product", "category", "bulktier", "coupon", "design", "cartitem", "outboxmail"),
        *("payment", "stripeevent", "strayintent", "order", "user"),
    },
    "Print room": {"order", "design", "product"},
    "Support": {"user", "order", "cartitem", "outboxmail", "coupon", "payment", "product"},
}


@pytest.fixture
def member_of(db: None) -> dict[str, User]:
    """Somebody of each group."""
    call_command("staff_groups", verbosity=0)
    members = {}
    for name in GROUPS:
        user = make_user(name.replace(" ", "-").lower(), is_staff=True)
        user.groups.add(Group.objects.get(name=name))
        members[name] = user
    return members


def browser_of(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize("name", GROUPS)
def test_a_group_opens_exactly_its_pages(name: str, member_of: dict[str, User]) -> None:
    browser = browser_of(member_of[name])
    opened = set()
    for model in admin.site._registry:
        meta = model._meta
        answer = browser.get(f"/admin/{meta.app_label}/{meta.model_name}/")
        assert answer.status_code in (200, 403)
        if answer.status_code == 200:
            opened.add(meta.model_name)
    assert opened == OPEN[name]


def test_running_it_again_takes_back_what_was_added(member_of: dict[str, User]) -> None:
    group = Group.objects.get(name="Print room")
    group.permissions.set(Group.objects.get(name="Owner").permissions.all())
    call_command("staff_groups", verbosity=0)
    rights = {f"{each.content_type.app_label}.{each.codename}" for each in group.permissions.all()}
    assert rights == GROUPS["Print room"]
    assert Group.objects.count() == len(GROUPS)


@pytest.mark.parametrize("name", ["Print room", "Support"])
def test_only_managers_give_back_money(name: str, member_of: dict[str, User], alice: User) -> None:
    order = make_order(alice)
    page = f"/admin/orders/order/{order.pk}/refund/"
    assert browser_of(member_of[name]).get(page).status_code == 403
    assert browser_of(member_of["Manager"]).get(page).status_code == 200


def test_support_moves_no_order_and_changes_no_price(member_of: dict[str, User]) -> None:
    support = member_of["Support"]
    refused = ("orders.change_order", "catalog.change_product", "payments.add_refund")
    assert [right for right in refused if support.has_perm(right)] == []


def test_no_group_gives_rights_to_people(member_of: dict[str, User]) -> None:
    for name, user in member_of.items():
        page = browser_of(user).get("/admin/auth/group/add/")
        assert page.status_code == 403, name


def test_nobody_deletes_what_the_books_rest_on(petra: User) -> None:
    request = RequestFactory().get("/")
    request.user = petra
    assert petra.is_superuser
    for label in NEVER_DELETED:
        page = admin.site._registry[apps.get_model(label)]
        assert page.has_delete_permission(request) is False, label
        assert "delete_selected" not in page.get_actions(request), label


def test_no_page_of_any_model_deletes_orders_or_payments_along(petra: User, alice: User) -> None:
    """Whatever is deleted, what was bought and paid stays: keys from it never cascade."""
    kept = {apps.get_model(label) for label in ("orders.order", "payments.payment")}
    request = RequestFactory().get("/")
    request.user = petra
    make_order(alice)
    for model, page in admin.site._registry.items():
        if not page.has_delete_permission(request):
            continue
        related = {
            field.related_model
            for field in model._meta.related_objects
            if getattr(field, "on_delete", None) is CASCADE
        }
        assert related & kept == set(), model


def test_secrets_of_phones_have_no_pages() -> None:
    labels = {model._meta.label_lower for model in admin.site._registry}
    assert {label for label in labels if label.startswith("otp_")} == set()
