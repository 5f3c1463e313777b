"""Addresses of research sites."""

from django.urls import path

from sites.views import research_sites, site_rows

urlpatterns = [
    path("sites/", research_sites.Sites.as_view(), name="sites"),
    path("sites/new/", research_sites.enter, name="add_site"),
    path("sites/<uuid:uid>/", research_sites.site, name="site"),
    path("sites/<uuid:uid>/basics/", research_sites.basics, name="site_basics"),
    path("sites/<uuid:uid>/capacities/", site_rows.capacities, name="site_capacities"),
    path("sites/<uuid:uid>/equipment/", site_rows.equipment, name="site_equipment"),
    path("sites/<uuid:uid>/systems/", research_sites.systems, name="site_systems"),
    path("sites/<uuid:uid>/confirm/", research_sites.confirm, name="confirm_site"),
    path("sites/<uuid:uid>/close/", research_sites.close, name="close_site"),
]
