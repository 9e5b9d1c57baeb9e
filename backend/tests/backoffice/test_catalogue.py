"""The catalogue is edited with words for what does not fit, and with a history."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client

from customkeeps.accounts.models import User
from customkeeps.catalog.models import BulkTier, Category, Product, ProductSize, VariantStock
from customkeeps.payments.models import StockHold
from tests.backoffice.forms import errors_of, open_form
from tests.clients import ShopClient
from tests.factories import make_cart_item, make_order, make_payment, make_product, make_stock


def page_of(product: Product) -> str:
    return f"/admin/catalog/product/{product.pk}/change/"


def save(browser: Client, product: Product, **changes: Any) -> HttpResponse:
    """Open the product's page, change what is told, press "Save"."""
    return browser.post(page_of(product), open_form(browser, page_of(product)) | changes)


def new_product(**changes: Any) -> dict[str, Any]:
    tables = ("colors", "sizes", "placements")
    counters = {f"{table}-{count}_FORMS": 0 for table in tables for count in ("TOTAL", "INITIAL")}
    return {"name": "Apron", "slug": "apron", "price": "640", "position": "9"} | counters | changes


def refusals(browser: Client, product: Product, **changes: Any) -> list[str]:
    return errors_of(save(browser, product, **changes))


def test_a_new_product_is_in_the_shop_when_saved(staff: Client, as_nobody: ShopClient) -> None:
    answer = staff.post("/admin/catalog/product/add/", new_product(on_sale="on"))
    assert errors_of(answer) == []
    shown = as_nobody.get("/api/products/apron/").json()
    assert (shown["name"], shown["price"], shown["currency"]) == ("Apron", "640.00", "PHP")


def test_a_name_or_address_is_given_once(staff: Client, tshirt: Product) -> None:
    taken = new_product(name=tshirt.name, slug=tshirt.slug)
    assert errors_of(staff.post("/admin/catalog/product/add/", taken)) == [
        "Product with this Name already exists.",
        "Product with this Slug already exists.",
    ]


@pytest.mark.parametrize(
    ("price", "words"),
    [
        ("499.995", "At most 2 decimal places in PHP."),
        ("1000000", "At most ₱999,999.99."),
        ("-1", "Ensure this value is greater than or equal to 0."),
        ("NaN", "Enter a number."),
        ("1e400", "Ensure that there are no more than 14 digits in total."),
        ("", "This field is required."),
    ],
)
def test_a_price_that_nobody_could_pay_is_refused(
    staff: Client, tshirt: Product, price: str, words: str
) -> None:
    assert refusals(staff, tshirt, price=price) == [words]


def test_saving_without_a_change_changes_nothing(staff: Client, hoodie: Product) -> None:
    make_stock(hoodie, 3, color="Black", size="M")
    before = Product.objects.values().get(), list(VariantStock.objects.values())
    assert refusals(staff, hoodie) == []
    after = Product.objects.values().get(), list(VariantStock.objects.values())
    assert {**after[0], "updated_at": before[0]["updated_at"]} == before[0]
    assert after[1] == before[1]


def test_an_ordered_product_is_edited_without_touching_the_order(
    staff: Client, as_alice: ShopClient, alice: User, hoodie: Product
) -> None:
    make_cart_item(alice, hoodie, 2, base_color="Black", size="L")
    make_order(alice)
    [before] = as_alice.get("/api/orders/").json()
    changes = {"name": "Sweater", "price": "1.00", "colors-1-name": "Coal", "sizes-2-DELETE": "on"}
    assert refusals(staff, hoodie, **changes) == []
    [after] = as_alice.get("/api/orders/").json()
    told = ("product_name", "price", "line_total", "base_color", "size", "quantity")
    assert {name: after[name] for name in after if name != "items"} == {
        name: before[name] for name in before if name != "items"
    }
    assert [after["items"][0][name] for name in told] == [
        "Hoodie", "1200.00", "2400.00", "Black", "L", 2,
    ]  # fmt: skip


def test_products_are_taken_off_sale_and_never_deleted(
    staff: Client, as_nobody: ShopClient, petra: User, tshirt: Product
) -> None:
    assert staff.post(f"/admin/catalog/product/{tshirt.pk}/delete/").status_code == 403
    for action in ("delete_selected", "take_off_sale"):
        chosen = {"action": action, "_selected_action": [tshirt.pk], "post": "yes"}
        staff.post("/admin/catalog/product/", chosen)
    assert Product.objects.filter(pk=tshirt.pk, on_sale=False).exists()
    assert as_nobody.get("/api/products/").json() == []
    newest = tshirt.history.first()
    assert (newest.on_sale, newest.history_user) == (False, petra)


def test_several_are_put_on_sale_at_once(staff: Client, tshirt: Product, hoodie: Product) -> None:
    Product.objects.update(on_sale=False)
    chosen = {"action": "put_on_sale", "_selected_action": [tshirt.pk, hoodie.pk]}
    answer = staff.post("/admin/catalog/product/", chosen)
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["Put on sale: 2."]
    assert Product.objects.filter(on_sale=True).count() == 2


