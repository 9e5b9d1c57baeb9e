"""Addresses of designs, under /api/."""

from django.urls import path

from customkeeps.designs.views import DesignPictureView

urlpatterns = [
    path("designs/<uuid:design_id>/picture/", DesignPictureView.as_view(), name="design_picture"),
]
