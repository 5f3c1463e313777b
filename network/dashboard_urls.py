"""Addresses of the overviews, below /workspace/network/."""

from django.urls import path

from network.views import centre_dashboards, dashboards, member_plans, region_dashboards

urlpatterns = [
    path("overview/", dashboards.overview, name="overview"),
    path("hospitals/<uuid:uid>/overview/", dashboards.hospital_overview, name="hospital_overview"),
    path("centres/<uuid:uid>/office/", centre_dashboards.centre_office, name="centre_office"),
    path("centres/<uuid:uid>/overview/", centre_dashboards.centre_overview, name="centre_overview"),
    path("regions/<slug:code>/overview/", region_dashboards.region_overview, name="region_overview"),
    path("province/overview/", region_dashboards.province_overview, name="province_overview"),
    path("networks/<uuid:uid>/plan/", member_plans.member_plan, name="member_plan"),
]
