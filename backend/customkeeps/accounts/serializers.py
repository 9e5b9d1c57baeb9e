"""Shapes of what people send and see."""

from typing import Any

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import EmailValidator, RegexValidator
from rest_framework import serializers

from customkeeps.accounts.addresses import country_codes
from customkeeps.accounts.models import User
from customkeeps.rest.fields import PlainText, StrictString

MAX_PASSWORD_LENGTH = 1000
PHONE = r"\+?[0-9(][0-9 ()./-]{5,30}"


class PasswordField(StrictString):
    """Exactly as typed, blanks included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            trim_whitespace=False,
            max_length=MAX_PASSWORD_LENGTH,
            write_only=True,
            style={"input_type": "password"},
            **kwargs,
        )


class EmailInput(PlainText):
    """An address; the domain in lower case."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)
        self.validators.append(EmailValidator("Give an e-mail address such as ana@example.com."))

    def to_internal_value(self, data: Any) -> str:
        return User.objects.normalize_email(super().to_internal_value(data))


class UsernameInput(PlainText):
    """Letters, digits and @ . + - _ in NFKC, at most 150."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, **kwargs)
        self.validators.append(UnicodeUsernameValidator())

    def to_internal_value(self, data: Any) -> str:
        return User.normalize_username(super().to_internal_value(data))


class RegistrationInput(serializers.Serializer[dict[str, Any]]):
    username = UsernameInput()
    email = EmailInput()
    password = PasswordField()


class RegisteredSerializer(serializers.Serializer[dict[str, Any]]):
    username = serializers.CharField()
    email = serializers.CharField()


class CredentialsInput(serializers.Serializer[dict[str, Any]]):
    username = PlainText(max_length=150)
    password = PasswordField()


class TokenPairSerializer(serializers.Serializer[dict[str, Any]]):
    access = serializers.CharField()
    refresh = serializers.CharField()


class RefreshInput(serializers.Serializer[dict[str, Any]]):
    refresh = StrictString()


class AccessSerializer(serializers.Serializer[dict[str, Any]]):
    access = serializers.CharField()


class ProfileSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.IntegerField()
    username = serializers.CharField()
    email = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    phone = serializers.CharField()
    email_verified = serializers.BooleanField()
    pending_email = serializers.CharField(
        help_text="becomes the address once the link mailed to it is opened, or empty"
    )
    is_staff = serializers.BooleanField()
    is_guest = serializers.BooleanField(help_text="Shops without an account.")
    date_joined = serializers.DateTimeField()


class ProfileInput(serializers.Serializer[dict[str, Any]]):
    email = EmailInput(required=False)
    current_password = PasswordField(
        required=False,
        help_text="with another `email`: needed in a browser's session, checked where it is sent",
    )
    first_name = PlainText(required=False, max_length=150, allow_blank=True)
    last_name = PlainText(required=False, max_length=150, allow_blank=True)
    phone = PlainText(required=False, max_length=32, allow_blank=True)


class SessionSerializer(serializers.Serializer[dict[str, Any]]):
    access = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="seconds")
    user = ProfileSerializer()


class DeviceSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.UUIDField()
    device = serializers.CharField(help_text="such as Firefox on Windows")
    network = serializers.CharField(help_text="where the log-in came from; empty when unknown")
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField()
    is_current = serializers.BooleanField(help_text="the browser that asks")


class AddressSerializer(serializers.Serializer[dict[str, Any]]):
    id = serializers.IntegerField()
    name = serializers.CharField()
    line1 = serializers.CharField()
    line2 = serializers.CharField()
    city = serializers.CharField()
    province = serializers.CharField()
    postal_code = serializers.CharField()
    country = serializers.CharField(help_text="ISO 3166, two letters")
    phone = serializers.CharField()
    is_default = serializers.BooleanField()


class CountryInput(PlainText):
    """A country's two letters, in either case."""

    def to_internal_value(self, data: Any) -> str:
        code = super().to_internal_value(data).upper()
        if code not in country_codes():
            raise serializers.ValidationError("Give a country's two letters, such as PH.")
        return code


class StrictBoolean(serializers.BooleanField):
    """`true` or `false` and nothing that might mean them."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class PhoneInput(PlainText):
    """Digits and what people put between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=32, **kwargs)
        self.validators.append(
            RegexValidator(rf"\A{PHONE}\Z", "Give a phone number such as +63 917 123 4567.")
        )


class AddressInput(serializers.Serializer[dict[str, Any]]):
    name = PlainText(max_length=100)
    line1 = PlainText(max_length=120)
    line2 = PlainText(max_length=120, required=False, allow_blank=True)
    city = PlainText(max_length=80)
    province = PlainText(max_length=80, required=False, allow_blank=True)
    postal_code = PlainText(max_length=12)
    country = CountryInput(max_length=2, default="PH")
    phone = PhoneInput(required=False, allow_blank=True)
    is_default = StrictBoolean(required=False)


class ChangedAddressInput(AddressInput):
    """Some of the fields; what is left out stays."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(partial=True, **kwargs)
