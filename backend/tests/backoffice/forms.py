"""Filling in the admin's forms as a browser does: with all they came with."""

from typing import Any

from django.forms.utils import ErrorList
from django.http import HttpResponse
from django.test import Client


def fields_of(form: Any) -> dict[str, Any]:
    """What a browser would send of the form if nothing were typed."""
    sent: dict[str, Any] = {}
    for bound in form:
        if bound.field.disabled:
            continue
        value = bound.value()
        parts = bound.field.widget.decompress(value) if _is_split(bound) else None
        if parts is not None:
            sent |= {f"{bound.html_name}_{index}": part for index, part in enumerate(parts)}
        elif value is not None and value is not False:
            sent[bound.html_name] = "on" if value is True else value
        if bound.field.show_hidden_initial:
            sent[bound.html_initial_name] = "" if value is None else value
    return sent


def _is_split(bound: Any) -> bool:
    return hasattr(bound.field.widget, "decompress")


def open_form(browser: Client, address: str) -> dict[str, Any]:
    """The page's fields, its tables of parts included."""
    context = browser.get(address).context
    sent = fields_of(context["adminform"].form)
    for table in context["inline_admin_formsets"]:
        sent |= fields_of(table.formset.management_form)
        for form in table.formset.forms:
            sent |= fields_of(form)
    return {name: "" if value is None else value for name, value in sent.items()}


def errors_of(answer: HttpResponse) -> list[str]:
    """Every sentence of refusal on the page that came back; empty when it was accepted."""
    if answer.status_code == 302:
        return []
    assert answer.status_code == 200
    said: list[str] = []
    for words in answer.context["errors"]:  # of one field: a list; of a whole table: a sentence
        said += words if isinstance(words, ErrorList) else [words]
    return said
