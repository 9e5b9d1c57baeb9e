"""Guests who left without buying anything."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session as StaffSession
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from customkeeps.accounts.guests import start_guest_session
from customkeeps.accounts.models import Session, User
from customkeeps.accounts.sessions import begin_session
from customkeeps.cart.models import CartItem
from customkeeps.catalog.models import Product
from customkeeps.customers.actions.old_guests import forget_old_guests, forget_old_log_ins
from customkeeps.designs.models import Artwork, Design
from customkeeps.emails.models import OutboxMail
from tests.clients import client_for
from tests.factories import make_cart_item, make_design, make_order, make_payment

pytestmark = pytest.mark.django_db


def guest_of(days: float) -> User:
    """A guest who came, and was last here, that many days ago."""
    session = start_guest_session(address="192.0.2.1")
    then = timezone.now() - timedelta(days=days)
    User.objects.filter(pk=session.user_id).update(date_joined=then)
    Session.objects.filter(pk=session.pk).update(last_used_at=then)
    return session.user


def test_after_30_days_a_guest_goes_with_cart_and_pictures(storage: Path, tshirt: Product) -> None:
    old, young = guest_of(30.1), guest_of(29.9)
    for guest in (old, young):
        make_cart_item(guest, tshirt, design=make_design(guest))
        client_for(guest).patch("/api/user/", {"email": "gina@example.com"})
    assert forget_old_guests() == 1
    assert list(User.objects.all()) == [young]
    [mail] = OutboxMail.objects.all()
    assert mail.key.startswith(f"email_verify-{young.pk}-")
    for model in (CartItem, Design, Artwork):
        assert [row.user for row in model.objects.all()] == [young]  # type: ignore[attr-defined]


def test_who_has_ordered_is_about_to_or_was_here_lately_stays(tshirt: Product) -> None:
    buyer, payer, regular = guest_of(100), guest_of(100), guest_of(100)
    for guest in (buyer, payer):
        make_cart_item(guest, tshirt)
    make_order(buyer)
    make_payment(payer)
    Session.objects.filter(user=regular).update(last_used_at=timezone.now() - timedelta(days=1))
    assert forget_old_guests() == 0
    assert User.objects.count() == 3


def test_accounts_are_never_forgotten(alice: User) -> None:
    User.objects.update(date_joined=timezone.now() - timedelta(days=3650))
    assert forget_old_guests() == 0
    assert User.objects.get() == alice


def test_the_worker_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for duty in ("reconcile", "send_due_mails"):
        monkeypatch.setattr(f"customkeeps.worker.management.commands.work.{duty}", lambda: None)
    guest_of(31)
    call_command("work", "--once")
    assert not User.objects.exists()


def test_log_ins_that_ended_long_ago_are_forgotten(alice: User, petra: User) -> None:
    ends = [timezone.now() - timedelta(days=days) for days in (30.1, 29.9, -1)]
    for end in ends:
        session = begin_session(alice, address="192.0.2.1", user_agent="")
        Session.objects.filter(pk=session.pk).update(expires_at=end)
    for end in ends:
        browser = Client()
        browser.force_login(petra)
        StaffSession.objects.filter(pk=browser.session.session_key).update(expire_date=end)
    forget_old_log_ins()
    assert list(Session.objects.order_by("expires_at").values_list("expires_at", flat=True)) == [
        *ends[1:]
    ]
    assert StaffSession.objects.get().expire_date == ends[2]
