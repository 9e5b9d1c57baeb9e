"""Errors as Stripe words them: https://docs.stripe.com/api/errors."""

from typing import Any

Json = dict[str, Any]

DOCS = "https://stripe.com/docs/error-codes/"


class ApiError(Exception):
    """An answer with an error body. Fields that are None are left out, as at Stripe."""

    def __init__(
        self, status: int, message: str, *, kind: str = "invalid_request_error", **fields: Any
    ) -> None:
        super().__init__(message)
        self.status = status
        self.fields: Json = {"message": message, "type": kind, **fields}

    def body(self) -> Json:
        fields = {name: value for name, value in self.fields.items() if value is not None}
        if "code" in fields:
            fields.setdefault("doc_url", DOCS + fields["code"].replace("_", "-"))
        return {"error": dict(sorted(fields.items()))}


def invalid(message: str, *, code: str | None = None, param: str | None = None) -> ApiError:
    return ApiError(400, message, code=code, param=param)


def missing(object_name: str, object_id: str, *, param: str = "id", status: int = 404) -> ApiError:
    """Status 404 for an object named in the address, 400 for one named in a parameter."""
    message = f"No such {object_name}: '{object_id}'"
    return ApiError(status, message, code="resource_missing", param=param)
