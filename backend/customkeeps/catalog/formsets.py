"""What must be right over all sizes, or all stock, of a product at once."""

from typing import Any

from django import forms
from unfold.forms import PaginationInlineFormSet

from customkeeps.catalog.models import ProductSize


class KeptRows(PaginationInlineFormSet):
    """A formset that can tell the rows that will be there after saving."""

    def kept(self) -> list[dict[str, Any]]:
        """The cleaned data of the rows that are filled in and not to be deleted."""
        forms_kept = [form for form in self.forms if form not in self.deleted_forms]
        return [data for form in forms_kept if (data := getattr(form, "cleaned_data", {}))]


class SizeFormSet(KeptRows):
    """At most one size is the default."""

    def clean(self) -> None:
        super().clean()
        if sum(bool(data.get("is_default")) for data in self.kept()) > 1:
            raise forms.ValidationError("Only one size can be the default.")

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 (Django's signature)
        """The old default goes first: the database knows no moment with two."""
        outgoing = [form.instance.pk for form in self.initial_forms if self._gives_up(form)]
        ProductSize.objects.filter(pk__in=outgoing).update(is_default=False)
        return super().save(commit)

    def _gives_up(self, form: Any) -> bool:
        return form in self.deleted_forms or not form.cleaned_data["is_default"]


class VariantStockFormSet(KeptRows):
    """Each colour, size, or colour in a size is counted once; choices are the product's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices = {
            "color": [("", "Any colour"), *self.instance.colors.values_list("pk", "name")],
            "size": [("", "Any size"), *self.instance.sizes.values_list("pk", "name")],
        }

    def add_fields(self, form: Any, index: int | None) -> None:
        """Choices are read once, not once a row."""
        super().add_fields(form, index)
        for axis, rows in (("color", self.instance.colors), ("size", self.instance.sizes)):
            form.fields[axis].queryset = rows.all()
            form.fields[axis].choices = self._choices[axis]

    def clean(self) -> None:
        super().clean()
        counted = [(data.get("color"), data.get("size")) for data in self.kept()]
        if len(counted) != len(set(counted)):
            raise forms.ValidationError("The same colour and size are counted twice.")
