"""Every page of the staff's and everything they can do there, by every kind of caller."""

import re

import pytest
from django.contrib import admin
from django.test import RequestFactory

from customkeeps.accounts.models import User
from tests.access.matrix import Shop, template
from tests.access.pages import ACTIONS, PAGES, WITHOUT_EFFECT, Page
from tests.access.policy import ASKS, CALLERS, OF_ACCOUNTS
from tests.access.staff import visit
from tests.rest.endpoints import places

pytestmark = pytest.mark.django_db

# What answers 404 to all that is nothing (`test_error_shape.py` asks it), and the storefront's
# one page, which is asked under the address of one of its screens.
NOT_ASKED = {"/api(?:/|$)", "/(?!static/|assets/)(?:[^.]*)"}


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(shop: Shop, page: Page, caller: str) -> None:
    visit(shop, page, caller)


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("name", ACTIONS)
def test_action(shop: Shop, name: str, caller: str) -> None:
    visit(shop, page_of(name), caller)


def page_of(name: str) -> Page:
    """The list, sent with an action and one ticked row; who may only look gets it back."""
    model, action = name.split()
    right = f"{model.replace('/', '.view_')}"
    return Page(
        f"POST /admin/{model}/",
        action,
        tuple((*each, right) for each in ACTIONS[name]),
        {"action": action, "_selected_action": f"{{{model}}}", "post": "yes"},
        answer=302,
        refusal=200,
        changes=name not in WITHOUT_EFFECT,
    )


def test_every_address_is_in_a_table() -> None:
    asked = {page.call.split()[1].split("?")[0] for page in PAGES} | {
        template(each.call) for each in ASKS
    }
    asked |= {template(each.call) for each in OF_ACCOUNTS}
    assert places() - {re.sub(r"{[^}]+}", "{}", path) for path in asked} == NOT_ASKED


def test_every_action_is_in_the_table() -> None:
    request = RequestFactory().get("/")
    request.user = User(is_staff=True, is_superuser=True)
    assert {
        f"{model._meta.app_label}/{model._meta.model_name} {action}"
        for model, page in admin.site._registry.items()
        for action in page.get_actions(request)
    } == set(ACTIONS)
