"""The staff's pages that join apps; Django's admin looks for them here."""

from django.contrib import admin

from customkeeps.accounts.models import User
from customkeeps.backoffice.orders_admin import OrderAdmin
from customkeeps.backoffice.people_admin import PeopleAdmin
from customkeeps.orders.models import Order

admin.site.register(Order, OrderAdmin)
admin.site.unregister(User)
admin.site.register(User, PeopleAdmin)
