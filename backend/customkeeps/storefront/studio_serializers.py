"""The shapes of what the studio is sent, for the API's document; read by them are queries only."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

MOST_PIECES = 60
MOST_ID = 80


class FaceSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.CharField(help_text="What a text layer's `font` names.")
    family = serializers.CharField()
    style = serializers.CharField()  # type: ignore[assignment]  # the pack's key, not DRF's
    weight = serializers.IntegerField()
    italic = serializers.BooleanField()
    category = serializers.CharField()
    units_per_em = serializers.IntegerField()
    ascent = serializers.FloatField(help_text="Above the baseline, in em.")
    descent = serializers.FloatField(help_text="Below the baseline, in em.")
    stem = serializers.FloatField(help_text="Its thinnest usual stroke, in em.")
    cap_height = serializers.FloatField(help_text="Of an H, in em.")
    scripts = serializers.ListField(child=serializers.CharField())
    url = serializers.CharField(help_text="The TrueType file; never changes.")


class FontIndexSerializer(serializers.Serializer[dict[str, Any]]):
    version = serializers.CharField()
    faces = FaceSerializer(many=True)


class ClipartEntrySerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.CharField(help_text="What a clipart layer's `clipart` names.")
    name = serializers.CharField()
    keywords = serializers.ListField(child=serializers.CharField())
    category = serializers.CharField()


class ClipartIndexSerializer(serializers.Serializer[dict[str, Any]]):
    version = serializers.CharField()
    pieces = ClipartEntrySerializer(many=True)


@extend_schema_field(
    {
        "type": "array",
        "prefixItems": [{"type": "string"}, {"type": "integer"}],
        "minItems": 2,
        "maxItems": 2,
        "description": "Absolute path data, and the place of its fill in `palette`.",
    }
)
class FilledPathField(serializers.ListField):
    pass


class PieceSerializer(ClipartEntrySerializer):
    width = serializers.FloatField()
    height = serializers.FloatField()
    palette = serializers.ListField(child=serializers.CharField())
    paths = serializers.ListField(child=FilledPathField())


class PiecesSerializer(serializers.Serializer[dict[str, Any]]):
    version = serializers.CharField()
    pieces = PieceSerializer(many=True)


class PiecesAskedSerializer(serializers.Serializer[dict[str, Any]]):
    ids = serializers.CharField(
        max_length=MOST_PIECES * (MOST_ID + 1), help_text="Ids parted by commas, at most 60."
    )
    v = serializers.CharField(
        required=False, max_length=64, help_text="The index's version: with it, the answer is kept."
    )

    def validate_ids(self, text: str) -> list[str]:
        ids = [each for each in text.split(",") if each]
        if not 0 < len(ids) <= MOST_PIECES:
            raise serializers.ValidationError(f"Ask for 1 to {MOST_PIECES} pieces at once.")
        return ids


class VersionAskedSerializer(serializers.Serializer[dict[str, Any]]):
    v = serializers.CharField(
        required=False, max_length=64, help_text="The version, if known: with it, it is kept."
    )


class TemplateSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.CharField()
    name = serializers.CharField()
    category = serializers.CharField()
    document = serializers.DictField(help_text="A design, format ck.design/1.")


class TemplateIndexSerializer(serializers.Serializer[dict[str, Any]]):
    version = serializers.CharField()
    templates = TemplateSerializer(many=True)
