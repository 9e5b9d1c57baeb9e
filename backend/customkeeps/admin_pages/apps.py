"""An app for its templates and its style sheet; it has no tables."""

from django.apps import AppConfig


class AdminPagesConfig(AppConfig):
    name = "customkeeps.admin_pages"
