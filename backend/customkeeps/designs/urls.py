"""Addresses of designs and pictures, under /api/. Of one design: `customkeeps.customers.urls`."""

from django.urls import path, re_path

from customkeeps.designs import picture_views, views

urlpatterns = [
    path("designs/", views.DesignListView.as_view(), name="designs"),
    path("designs/<uuid:design_id>/duplicate/", views.DuplicateView.as_view()),
    path("designs/<uuid:design_id>/share/", views.ShareView.as_view()),
    path("designs/shared/<str:token>/", views.SharedDesignView.as_view()),
    path(
        "designs/<uuid:design_id>/picture/",
        picture_views.DesignPictureView.as_view(),
        name="design_picture",
    ),
    re_path(
        r"^designs/placed/(?P<sha256>[0-9a-f]{64})/(?P<placement>[a-zA-Z0-9_-]{1,30})/picture/$",
        picture_views.PlacedPictureView.as_view(),
        name="placed_picture",
    ),
    re_path(r"^artworks/(?P<sha256>[0-9a-f]{64})/$", views.ArtworkView.as_view()),
    re_path(
        r"^artworks/(?P<sha256>[0-9a-f]{64})/picture/$",
        picture_views.ArtworkPictureView.as_view(),
        name="artwork_picture",
    ),
]
