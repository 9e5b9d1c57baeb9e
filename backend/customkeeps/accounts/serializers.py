"""Shapes of what people send and see."""

from typing import Any

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.validators import EmailValidator
from rest_framework import serializers

from customkeeps.accounts.models import User
from customkeeps.rest.fields import PlainText, StrictString

MAX_PASSWORD_LENGTH = 1000


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
    is_staff = serializers.BooleanField()
    date_joined = serializers.DateTimeField()


class ProfileInput(serializers.Serializer[dict[str, Any]]):
    email = EmailInput(required=False)
    first_name = PlainText(required=False, max_length=150, allow_blank=True)
    last_name = PlainText(required=False, max_length=150, allow_blank=True)
    phone = PlainText(required=False, max_length=32, allow_blank=True)


class SessionSerializer(serializers.Serializer[dict[str, Any]]):
    access = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="seconds")
    user = ProfileSerializer()
