"""The shapes of designs and pictures, for the schema and the generated client, and their input."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from customkeeps.designs.documents import MAX_DOCUMENTS, read_documents
from customkeeps.designs.models import MAX_NAME_LENGTH
from customkeeps.drawing.checks.findings import LEVELS
from customkeeps.drawing.document import Document
from customkeeps.rest.fields import PlainText, StrictInteger


class PrintPreviewSerializer(serializers.Serializer[dict[str, Any]]):
    placement = serializers.CharField()
    name = serializers.CharField(help_text="The placement's, in words.")
    url = serializers.CharField(help_text="The whole print area, see-through, up to 900 px wide.")


class FindingSerializer(serializers.Serializer[dict[str, Any]]):
    code = serializers.CharField()
    level = serializers.ChoiceField(
        choices=LEVELS, help_text="Errors cannot be printed; confirm: only if the shopper insists."
    )
    placement = serializers.CharField(help_text="Empty: about the design as a whole.")
    layer = serializers.CharField(allow_null=True, help_text="Null: about no single layer.")
    name = serializers.CharField(help_text="The layer's; may be empty.")
    sentence = serializers.CharField()
    figures = serializers.DictField(help_text="The numbers and names in the sentence, and others.")


class _FactsSerializer(serializers.Serializer[dict[str, Any]]):
    url = serializers.CharField(help_text="The whole picture.")
    preview_url = serializers.CharField(help_text="2000 pixels a side at most, for screens.")
    thumb_url = serializers.CharField()
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    has_alpha = serializers.BooleanField(allow_null=True, help_text="Null: not known.")
    border_colour = serializers.CharField(
        allow_null=True, help_text="As #rrggbb; empty where the border has several."
    )
    true_scale = serializers.FloatField(
        allow_null=True, help_text="0.5 where the picture was blown up twofold."
    )


class ArtworkSerializer(_FactsSerializer):
    sha256 = serializers.CharField(help_text="What documents name the picture by.")


class PictureDesignSerializer(_FactsSerializer):
    kind = serializers.ChoiceField(choices=["picture"])
    id = serializers.CharField(help_text="For the cart's `design`.")
    artwork = serializers.CharField(help_text="The picture's SHA-256, for documents.")


@extend_schema_field(
    {
        "type": "array",
        "items": {"type": "object", "additionalProperties": True},
        "maxItems": MAX_DOCUMENTS,
        "description": "Documents `ck.design/1`, one for each placement that is printed.",
    }
)
class DocumentsField(serializers.Field[list[Document], Any, Any, Any]):
    default_error_messages = {"invalid": "Give a list of documents."}

    def to_internal_value(self, data: Any) -> list[Document]:
        if not isinstance(data, list):
            self.fail("invalid")
        return read_documents(data)

    def to_representation(self, value: Any) -> Any:
        return value


class _DesignSerializer(serializers.Serializer[dict[str, Any]]):
    name = serializers.CharField()
    product = serializers.IntegerField(allow_null=True, help_text="Null: no longer there.")
    product_slug = serializers.CharField(allow_null=True, help_text="Null when no longer sold.")
    product_name = serializers.CharField()
    color = serializers.CharField()
    documents = DocumentsField()
    artworks = ArtworkSerializer(many=True, help_text="The pictures in the documents.")


class SavedDesignSerializer(_DesignSerializer):
    kind = serializers.ChoiceField(choices=["saved"])
    id = serializers.CharField()
    revision = serializers.IntegerField(help_text="Send it along with the next change.")
    share_url = serializers.CharField(allow_null=True, help_text="Null: nobody else sees it.")
    preflight = FindingSerializer(
        many=True, allow_null=True, help_text="What may go wrong in printing it. Null in lists."
    )
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class SharedDesignSerializer(_DesignSerializer):
    """What anybody sees who has the link; of pictures, copies for screens."""


class ShareSerializer(serializers.Serializer[dict[str, Any]]):
    url = serializers.CharField(help_text="The storefront's page for it.")
    token = serializers.CharField()


class FileInput(serializers.Serializer[dict[str, Any]]):
    file = serializers.FileField(help_text="A PNG or JPEG picture.")


class NewDesignInput(serializers.Serializer[dict[str, Any]]):
    name = PlainText(required=False, default="", max_length=MAX_NAME_LENGTH, allow_blank=True)
    product = StrictInteger(min_value=1)
    color = PlainText(required=False, default="", max_length=40, allow_blank=True)
    documents = DocumentsField()


class ChangedDesignInput(serializers.Serializer[dict[str, Any]]):
    revision = StrictInteger(min_value=1)
    name = PlainText(required=False, max_length=MAX_NAME_LENGTH)
    product = StrictInteger(required=False, min_value=1)
    color = PlainText(required=False, max_length=40, allow_blank=True)
    documents = DocumentsField(required=False)


class DuplicateInput(serializers.Serializer[dict[str, Any]]):
    name = PlainText(required=False, default="", max_length=MAX_NAME_LENGTH, allow_blank=True)


ANY_DESIGN = PolymorphicProxySerializer(
    component_name="AnyDesign",
    serializers=[PictureDesignSerializer, SavedDesignSerializer],
    resource_type_field_name=None,
)
