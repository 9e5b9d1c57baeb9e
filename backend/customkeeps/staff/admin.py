"""The second factor's rows have no pages: their secrets are their owner's alone."""

from django.contrib import admin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

admin.site.unregister((TOTPDevice, StaticDevice))
