"""The API's description."""

from django.urls import path

from customkeeps.rest.views import DocsView, SchemaView

urlpatterns = [
    path("api/schema/", SchemaView.as_view(), name="schema"),
    path("api/docs/", DocsView.as_view(url_name="schema")),
]
