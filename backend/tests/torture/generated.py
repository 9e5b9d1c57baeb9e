"""Requests made from the OpenAPI document: half of them right, half wrong, and in many of them
things that are really there.
"""

from collections.abc import Callable
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig

from tests.rest.endpoints import BODIES


def operations(document: dict[str, Any]) -> list[Any]:
    """Every operation of the document, without tokens that the generator would make up."""
    generation = GenerationConfig(with_security_parameters=False)
    default = ProjectConfig(generation=generation)
    config = schemathesis.Config(projects=ProjectsConfig(default=default))
    schema = schemathesis.openapi.from_dict(document, config=config)
    return [found.ok() for found in schema.get_all_operations()]


def cases(operation: Any, real: dict[str, Any]) -> st.SearchStrategy[Case]:
    """`real`: what is there, by the names of parts of addresses, queries and bodies."""
    made = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    if _takes_something(operation):
        wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
        made = st.one_of(made, wrong)
    good = BODIES.get(operation.path, {}) | real
    names = st.sets(st.sampled_from(sorted(good)), max_size=len(good))
    return st.builds(_mended, made, names, st.just(good))


def each_of(
    strategy: st.SearchStrategy[Case], send: Callable[[Case], None], *, times: int, drawn: int
) -> None:
    """Calls `send` with so many cases; with fewer where there are no more different ones.

    `drawn`: the seed. Without one, Hypothesis would draw the same cases each time where CI is set.
    """

    @seed(drawn)
    @settings(
        max_examples=times,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def sends(case: Case) -> None:
        send(case)

    sends()


def _takes_something(operation: Any) -> bool:
    parts = (operation.query, operation.path_parameters, operation.body)
    return any(len(list(part)) for part in parts)


def _mended(case: Case, names: set[str], good: dict[str, Any]) -> Case:
    """The case with good values in place of some of its own."""
    for name in names:
        for part in (case.path_parameters, case.query, case.body):
            if isinstance(part, dict) and (name in part or part is case.body):
                part[name] = good[name]
    return case
