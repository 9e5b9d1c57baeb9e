"""People and groups in the staff's admin."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.safestring import SafeString
from unfold.forms import AdminPasswordChangeForm, UserChangeForm

from customkeeps.accounts.forms import NewUserForm
from customkeeps.accounts.models import User
from customkeeps.admin_pages.bases import EditableAdmin
from customkeeps.admin_pages.parts import badge, two_lines

PRIVILEGES = ("is_staff", "is_superuser", "groups", "user_permissions")
# What goes with an account when it is deleted; designs, payments and orders stay.
GOES_ALONG = {"cart item"}

WORKED_HERE = "what this person did at work is on record. Make the account inactive instead."

admin.site.unregister(Group)


def role(user: User) -> tuple[str, str]:
    """What a person is to the shop, in words and as a badge's tone."""
    if not user.is_active:
        return ("Inactive", "danger")
    if user.is_guest:
        return ("Guest", "")
    if user.is_superuser:
        return ("All rights", "accent")
    return ("Staff", "accent") if user.is_staff else ("Shopper", "")


@admin.register(User)
class UserAdmin(DjangoUserAdmin, EditableAdmin):
    """Django's own, in the theme. Only those with all rights give rights, or touch staff."""

    form = UserChangeForm
    add_form = NewUserForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("person", "full_name", "is_a", "date_joined", "last_login")
    list_display_links = ("person",)
    list_filter = ("is_staff", "is_active", "is_guest", "groups")
    ordering = ("-date_joined",)
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email", "email_verified_at", "phone")}),
        ("Rights", {"fields": ("is_active", *PRIVILEGES)}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "email", "password1", "password2")}),)
    readonly_fields = ("email_verified_at", "last_login", "date_joined")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """No link to a page that is closed to them."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or is_superuser(request):
            return fieldsets
        return ((None, {"fields": ("username",)}), *fieldsets[1:])

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Nobody makes themselves, or anybody, more than they are."""
        if is_superuser(request):
            return self.readonly_fields
        return (*self.readonly_fields, *PRIVILEGES)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and may_touch(request, obj)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """A cart, which staff cannot delete by itself, goes with its account. Whoever has worked
        here stays, or what they did would go along.
        """
        listed, counts, needed, protected = super().get_deleted_objects(objs, request)
        at_work = LogEntry.objects.filter(user__in=objs).values("user")
        for user in User.objects.filter(pk__in=at_work):
            protected.append(f"{user.username}: {WORKED_HERE}")
        return listed, counts, {name for name in needed if name not in GOES_ALONG}, protected

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:  # noqa: FBT001 (Django's signature)
        """What staff type has not been confirmed by anybody."""
        if "email" in form.changed_data:
            obj.email_verified_at, obj.pending_email = None, ""
        super().save_model(request, obj, form, change)

    def user_change_password(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Nobody but those with all rights chooses other people's passwords, to be them in the shop
        unseen: people have a link mailed instead.
        """
        if not is_superuser(request):
            raise PermissionDenied
        return super().user_change_password(request, *args, **options)

    @admin.display(description="Person", ordering="username")
    def person(self, user: User) -> SafeString:
        return two_lines(user.username, user.email)

    @admin.display(description="Name", ordering="last_name")
    def full_name(self, user: User) -> str:
        return user.get_full_name()

    @admin.display(description="Is", ordering="is_staff")
    def is_a(self, user: User) -> SafeString:
        return badge(*role(user))


def is_superuser(request: HttpRequest) -> bool:
    return bool(getattr(request.user, "is_superuser", False))


def may_touch(request: HttpRequest, user: User | None) -> bool:
    """Staff look after shoppers and themselves; those with all rights look after everyone.

    Of guests there is nothing to change: they have no password and get no rights. They go by
    themselves.
    """
    if user is not None and user.is_guest:
        return False
    return (
        is_superuser(request)
        or user is None
        or user.pk == request.user.pk
        or not (user.is_staff or user.is_superuser)
    )


@admin.register(Group)
class GroupAdmin(DjangoGroupAdmin, EditableAdmin):
    """Django's own, in the theme. A group gives rights, so only those with all rights change it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return is_superuser(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return is_superuser(request)
