"""Who of the staff gets in, and what each of them may do."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "customkeeps.staff"
    verbose_name = "Staff"

    def ready(self) -> None:
        from customkeeps.staff import checks  # noqa: F401, PLC0415 (registers itself)
