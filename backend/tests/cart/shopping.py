"""What a shopper's program sends to the cart."""

from typing import Any

from tests.clients import ShopClient

# The documented body; the text makes it a customised one.
SHIRT = {
    "product_name": "T-Shirt",
    "price": "500.00",
    "quantity": 1,
    "base_color": "White",
    "customization_text": "Hello",
    "design_image_url": "",
}


def add(client: ShopClient, **changes: Any) -> Any:
    """Send SHIRT with changes; a change to None leaves the key out."""
    body = {name: value for name, value in (SHIRT | changes).items() if value is not None}
    return client.post("/api/cart/", body)


def added(client: ShopClient, **changes: Any) -> dict[str, Any]:
    """The line that was added or merged."""
    answer = add(client, **changes)
    assert answer.status_code in (200, 201), answer.content
    line: dict[str, Any] = answer.json()
    return line


def cart(client: ShopClient) -> list[dict[str, Any]]:
    answer = client.get("/api/cart/")
    assert answer.status_code == 200, answer.content
    lines: list[dict[str, Any]] = answer.json()
    return lines


def brief(client: ShopClient, *names: str) -> list[tuple[Any, ...]]:
    """The cart's lines, of each only these."""
    return [tuple(line[name] for name in names) for line in cart(client)]
