"""What the shop sells."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "customkeeps.catalog"
    verbose_name = "Catalogue"
