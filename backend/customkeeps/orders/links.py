"""Links in a guest's mails: whoever has one may follow that order, without an account."""

from django.core.signing import BadSignature, TimestampSigner

from customkeeps.orders.models import Order

VALID_SECONDS = 180 * 24 * 3600
MAX_TOKEN_LENGTH = 100


def tracking_path(order: Order) -> str:
    """The storefront's page that shows the order, good for `VALID_SECONDS`."""
    return f"/orders/track/{tracking_token(order)}"


def tracking_token(order: Order) -> str:
    return _signer().sign(order.order_id)


def read_tracking_token(token: str) -> str | None:
    """The id of the order that it is about; None for an old one, or one that we never made."""
    if len(token) > MAX_TOKEN_LENGTH:
        return None
    try:
        return _signer().unsign(token, max_age=VALID_SECONDS)
    except BadSignature:
        return None


def _signer() -> TimestampSigner:
    # Addresses with a dot are files to the storefront.
    return TimestampSigner(sep="~", salt="customkeeps.orders.track")
