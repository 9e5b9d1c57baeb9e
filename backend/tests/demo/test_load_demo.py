"""Loading the demo shop: as often as one likes, and never where a shop is for real."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.core.serializers import serialize
from django.test import Client

from customkeeps.accounts.actions import log_in
from customkeeps.accounts.models import User
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.coupons.models import Coupon
from customkeeps.coupons.queries import find_valid_coupon
from customkeeps.demo.actions import is_loaded, load_demo
from customkeeps.demo.people import CHANGED
from customkeeps.orders.models import Order
from customkeeps.payments.models import Installation

pytestmark = pytest.mark.xdist_group("demo")


def _load(*options: str) -> str:
    """What the command prints."""
    printed = StringIO()
    call_command("load_demo", *options, stdout=printed)
    return printed.getvalue()


def _all_rows() -> dict[str, Any]:
    """Every row of the shop's own tables; counts of requests are none of them."""
    models = [
        model
        for app in apps.get_app_configs()
        if app.name.startswith("customkeeps.") and app.label != "rest"
        for model in app.get_models()
    ]
    return {
        model._meta.label: json.loads(serialize("json", model._base_manager.order_by("pk")))
        for model in models
    }


def _kept_password(settings: LazySettings, username: str) -> str:
    kept: dict[str, str] = json.loads((Path(settings.DATA_DIR) / "demo_logins.json").read_text())
    return kept[username]


def test_loading_twice_gives_the_same_shop(demo_shop: LazySettings) -> None:
    before = _all_rows()
    load_demo()
    assert _all_rows() == before
    assert len(before["orders.Order"]) == 6


def test_what_the_shop_has_changed_stays_changed(demo_shop: LazySettings) -> None:
    Product.objects.filter(slug="mug").update(price=Decimal(350), name="Big Mug", stock=3)
    Product.objects.get(slug="hoodie").colors.get(name="Pink").delete()
    Product.objects.get(slug="t-shirt").sizes.filter(name="M").delete()
    Product.objects.filter(slug="cap").update(image_url="https://pictures.example/cap.jpg")
    Coupon.objects.filter(code="SAVE10").update(active=False)
    CartItem.objects.all().delete()
    before = _all_rows()
    load_demo()
    assert _all_rows() == before


def test_what_is_missing_comes_back(demo_shop: LazySettings) -> None:
    CartItem.objects.all().delete()
    Product.objects.get(slug="cushion").delete()
    Coupon.objects.all().delete()
    load_demo()
    assert Product.objects.get(slug="cushion").colors.count() == 8
    assert find_valid_coupon("SAVE10") is not None
    assert Coupon.objects.count() == 4
    assert (Order.objects.count(), CartItem.objects.count()) == (6, 0)


def test_pictures_of_ours_are_renewed(demo_shop: LazySettings) -> None:
    product = Product.objects.get(slug="mug")
    color = product.colors.get(name="Red")
    shown, advertised = color.pictures, product.image_url
    color.pictures = [{**picture, "url": "/media/products/old.webp"} for picture in shown]
    color.save()
    Product.objects.filter(pk=product.pk).update(image_url="/media/products/old.webp")
    load_demo()
    color.refresh_from_db()
    product.refresh_from_db()
    assert (color.pictures, product.image_url) == (shown, advertised)


def test_both_people_can_log_in(demo_shop: LazySettings) -> None:
    people = {
        name: log_in(username=name, password=_kept_password(demo_shop, name), address="127.0.0.1")
        for name in ("alice", "petra")
    }
    assert {name: user.is_staff for name, user in people.items()} == {
        "alice": False,
        "petra": True,
    }
    staff = Client()
    staff.force_login(people["petra"])
    assert staff.get("/admin/").status_code == 200


def test_passwords_are_random_and_only_the_owner_can_read_them(demo_shop: LazySettings) -> None:
    file = Path(demo_shop.DATA_DIR) / "demo_logins.json"
    assert file.stat().st_mode & 0o777 == 0o600
    assert _kept_password(demo_shop, "alice") != _kept_password(demo_shop, "petra")


def test_the_command_prints_addresses_and_logins(demo_shop: LazySettings) -> None:
    demo_shop.PUBLIC_URL = "http://127.0.0.1:8123"
    printed = [line.split() for line in _load().splitlines() if line]
    assert printed == [
        ["Shop", "http://127.0.0.1:8123/"],
        ["Staff", "http://127.0.0.1:8123/admin/"],
        ["API", "http://127.0.0.1:8123/api/docs/"],
        ["Shopper", "alice", _kept_password(demo_shop, "alice")],
        ["Staff", "petra", _kept_password(demo_shop, "petra")],
    ]
    assert _load("--quiet") == ""


def test_a_password_changed_by_hand_is_kept_and_not_claimed_to_be_known(
    demo_shop: LazySettings,
) -> None:
    alice = User.objects.get(username="alice")
    alice.set_password("my-very-own-42")
    alice.save()
    printed = _load()
    assert f"alice  {CHANGED}" in printed
    assert _kept_password(demo_shop, "alice") not in printed
    alice.refresh_from_db()
    assert alice.check_password("my-very-own-42")


def test_what_is_loaded_already_is_left_alone_when_asked_to(demo_shop: LazySettings) -> None:
    CartItem.objects.all().delete()
    Product.objects.get(slug="cushion").delete()
    assert is_loaded()
    assert "alice" in _load("--unless-loaded")
    assert not Product.objects.filter(slug="cushion").exists()


def test_another_database_is_not_taken_for_the_loaded_one(demo_shop: LazySettings) -> None:
    Installation.objects.all().delete()
    assert not is_loaded()


def test_lost_pictures_are_noticed(demo_shop: LazySettings, tmp_path: Path) -> None:
    demo_shop.MEDIA_ROOT = tmp_path
    assert not is_loaded()


@pytest.mark.django_db
def test_it_is_refused_in_production(settings: LazySettings, tmp_path: Path) -> None:
    settings.DEMO = settings.DEBUG = False
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    Coupon.objects.all().delete()
    with pytest.raises(CommandError, match="never loaded in production"):
        _load()
    assert not Coupon.objects.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_it_is_refused_where_cards_are_charged(settings: LazySettings, tmp_path: Path) -> None:
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path
    settings.DEMO, settings.STRIPE_SECRET_KEY = True, "sk_live_1"
    with pytest.raises(CommandError, match="paid with a test card"):
        _load()
    assert list(tmp_path.iterdir()) == []
