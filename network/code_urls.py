"""Addresses below /accounts/ that carry the one-time code of a letter: what stands there is never written down."""

from django.urls import path

from network.views import proxy_letters

urlpatterns = [path("paper/<str:secret>/", proxy_letters.open_code, name="proxy_code")]
