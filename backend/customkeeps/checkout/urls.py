from django.urls import path, re_path

from customkeeps.checkout import views

urlpatterns = [
    path("cart/quote/", views.QuoteView.as_view(), name="cart_quote"),
    path("preview_coupon/", views.PreviewCouponView.as_view(), name="preview_coupon"),
    path("checkout/pay/", views.PayView.as_view(), name="checkout_pay"),
    path(
        "orders/create_from_cart/",
        views.CreateFromCartView.as_view(),
        name="orders_create_from_cart",
    ),
    re_path(
        r"^orders/(?P<order_id>[A-Za-z0-9]{8})/cancel/$",
        views.CancelOrderView.as_view(),
        name="orders_cancel",
    ),
    path("payments/webhook/", views.stripe_webhook, name="stripe_webhook"),
]
