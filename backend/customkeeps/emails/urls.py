"""The mailbox of development."""

from django.urls import path
from django.views.generic import RedirectView

from customkeeps.emails import views

urlpatterns = [
    path("dev/mail", views.in_development(RedirectView.as_view(pattern_name="dev-mailbox"))),
    path("dev/mail/", views.mailbox, name="dev-mailbox"),
    path("dev/mail/<uuid:mail_id>/", views.one_mail, name="dev-mail"),
]
