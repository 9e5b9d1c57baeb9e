"""The catalogue's shapes, for the schema and the generated client."""

from rest_framework import serializers


class PictureSerializer(serializers.Serializer[dict[str, object]]):
    view = serializers.CharField()
    name = serializers.CharField(help_text="The side it shows, in words; may be empty.")
    placement = serializers.CharField(
        allow_null=True, help_text="The code of the placement it shows; null: the first."
    )
    url = serializers.CharField()
    thumb_url = serializers.CharField()
    width_px = serializers.IntegerField()
    height_px = serializers.IntegerField()
    print_quad = serializers.ListField(
        child=serializers.ListField(child=serializers.FloatField(), min_length=2, max_length=2),
        allow_null=True,
        help_text="The print area's corners in the picture, clockwise from top left, each 0 to 1.",
    )
    print_part = serializers.ListField(
        child=serializers.FloatField(),
        min_length=4,
        max_length=4,
        help_text=(
            "The part of the print area that lies inside the quad, as shares of the area: left, "
            "top, right, bottom. [0, 0, 1, 1] unless the print goes round the product."
        ),
    )


class PrintAreaSerializer(serializers.Serializer[dict[str, object]]):
    width_mm = serializers.IntegerField()
    height_mm = serializers.IntegerField()


class ColorSerializer(serializers.Serializer[dict[str, object]]):
    name = serializers.CharField()
    hex = serializers.CharField()
    pictures = PictureSerializer(many=True)


class CategorySerializer(serializers.Serializer[dict[str, object]]):
    slug = serializers.CharField()
    name = serializers.CharField()


class PriceBreakSerializer(serializers.Serializer[dict[str, object]]):
    min_quantity = serializers.IntegerField()
    percent = serializers.CharField()
    unit_price = serializers.CharField()


class PlacementSerializer(serializers.Serializer[dict[str, object]]):
    code = serializers.CharField()
    name = serializers.CharField()
    width_mm = serializers.IntegerField()
    height_mm = serializers.IntegerField()


class ProductSerializer(serializers.Serializer[dict[str, object]]):
    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()
    price = serializers.CharField(help_text="Decimal text in `currency`.")
    currency = serializers.CharField()
    description = serializers.CharField()
    image_url = serializers.CharField()
    image_thumb_url = serializers.CharField()
    template_image_url = serializers.CharField()
    category = CategorySerializer(allow_null=True)
    colors = ColorSerializer(many=True)
    sizes = serializers.ListField(child=serializers.CharField())
    default_size = serializers.CharField(allow_null=True)
    in_stock = serializers.BooleanField()
    stock_left = serializers.IntegerField(allow_null=True, help_text="Only when few are left.")
    price_breaks = PriceBreakSerializer(many=True)
    placements = PlacementSerializer(many=True)
    mockup = PictureSerializer(allow_null=True)


class ProductFilterSerializer(serializers.Serializer[dict[str, str]]):
    """The query string of the product list."""

    search = serializers.CharField(required=False, allow_blank=True, max_length=100)
    category = serializers.CharField(required=False, allow_blank=True, max_length=50)
    color = serializers.CharField(required=False, allow_blank=True, max_length=40)
    ordering = serializers.ChoiceField(
        choices=["name", "price", "-price", "newest"], required=False, allow_blank=True
    )
