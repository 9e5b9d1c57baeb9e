"""The staff's pages that join apps; Django's admin looks for them here."""

from django.contrib import admin

from customkeeps.backoffice.orders_admin import OrderAdmin
from customkeeps.orders.models import Order

admin.site.register(Order, OrderAdmin)
