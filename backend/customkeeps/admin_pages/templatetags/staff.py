"""What the staff's templates need of the parts."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from customkeeps.admin_pages import parts

register = template.Library()


@register.filter
def price(amount: Decimal | str, currency: str) -> SafeString:
    """`{{ order.final_amount|price:order.currency }}`"""
    return parts.price(Decimal(amount), currency)


register.filter("percent", parts.percent)
register.simple_tag(parts.badge, name="badge")
register.simple_tag(parts.picture, name="picture")
register.simple_tag(parts.swatch, name="swatch")
