from django.urls import path

from customkeeps.coupons import views

urlpatterns = [path("preview_coupon/", views.PreviewCouponView.as_view(), name="preview_coupon")]
