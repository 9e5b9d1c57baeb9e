"""Health and the API's description."""

from django.urls import path

from customkeeps.rest.health import healthz, readyz
from customkeeps.rest.views import DocsView, SchemaView

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(url_name="schema")),
]
