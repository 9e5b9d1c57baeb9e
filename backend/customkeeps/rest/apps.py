"""The API's ground: shapes of errors, input, pages, limits. No shop words."""

from django.apps import AppConfig


class RestConfig(AppConfig):
    name = "customkeeps.rest"
