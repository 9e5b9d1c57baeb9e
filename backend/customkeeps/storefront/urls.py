"""The browser's side of the shop; everything that is not somebody else's address is the page."""

from django.urls import path, re_path

from customkeeps.storefront import views

urlpatterns = [
    path("media/<path:name>", views.public_file),
    # A missing file must not look like a page.
    re_path(r"^(?!static/|assets/)(?:[^.]*)$", views.page, name="page"),
]
