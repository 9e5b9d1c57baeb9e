"""What the studio loads; see `studio_views`."""

from django.urls import path

from customkeeps.storefront import studio_views as views

urlpatterns = [
    path("studio/fonts/", views.FontListView.as_view(), name="studio-fonts"),
    path(
        "studio/fonts/<slug:face_id>.<slug:digest>.ttf",
        views.FontFileView.as_view(),
        name="studio-font",
    ),
    path("studio/clipart/", views.ClipartListView.as_view(), name="studio-clipart"),
    path("studio/clipart/pieces/", views.ClipartPiecesView.as_view(), name="studio-pieces"),
    path("studio/templates/", views.TemplateListView.as_view(), name="studio-templates"),
]
