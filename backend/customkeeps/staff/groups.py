"""The groups that staff belong to, each with the rights its work needs and no others.

Orders, payments and everything else that the shop's books rest on can be deleted by nobody: there
is no right to give. People and groups get rights from those with all rights only.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

CATALOGUE = ("catalog.product", "catalog.category", "catalog.bulktier", "coupons.coupon")
MONEY = ("payments.payment", "payments.stripeevent", "payments.strayintent")
KEPT_BY_THE_SHOP = ("designs.design", "cart.cartitem", "emails.outboxmail", *MONEY)


def _rights(models: tuple[str, ...], *what: str) -> frozenset[str]:
    pairs = (model.split(".") for model in models)
    return frozenset(f"{app}.{right}_{name}" for app, name in pairs for right in what)


MANAGER = (
    _rights(CATALOGUE, "view", "add", "change", "delete")
    | _rights(KEPT_BY_THE_SHOP, "view")
    | _rights(("orders.order",), "view", "change")
    | _rights(("accounts.user",), "view")
    | {"payments.add_refund", "emails.change_outboxmail"}
)
GROUPS: dict[str, frozenset[str]] = {
    "Owner": MANAGER
    | _rights(("accounts.user",), "add", "change", "delete")
    | _rights(("auth.group",), "view"),
    "Manager": MANAGER,
    "Print room": _rights(("orders.order",), "view", "change")
    | _rights(("designs.design", "catalog.product"), "view"),
    "Support": _rights(("accounts.user",), "view", "change")
    | _rights(("orders.order", "cart.cartitem", "emails.outboxmail", "coupons.coupon"), "view")
    | _rights(("payments.payment", "catalog.product"), "view")
    | {"emails.change_outboxmail"},
}


@transaction.atomic
def set_groups() -> None:
    """Makes the groups, and gives each exactly its rights: what was added by hand goes."""
    known = {
        f"{right.content_type.app_label}.{right.codename}": right
        for right in Permission.objects.select_related("content_type")
    }
    for name, rights in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set([known[right] for right in sorted(rights)])
