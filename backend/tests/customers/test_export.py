"""`GET /api/user/export/`: all of a person's own, and nothing of anybody else's."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.utils import timezone

from customkeeps.accounts.models import Session, User
from customkeeps.catalog.models import Product
from customkeeps.customers.export import HELD, LEFT_OUT, SECTIONS
from customkeeps.emails.actions import mail_buyer, queue_mail
from customkeeps.emails.models import Kind
from customkeeps.orders.models import Credit
from customkeeps.payments.models import Dispute, Refund
from customkeeps.rest.models import IdempotentAnswer
from tests.clients import ShopClient, client_for
from tests.factories import (
    make_address,
    make_cart_item,
    make_design,
    make_document,
    make_order,
    make_product,
    make_saved_design,
    make_user,
    picture_layer,
    words_layer,
)
from tests.statements import statements_of

pytestmark = pytest.mark.django_db

EXPORT = "/api/user/export/"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(storage: object) -> None:
    """Designs' files."""


def export(client: ShopClient) -> dict[str, Any]:
    answer = client.get(EXPORT)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)  # type: ignore[no-any-return]


def fill(user: User, number: int, product: Product) -> None:
    """One more of everything that a shopper can have."""
    name = f"{user.username}-{number}"
    make_address(user, is_default=False, line1=f"address-{name}")
    design = make_design(user, number + 100 * user.pk)
    layers = words_layer(content=f"drawn-{name}"), picture_layer(design.artwork.sha256)
    make_saved_design(user, product, name=f"saved-{name}", documents=[make_document(*layers)])
    make_cart_item(user, product, customization_text=f"ordered-{name}", design=design)
    order = make_order(user)
    make_cart_item(user, product, customization_text=f"cart-{name}", design=design)
    Credit.objects.create(order=order, amount=1, reason=f"credit-{name}", reference=name)
    payment = order.payment
    Refund.objects.create(payment=payment, amount=1, currency="PHP", reason=f"refund-{name}")
    Dispute.objects.create(
        payment=payment, dispute_id=name, amount=1, currency="PHP", reason=f"dispute-{name}"
    )
    mail_buyer(order, Kind.ORDER_CONFIRMED)
    key = f"{Kind.EMAIL_VERIFY}-{user.pk}-{number}"
    queue_mail(kind=Kind.EMAIL_VERIFY, key=key, to=f"mail-{name}@example.com", path="/secret")
    now = timezone.now()
    Session.objects.create(user=user, token_id="secret", last_used_at=now, expires_at=now)
    IdempotentAnswer.objects.create(
        scope=str(user.pk), key=f"key-{name}", fingerprint="f", started_at=now
    )


def test_all_of_it_is_there(as_alice: ShopClient, alice: User, tshirt: Product) -> None:
    fill(alice, 1, tshirt)
    body = export(as_alice)
    assert list(body) == ["exported_at", *SECTIONS]
    counts = {name: len(body[name]) for name in SECTIONS if name != "profile"}
    assert counts == dict.fromkeys(counts, 1) | {"cart": 2, "mails": 2, "prints": 2}
    assert body["profile"]["email"] == "alice@example.com"
    text = json.dumps(body)
    for what in ("address", "ordered", "cart", "credit", "refund", "dispute", "mail", "key",
                 "saved", "drawn"):  # fmt: skip
        assert f"{what}-alice-1" in text, what
    assert body["designs"][0]["url"].startswith("http://testserver/api/designs/")
    assert as_alice.get(body["designs"][0]["url"]).getvalue().startswith(b"\x89PNG")


def test_no_secret_and_nothing_of_anybody_elses(
    as_alice: ShopClient, alice: User, bob: User, tshirt: Product
) -> None:
    fill(alice, 1, tshirt)
    fill(bob, 1, tshirt)
    text = json.dumps(export(as_alice))
    assert "bob" not in text
    assert "secret" not in text
    assert alice.password not in text


def test_it_is_a_file_that_nobody_keeps(as_alice: ShopClient) -> None:
    answer = as_alice.get(EXPORT)
    assert answer["Content-Disposition"] == 'attachment; filename="CustomKeeps my data.json"'
    assert answer["Cache-Control"] == "private, no-store"


def test_it_costs_the_same_for_one_and_for_three(tshirt: Product) -> None:
    counts = []
    for number in (1, 3):
        user = make_user(f"buyer{number}")
        for index in range(number):
            fill(user, index, make_product(f"Mug {number} {index}"))
        client = client_for(user)
        counts.append(len(statements_of(lambda client=client: client.get(EXPORT))))
    assert counts[0] == counts[1]
    assert counts[0] <= 18


def leads_to_a_person() -> set[str]:
    """Every model with a path of keys to User."""
    found: set[type[models.Model]] = {User}
    while True:
        more = {
            model
            for model in apps.get_models()
            if model not in found
            and any(
                field.related_model in found
                for field in model._meta.get_fields()
                if isinstance(field, (models.ForeignKey, models.ManyToManyField))
            )
        }
        if not more:
            return {model._meta.label for model in found}
        found |= more


def test_every_model_that_leads_to_a_person_is_exported_or_has_a_reason() -> None:
    assert leads_to_a_person() == {*HELD, *LEFT_OUT}
    assert {*HELD.values()} <= {*SECTIONS}
    assert not {*HELD} & {*LEFT_OUT}
