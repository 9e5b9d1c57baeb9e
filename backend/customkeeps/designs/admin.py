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
    list_display = ("__str__", "preview", "user", "made_of", "created_at")
    list_select_related = ("user", "artwork")
    search_fields = ("id", "user__username", "user__email")
    fields = ("large_preview", "id", "user", "made_of", "created_at")
    readonly_fields = fields

    # Links are relative, so that they work under whichever name staff reach the admin by.
    @admin.display(description="Picture")
    def preview(self, design: Design) -> SafeString:
        if design.artwork_id is None:
            return picture("")
        return picture(design_url(design, base_url="", size="thumbnail"), on=BEHIND)

    @admin.display(description="Picture (opens in full)")
    def large_preview(self, design: Design) -> SafeString:
        if design.artwork_id is None:
            return picture("", size="large")
        thumbnail = design_url(design, base_url="", size="thumbnail")
        whole = design_url(design, base_url="")
        return picture(thumbnail, alt=f"{design}, in full", opens=whole, size="large", on=BEHIND)

    @admin.display(description="Made of", ordering="artwork")
    def made_of(self, design: Design) -> str:
        """The picture, or what is on each side; orders show how that looks."""
        if design.documents is None:
            return str(design.artwork)
        sides = [
            f"{document['placement']}: {len(document['layers'])} layers"
            for document in design.documents
        ]
        return ", ".join(sides)
