"""Accounts' addresses, under /api/."""

from django.urls import path

from customkeeps.accounts import address_views, device_views, views

urlpatterns = [
    path("token/", views.TokenView.as_view()),
    path("token/refresh/", views.TokenRefreshView.as_view()),
    path("session/guest/", views.GuestSessionView.as_view()),
    path("session/devices/", device_views.DeviceListView.as_view()),
    path("session/devices/<uuid:device_id>/", device_views.DeviceView.as_view()),
    path("session/logout_everywhere/", device_views.LogoutEverywhereView.as_view()),
    path("session/refresh/", views.SessionRefreshView.as_view()),
    path("session/logout/", views.SessionLogoutView.as_view()),
    path("user/addresses/", address_views.AddressListView.as_view()),
    path("user/addresses/<int:address_id>/", address_views.AddressView.as_view()),
]
