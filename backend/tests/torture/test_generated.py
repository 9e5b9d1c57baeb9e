"""Thousands of requests that nobody thought of: never a 5xx, every answer as the document says."""

import random
from collections import Counter
from typing import Any

import pytest
import requests
from pytest_django import DjangoDbBlocker
from schemathesis import Case
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi import checks

from tests.rest.shapes import check_refusal
from tests.running_shop import RunningShop
from tests.torture.callers import ENDING, KINDS, Caller, stock_the_shelves
from tests.torture.conftest import NewShop
from tests.torture.figures import FULL, Figures, times
from tests.torture.generated import cases, each_of, operations

pytestmark = pytest.mark.torture

REQUESTS = times(10_000, 250)
# How many of one operation by one caller in a row.
IN_A_ROW = 25 if FULL else 2
CHECKS = [
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


class Survey:
    """Counts the answers by status, and keeps of those that are wrong one of each kind.

    Other requests in each round; the same from run to run unless it is the full form.
    """

    def __init__(self) -> None:
        self.seed = random.SystemRandom().getrandbits(64) if FULL else 0
        self._seeds = random.Random(self.seed)
        self.statuses: Counter[int] = Counter()
        self.wrong: dict[str, str] = {}

    def ask(self, caller: Caller, operation: Any) -> None:
        strategy = cases(operation, caller.begin())
        ends = operation.definition.raw["operationId"] in ENDING

        def send(case: Case) -> None:
            if ends:
                caller.send_another()
            answer = case.call(
                caller.shop.url, headers=caller.headers(), cookies=caller.cookies(), timeout=60
            )
            self.statuses[answer.status_code] += 1
            self._look_at(f"{case.operation.label} by {caller.kind}", case, answer)

        each_of(strategy, send, times=IN_A_ROW, drawn=self._seeds.getrandbits(64))

    def _look_at(self, asked: str, case: Case, answer: Any) -> None:
        [kind] = answer.headers.get("content-type", [""])
        try:
            check_refusal(answer.status_code, kind, answer.content)
            case.validate_response(answer, checks=CHECKS)
        except (AssertionError, FailureGroup) as error:
            said = f"{case!r}\n{error}\n{answer.content[:1_000]!r}"
            self.wrong.setdefault(f"{asked}: {answer.status_code}", said)


@pytest.fixture(scope="module")
def stocked(new_shop: NewShop, django_db_blocker: DjangoDbBlocker) -> RunningShop:
    shop = new_shop().start(workers=0, webhooks=False)
    with django_db_blocker.unblock():
        stock_the_shelves(shop)
    return shop


def document_of(shop: RunningShop) -> dict[str, Any]:
    document: dict[str, Any] = requests.get(f"{shop.url}/api/schema/", timeout=60).json()
    return document


def test_every_answer_is_as_the_document_says(stocked: RunningShop, figures: Figures) -> None:
    callers = [Caller(stocked, kind) for kind in KINDS]
    survey = survey_of(operations(document_of(stocked)), callers, at_least=REQUESTS)
    said = ", ".join(f"{status}: {count}" for status, count in sorted(survey.statuses.items()))
    wrong = len(survey.wrong)
    figures.note(
        row="generated requests",
        asked="10,000 on each database: no 5xx, all answers as the document says",
        measured=f"{survey.statuses.total()} requests ({said}), {wrong} kinds not as it says, "
        f"seed {survey.seed}",
    )
    assert survey.wrong == {}, "\n\n".join("\n".join(each) for each in survey.wrong.items())
    assert max(survey.statuses) < 500


def test_what_the_document_does_not_say_is_found(stocked: RunningShop) -> None:
    """The control: a status, a type and a kind of content that are not as it says."""
    document = document_of(stocked)
    del document["paths"]["/api/cart/quote/"]["post"]["responses"]["400"]
    document["components"]["schemas"]["Product"]["properties"]["price"]["type"] = "number"
    config = document["paths"]["/api/config/"]["get"]["responses"]["200"]
    config["content"] = {"text/plain": config["content"]["application/json"]}
    asked = ("POST /api/cart/quote/", "GET /api/products/", "GET /api/config/")
    found = [each for each in operations(document) if each.label in asked]
    survey = survey_of(found, [Caller(stocked, "shopper")], at_least=60)
    assert sorted(survey.wrong) == [
        "GET /api/config/ by shopper: 200",
        "GET /api/products/ by shopper: 200",
        "POST /api/cart/quote/ by shopper: 400",
    ]


def survey_of(found: list[Any], callers: list[Caller], *, at_least: int) -> Survey:
    """Each operation by each caller, over and over."""
    survey = Survey()
    while survey.statuses.total() < at_least:
        for operation in found:
            for caller in callers:
                survey.ask(caller, operation)
    return survey
