from django.urls import path

from customkeeps.cart import views

urlpatterns = [
    path("cart/", views.CartView.as_view(), name="cart"),
    path("cart/clear/", views.ClearCartView.as_view(), name="cart_clear"),
    path("cart/<int:item_id>/", views.CartItemView.as_view(), name="cart_item"),
]
