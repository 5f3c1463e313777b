"""Addresses of partners and alliances, below /workspace/network/."""

from django.urls import path

from network.views import alliances, partners

urlpatterns = [
    path("partners/", partners.Partners.as_view(), name="partners"),
    path("centres/<uuid:uid>/partners/new/", partners.enter, name="add_partner"),
    path("partners/<uuid:uid>/", partners.partner, name="partner"),
    path("partners/<uuid:uid>/check/", partners.check, name="check_partner"),
    path("partners/<uuid:uid>/end/", partners.end, name="end_partner"),
    path("alliances/", alliances.Alliances.as_view(), name="alliances"),
    path("hospitals/<uuid:uid>/alliances/new/", alliances.enter, name="add_alliance"),
    path("alliances/<uuid:uid>/", alliances.alliance, name="alliance"),
    path("alliances/<uuid:uid>/end/", alliances.end, name="end_alliance"),
    path("alliances/<uuid:uid>/members/new/", alliances.add_member, name="add_alliance_member"),
    path("alliance-members/<uuid:uid>/end/", alliances.end_member, name="end_alliance_member"),
]
