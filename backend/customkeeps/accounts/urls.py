"""Accounts' addresses, under /api/."""

from django.urls import path

from customkeeps.accounts import views

urlpatterns = [
    path("register/", views.RegisterView.as_view()),
    path("token/", views.TokenView.as_view()),
    path("token/refresh/", views.TokenRefreshView.as_view()),
    path("session/login/", views.SessionLoginView.as_view()),
    path("session/refresh/", views.SessionRefreshView.as_view()),
    path("session/logout/", views.SessionLogoutView.as_view()),
    path("user/", views.ProfileView.as_view()),
]
