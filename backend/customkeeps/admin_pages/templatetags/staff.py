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


@register.filter
def percent(value: Decimal | str) -> str:
    """10.00 as `10%`, 7.50 as `7.5%`, nothing for 0.00."""
    return f"{Decimal(value).normalize():f}%" if Decimal(value) else ""


register.simple_tag(parts.badge, name="badge")
register.simple_tag(parts.picture, name="picture")
register.simple_tag(parts.swatch, name="swatch")