def test_what_is_sold_while_the_page_is_open_stays_sold(staff: Client, hoodie: Product) -> None:
    Product.objects.filter(pk=hoodie.pk).update(stock=50)
    count = make_stock(hoodie, 20, color="Black")
    opened = open_form(staff, page_of(hoodie))
    Product.objects.filter(pk=hoodie.pk).update(stock=47, stock_held=2)
    VariantStock.objects.update(on_hand=17, held=2)
    assert errors_of(staff.post(page_of(hoodie), opened | {"description": "Warm."})) == []
    hoodie.refresh_from_db()
    count.refresh_from_db()
    assert (hoodie.description, hoodie.stock, hoodie.stock_held) == ("Warm.", 47, 2)
    assert (count.on_hand, count.held) == (17, 2)


def test_a_count_made_before_a_sale_is_refused(staff: Client, hoodie: Product) -> None:
    Product.objects.filter(pk=hoodie.pk).update(stock=50)
    make_stock(hoodie, 20, color="Black")
    opened = open_form(staff, page_of(hoodie)) | {"stock": "60", "variant_stock-0-on_hand": "30"}
    Product.objects.filter(pk=hoodie.pk).update(stock=47)
    VariantStock.objects.update(on_hand=17)
    assert errors_of(staff.post(page_of(hoodie), opened)) == [
        "This became 47 while the page was open. Reload the page and count again.",
        "This became 17 while the page was open. Reload the page and count again.",
    ]


def test_stock_is_set_to_what_was_counted(staff: Client, hoodie: Product) -> None:
    make_stock(hoodie, 20, color="Black")
    assert refusals(staff, hoodie, **{"stock": "60", "variant_stock-0-on_hand": "30"}) == []
    assert Product.objects.get().stock == 60
    assert VariantStock.objects.get().on_hand == 30


@pytest.mark.parametrize("stock", ["1", "0"])
def test_stock_does_not_fall_below_what_is_held(staff: Client, hoodie: Product, stock: str) -> None:
    Product.objects.filter(pk=hoodie.pk).update(stock=5, stock_held=2)
    make_stock(hoodie, 5, color="Black", held=2)
    assert refusals(staff, hoodie, **{"stock": stock, "variant_stock-0-on_hand": stock}) == [
        "2 are held by shoppers who are paying just now.",
        "2 are held by shoppers who are paying just now.",
    ]


def test_the_default_size_is_handed_over_in_one_go(staff: Client, hoodie: Product) -> None:
    """S takes it from M, which comes later, and M from S, which comes before."""
    for giver, taker in ((1, 0), (0, 1)):
        form = open_form(staff, page_of(hoodie)) | {f"sizes-{taker}-is_default": "on"}
        del form[f"sizes-{giver}-is_default"]
        assert errors_of(staff.post(page_of(hoodie), form)) == []
        assert ProductSize.objects.get(is_default=True).position == taker


def test_a_default_size_that_is_deleted_leaves_its_place(staff: Client, hoodie: Product) -> None:
    changes = {"sizes-1-DELETE": "on", "sizes-0-is_default": "on"}
    assert refusals(staff, hoodie, **changes) == []
    assert [str(size) for size in ProductSize.objects.filter(is_default=True)] == ["S"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"sizes-0-is_default": "on"}, "Only one size can be the default."),
        ({"sizes-0-name": "M"}, "Please correct the duplicate data for name."),
        ({"colors-0-name": "Black"}, "Please correct the duplicate data for name."),
        ({"colors-0-hex": "blue"}, "Six hexadecimal digits after #, such as #1b2a4e."),
        ({"placements-0-width_mm": "0"}, "Ensure this value is greater than or equal to 1."),
    ],
)
def test_parts_that_do_not_fit_are_refused_in_words(
    staff: Client, hoodie: Product, changes: dict[str, str], words: str
) -> None:
    said = refusals(staff, hoodie, **changes)
    assert any(words in one for one in said)


