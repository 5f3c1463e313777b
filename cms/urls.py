"""Addresses of the public site that are not pages of the tree; they come before the tree."""

from django.urls import path
from django.views.generic import RedirectView

from cms.views import network
from cms.views.feeds import AnnouncementFeed
from cms.views.members import members
from cms.views.search import search

urlpatterns = [
    # Wagtail's own addresses below hold one more sign-in, for pages with restricted readers: ours stands before it.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("search/", search, name="search"),
    path("announcements/feed/", AnnouncementFeed(), name="feed"),
    path("network/", network.network, name="public_network"),
    path("network/members/", members, name="public_members"),
    path("network/<slug:code>/", network.region, name="public_region"),
    path("hospitals/<slug:number>/", network.hospital, name="public_hospital"),
]
