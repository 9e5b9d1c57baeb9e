"""What staff may enter about the catalogue, with what does not fit said in words."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminColorInputWidget, UnfoldAdminTextareaWidget

from customkeeps.admin_pages.amounts import checked_amount
from customkeeps.catalog.models import BulkTier, Product, ProductColor, ProductSize, VariantStock

PICTURE_ADDRESS = re.compile(r"""(https?://|/(?!/))[^\s\\<>"'`]+""")


class CountedForm(forms.ModelForm):
    """A form with a count of pieces, which sales may lower while its page is open.

    The page carries the count it was opened with. Left alone, the count stays what it has become.
    """

    count_field: str
    held_field: str

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self.count_field not in data:
            return data
        now, wanted = self.initial.get(self.count_field), data[self.count_field]
        held: int = getattr(self.instance, self.held_field)
        if self.count_field not in self.changed_data:
            data[self.count_field] = now
        elif self._was_opened_with() not in (now, ...):
            self.add_error(
                self.count_field,
                f"This became {now} while the page was open. Reload the page and count again.",
            )
        elif wanted is not None and wanted < held:
            self.add_error(
                self.count_field, f"{held} are held by shoppers who are paying just now."
            )
        return data

    def _was_opened_with(self) -> Any:
        """The count that the page showed; an ellipsis when it was not sent along."""
        name, field = self.add_initial_prefix(self.count_field), self.fields[self.count_field]
        return field.to_python(self.data[name]) if name in self.data else ...


class ProductForm(CountedForm):
    count_field, held_field = "stock", "stock_held"

    class Meta:
        model = Product
        fields = "__all__"  # noqa: DJ007 (the admin's fieldsets say which are shown)
        widgets = {"description": UnfoldAdminTextareaWidget({"rows": 4})}
        labels = {
            "stock": "Pieces on hand",
            "position": "Place in the shop window",
            "image_url": "Picture",
            "image_thumb_url": "Small picture",
            "template_image_url": "Template",
        }
        help_texts = {
            "on_sale": "Off sale, it can no longer be bought. Products are not deleted, because "
            "carts, payments and orders refer to them.",
            "position": "Lower comes first.",
            "stock": "Empty: not counted. Colours and sizes can be counted on the last tab too; "
            "then the scarcest count decides.",
            "image_url": "Its address, as shown in the shop window.",
            "image_thumb_url": "The same, small.",
            "template_image_url": "Shows where the print goes.",
        }

    def clean_price(self) -> Decimal:
        price: Decimal = self.cleaned_data["price"]
        return checked_amount(price, self.instance.currency)

    def clean_image_url(self) -> str:
        return self._picture_address("image_url")

    def clean_image_thumb_url(self) -> str:
        return self._picture_address("image_thumb_url")

    def clean_template_image_url(self) -> str:
        return self._picture_address("template_image_url")

    def _picture_address(self, name: str) -> str:
        """Pages link to it, so that it must not be a script."""
        address = str(self.cleaned_data[name])
        if address and not PICTURE_ADDRESS.fullmatch(address):
            raise forms.ValidationError("Begin with https:// or, in this shop, with /.")
        return address


class RowForm(forms.ModelForm):
    """A row of a table of fields: its column's head does not name a field to a screen reader."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label))


class ColorForm(RowForm):
    hex = forms.CharField(
        label="Colour", max_length=7, widget=UnfoldAdminColorInputWidget, initial="#ffffff"
    )

    class Meta:
        model = ProductColor
        fields = ("name", "hex", "position")

    def clean_hex(self) -> str:
        return str(self.cleaned_data["hex"]).lower()


class SizeForm(RowForm):
    class Meta:
        model = ProductSize
        fields = ("name", "is_default", "position")

    def _get_validation_exclusions(self) -> set[str]:
        """Which size is the default is settled over all rows at once, by the formset."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own, without a stub
        return excluded | {"is_default"}


class VariantStockForm(CountedForm, RowForm):
    count_field, held_field = "on_hand", "held"

    class Meta:
        model = VariantStock
        fields = ("color", "size", "on_hand")
        labels = {"color": "Colour", "on_hand": "Pieces on hand"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for axis in ("color", "size"):
            # What is counted stays what it is; another colour or size is another row.
            self.fields[axis].disabled = self.instance.pk is not None

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not (data.get("color") or data.get("size")):
            self.add_error(None, "Choose a colour, a size or both.")
        return data

    def _get_validation_exclusions(self) -> set[str]:
        """That nothing is counted twice is seen over all rows at once, by the formset."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # Django's own, without a stub
        return excluded | {"color", "size"}


class BulkTierForm(forms.ModelForm):
    class Meta:
        model = BulkTier
        fields = ("min_quantity", "percent")

    def clean_percent(self) -> Decimal:
        percent: Decimal = self.cleaned_data["percent"]
        if not 0 < percent <= 100:
            raise forms.ValidationError("More than 0 and at most 100.")
        return percent
