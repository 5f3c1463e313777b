"""Addresses of the workspace's shell, below /workspace/."""

from django.urls import path

from access.views import help as help_pages
from access.views import inbox, live, typing

app_name = "workspace"

urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("news/<uuid:uid>/", inbox.notification, name="notification"),
    path("news/read/", inbox.read_all, name="read_all"),
    path("live/", live.following, name="live"),
    path("awake/", typing.awake, name="awake"),
    path("hat/", inbox.switch_hat, name="switch_hat"),
    path("search/", help_pages.search, name="search"),
]
