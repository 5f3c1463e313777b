"""Addresses of a province's start, below /workspace/start/."""

from django.urls import path

from cms.views import starting

urlpatterns = [
    path("", starting.start, name="start_province"),
    path("identity/", starting.site_identity, name="site_identity"),
]
