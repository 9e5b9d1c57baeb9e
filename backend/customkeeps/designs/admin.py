"""Staff look at designs; nobody edits what may have been ordered."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.admin import ModelAdmin

from customkeeps.designs.links import design_url
from customkeeps.designs.models import Design


@admin.register(Design)
class DesignAdmin(ModelAdmin):
    list_display = ("preview", "__str__", "user", "artwork", "created_at")
    list_select_related = ("user", "artwork")
    search_fields = ("id", "user__username")
    fields = ("preview", "id", "user", "artwork", "created_at")
    readonly_fields = fields

    @admin.display(description="Picture")
    def preview(self, design: Design) -> str:
        # Relative, so that it works under whichever name staff reach the admin by.
        return format_html(
            '<img src="{}" alt="" style="max-width: 96px; max-height: 96px">',
            design_url(design, base_url="", size="thumbnail"),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 (Django's signature)
        return False

    def has_change_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: Design | None = None,  # noqa: ARG002
    ) -> bool:
        return False

    def has_delete_permission(
        self,
        request: HttpRequest,  # noqa: ARG002
        obj: Design | None = None,  # noqa: ARG002
    ) -> bool:
        return False
