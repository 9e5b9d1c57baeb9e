"""The staff's home, in place of the theme's."""

from django.apps import AppConfig
from django.contrib import admin


class BackofficeConfig(AppConfig):
    name = "customkeeps.backoffice"

    def ready(self) -> None:
        admin.site.index_template = "backoffice/dashboard.html"
        admin.site.index_title = "Today"