def rows_of_stock(*rows: tuple[Any, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {"variant_stock-TOTAL_FORMS": len(rows)}
    for index, (color, size) in enumerate(rows):
        sent[f"variant_stock-{index}-color"] = color.pk if color else ""
        sent[f"variant_stock-{index}-size"] = size.pk if size else ""
        sent[f"variant_stock-{index}-on_hand"] = "4"
    return sent


def test_stock_is_counted_by_colour_and_size(staff: Client, hoodie: Product) -> None:
    black, small = hoodie.colors.get(name="Black"), hoodie.sizes.get(name="S")
    rows = rows_of_stock((black, small), (black, None), (None, small))
    assert refusals(staff, hoodie, **rows) == []
    counted = VariantStock.objects.order_by("pk").values_list("color", "size", "on_hand")
    assert list(counted) == [(black.pk, small.pk, 4), (black.pk, None, 4), (None, small.pk, 4)]


def test_what_cannot_be_counted_is_refused_in_words(staff: Client, hoodie: Product) -> None:
    black, small = hoodie.colors.get(name="Black"), hoodie.sizes.get(name="S")
    strange = make_product("Mug").colors.get(name="Black")
    twice = "The same colour and size are counted twice."
    assert refusals(staff, hoodie, **rows_of_stock((black, None), (black, None))) == [twice]
    assert refusals(staff, hoodie, **rows_of_stock((None, None))) == [
        "Choose a colour, a size or both."
    ]
    assert refusals(staff, hoodie, **rows_of_stock((strange, small)))[0] == (
        "Select a valid choice. That choice is not one of the available choices."
    )
    make_stock(hoodie, 4, color="Black")
    again = rows_of_stock((black, None), (black, None)) | {"variant_stock-INITIAL_FORMS": 1}
    assert refusals(staff, hoodie, **again) == [twice]
    assert VariantStock.objects.count() == 1


def test_a_colour_whose_stock_is_held_is_kept(staff: Client, alice: User, hoodie: Product) -> None:
    count = make_stock(hoodie, 5, color="Black")
    make_cart_item(alice, hoodie, base_color="Black", size="S")
    StockHold.objects.create(payment=make_payment(alice), product=hoodie, variant=count, quantity=1)
    said = refusals(staff, hoodie, **{"colors-1-DELETE": "on"})
    assert "would require deleting the following protected related objects" in said[0]
    assert hoodie.colors.filter(name="Black").exists()


def test_every_change_is_in_the_history_with_its_author(
    staff: Client, petra: User, hoodie: Product
) -> None:
    save(staff, hoodie, price="1300.00", **{"colors-0-hex": "#FEFEFE", "sizes-0-name": "Small"})
    newest = hoodie.history.first()
    assert (str(newest.price), newest.history_user) == ("1300.000", petra)
    assert hoodie.colors.first().hex == "#fefefe"
    page = staff.get(f"/admin/catalog/product/{hoodie.pk}/history/").content.decode()
    for told in (
        "petra",
        "₱1,200.00",
        "₱1,300.00",
        "Changed Colour for product color",
        "Changed Name for",
    ):
        assert told in page


def test_two_at_once_end_in_words(
    staff: Client, tshirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the form's check and the save, somebody else takes the name."""
    make_product("Mug")
    monkeypatch.setattr(Product, "validate_unique", lambda *_, **__: None)
    monkeypatch.setattr(Product, "validate_constraints", lambda *_, **__: None)
    answer = save(staff, tshirt, name="Mug")
    assert (answer.status_code, answer.url) == (302, page_of(tshirt))
    said = [str(message) for message in get_messages(answer.wsgi_request)]
    assert said[0].startswith("Somebody else saved something at the same moment")
    assert Product.objects.filter(name="T-Shirt").exists()


@pytest.mark.parametrize("percent", ["0", "-5", "100.01"])
def test_a_bulk_discount_is_between_0_and_100(staff: Client, percent: str) -> None:
    sent = {"min_quantity": "20", "percent": percent}
    answer = staff.post("/admin/catalog/bulktier/add/", sent)
    assert errors_of(answer) == ["More than 0 and at most 100."]


def test_a_bulk_discount_is_given_once_for_a_quantity(staff: Client, petra: User) -> None:
    taken = staff.post("/admin/catalog/bulktier/add/", {"min_quantity": "10", "percent": "12"})
    assert errors_of(taken) == ["Bulk tier with this Min quantity already exists."]
    one = staff.post("/admin/catalog/bulktier/add/", {"min_quantity": "1", "percent": "12"})
    assert errors_of(one) == ["Ensure this value is greater than or equal to 2."]
    ten = BulkTier.objects.get(min_quantity=10)
    sent = {"min_quantity": "10", "percent": "12.5"}
    assert errors_of(staff.post(f"/admin/catalog/bulktier/{ten.pk}/change/", sent)) == []
    assert ten.history.first().history_user == petra


def test_a_category_goes_and_its_products_stay(staff: Client, tshirt: Product) -> None:
    shelf = Category.objects.create(name="Clothing", slug="clothing")
    Product.objects.update(category=shelf)
    staff.post(f"/admin/catalog/category/{shelf.pk}/delete/", {"post": "yes"})
    assert Product.objects.get().category is None


@pytest.mark.parametrize(
    ("address", "is_taken"),
    [
        ("https://pictures.example/mug.webp?width=480", True),
        ("/media/products/mug.webp", True),
        ("javascript:alert(1)", False),
        ("data:image/svg+xml,<svg/>", False),
        ("//elsewhere.example/mug.webp", False),
        ("mug.webp", False),
    ],
)
def test_a_picture_has_the_address_of_a_picture(
    staff: Client, tshirt: Product, address: str, *, is_taken: bool
) -> None:
    assert (refusals(staff, tshirt, image_url=address) == []) is is_taken
