"""Addresses of the overviews, below /workspace/network/."""

from django.urls import path

from network.views import centre_dashboards, dashboards, member_plans, region_dashboards

urlpatterns = [
    path("overview/", dashboards.overview, name="overview"),
    path("overview/hospitals/<uuid:uid>/", dashboards.hospital_overview, name="hospital_overview"),
    path("overview/centres/<uuid:uid>/office/", centre_dashboards.centre_office, name="centre_office"),
    path("overview/centres/<uuid:uid>/", centre_dashboards.centre_overview, name="centre_overview"),
    path("overview/regions/<slug:code>/", region_dashboards.region_overview, name="region_overview"),
    path("overview/province/", region_dashboards.province_overview, name="province_overview"),
    path("networks/<uuid:uid>/plan/", member_plans.member_plan, name="member_plan"),
]
