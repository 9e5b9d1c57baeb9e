"""Addresses of what joins a person with everything of theirs, under /api/."""

from django.urls import path

from customkeeps.customers.views import (
    designs,
    email_addresses,
    guests,
    passwords,
    people,
    privacy,
)

urlpatterns = [
    path("register/", people.RegisterView.as_view()),
    path("session/login/", guests.SessionLoginView.as_view()),
    path("designs/<uuid:design_id>/", designs.DesignView.as_view()),
    path("orders/claim/", guests.ClaimView.as_view()),
    path("user/", people.ProfileView.as_view()),
    path("user/export/", privacy.ExportView.as_view(), name="user_export"),
    path("password/change/", passwords.ChangeView.as_view()),
    path("password/reset/", passwords.ResetView.as_view()),
    path("password/reset/confirm/", passwords.ResetConfirmView.as_view()),
    path("email/verify/", email_addresses.VerifyView.as_view()),
    path("email/verify/resend/", email_addresses.ResendView.as_view()),
]
