"""Every address of the product; each app keeps its own list."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from customkeeps.rest.views import unknown_address
from customkeeps.staff.views import second_factor_view
from customkeeps.storefront.views import ConfigView

urlpatterns = [
    path("", include("customkeeps.rest.urls")),
    path("api/", include("customkeeps.accounts.urls")),
    path("api/", include("customkeeps.catalog.urls")),
    path("api/", include("customkeeps.designs.urls")),
    path("api/", include("customkeeps.cart.urls")),
    path("api/", include("customkeeps.orders.urls")),
    path("api/", include("customkeeps.checkout.urls")),
    path("api/", include("customkeeps.customers.urls")),
    path("api/", include("customkeeps.storefront.studio_urls")),
    path("api/config/", ConfigView.as_view(), name="config"),
    re_path(r"^api(?:/|$)", unknown_address),
    path("", include("customkeeps.emails.urls")),
    path(settings.ADMIN_PATH.rstrip("/"), RedirectView.as_view(pattern_name="admin:index")),
    path(f"{settings.ADMIN_PATH}second-factor/", second_factor_view, name="second-factor"),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("customkeeps.storefront.urls")),
]
