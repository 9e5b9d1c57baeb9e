"""Staff look at designs; nobody edits what may have been ordered."""

from django.contrib import admin
from django.utils.safestring import SafeString

from customkeeps.admin_pages.bases import LookOnlyAdmin
from customkeeps.admin_pages.parts import picture
from customkeeps.designs.links import design_url
from customkeeps.designs.models import Design

# Designs may be see-through: both white and black ones stand out from this.
BEHIND = "#b3ab9e"


@admin.register(Design)
class DesignAdmin(LookOnlyAdmin):
    list_display = ("__str__", "preview", "user", "artwork", "created_at")
    list_select_related = ("user", "artwork")
    search_fields = ("id", "user__username", "user__email")
    fields = ("large_preview", "id", "user", "artwork", "created_at")
    readonly_fields = fields

    # Links are relative, so that they work under whichever name staff reach the admin by.
    @admin.display(description="Picture")
    def preview(self, design: Design) -> SafeString:
        return picture(design_url(design, base_url="", size="thumbnail"), on=BEHIND)

    @admin.display(description="Picture (opens in full)")
    def large_preview(self, design: Design) -> SafeString:
        thumbnail = design_url(design, base_url="", size="thumbnail")
        whole = design_url(design, base_url="")
        return picture(thumbnail, alt=f"{design}, in full", opens=whole, size="large", on=BEHIND)
