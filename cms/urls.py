"""Addresses of the public site that are not pages of the tree; they come before the tree."""

from django.urls import path

from cms.views import network
from cms.views.feeds import AnnouncementFeed
from cms.views.members import members
from cms.views.search import search

urlpatterns = [
    path("search/", search, name="search"),
    path("announcements/feed/", AnnouncementFeed(), name="feed"),
    path("network/", network.network, name="public_network"),
    path("network/members/", members, name="public_members"),
    path("network/<str:code>/", network.region, name="public_region"),
    path("hospitals/<str:number>/", network.hospital, name="public_hospital"),
]
