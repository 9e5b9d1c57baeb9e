from django.urls import path, re_path

from customkeeps.orders import views

urlpatterns = [
    path("orders/", views.OrderListView.as_view(), name="orders"),
    re_path(r"^orders/(?P<order_id>[A-Za-z0-9]{8})/$", views.OrderView.as_view(), name="order"),
    path("orders/track/<str:token>/", views.TrackView.as_view(), name="track"),
    re_path(
        r"^orders/(?P<order_id>[A-Za-z0-9]{8})/receipt\.pdf$",
        views.ReceiptView.as_view(),
        name="receipt",
    ),
]
