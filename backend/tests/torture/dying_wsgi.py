"""The shop, in processes that die while they answer some of its requests."""

import os
from collections.abc import Iterable
from typing import Any

from django.urls import get_resolver

from customkeeps import wsgi
from tests.torture import dying

# How the addresses end at which they die.
PATHS = tuple(os.environ["DYING_PATHS"].split())

dying.install()
# Loaded before the processes part, so that a new one serves at once.
get_resolver().url_patterns  # noqa: B018 (reading it is what loads it)


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if not path.endswith(PATHS):
        return wsgi.application(environ, start_response)
    with dying.between(path.rstrip("/").rpartition("/")[2]):
        answer = wsgi.application(environ, start_response)
        dying.step("before the answer")
        return answer
