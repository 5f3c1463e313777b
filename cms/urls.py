"""Addresses of the public site: those that are not pages of the tree, then the tree."""

from django.urls import path, re_path
from django.views.generic import RedirectView
from wagtail.urls import serve_pattern

from cms.views import network, pages
from cms.views.feeds import AnnouncementFeed
from cms.views.members import members
from cms.views.search import search
from cms.views.verification import verify, verify_code

urlpatterns = [
    # Wagtail's own addresses below hold one more sign-in, for pages with restricted readers: ours stands before it.
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("search/", search, name="search"),
    path("announcements/feed/", AnnouncementFeed(), name="feed"),
    path("verify/", verify, name="verify"),
    path("verify/<str:code>/", verify_code, name="verify_code"),
    path("network/", network.network, name="public_network"),
    path("network/members/", members, name="public_members"),
    path("network/<slug:code>/", network.region, name="public_region"),
    path("hospitals/<slug:number>/", network.hospital, name="public_hospital"),
    re_path(serve_pattern, pages.serve, name="wagtail_serve"),
]
