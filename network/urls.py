"""Addresses of hospitals, centres, networks and figures, below /workspace/network/."""

from django.urls import include, path

from network.views import campuses, centre_changes, centres, hospital_changes, hospitals, networks, profiles, regions

app_name = "network"

urlpatterns = [
    path("hospitals/", hospitals.Hospitals.as_view(), name="hospitals"),
    path("hospitals/new/", hospitals.register, name="register_hospital"),
    path("hospitals/<uuid:uid>/", hospitals.hospital, name="hospital"),
    path("hospitals/<uuid:uid>/campuses/new/", hospital_changes.add_campus, name="add_campus"),
    path("hospitals/<uuid:uid>/names/new/", hospital_changes.add_name, name="add_hospital_name"),
    path("hospitals/<uuid:uid>/names/end/", hospital_changes.end_name, name="end_hospital_name"),
    path("hospitals/<uuid:uid>/facts/", hospital_changes.revise, name="revise_hospital"),
    path("hospitals/<uuid:uid>/close/", hospital_changes.close, name="close_hospital"),
    path("campuses/<uuid:uid>/facts/", campuses.revise, name="revise_campus"),
    path("campuses/<uuid:uid>/close/", campuses.close, name="close_campus"),
    path("hospitals/<uuid:uid>/rename/", hospital_changes.rename, name="rename_hospital"),
    path("hospitals/<uuid:uid>/credit-code/", hospital_changes.correct_credit_code, name="correct_credit_code"),
    path("hospitals/<uuid:uid>/profile/confirm/", profiles.confirm, name="confirm_profile"),
    path("hospitals/<uuid:uid>/profile/<slug:code>/", profiles.section, name="profile_section"),
    path("centres/", centres.Centres.as_view(), name="centres"),
    path("centres/new/", centre_changes.establish, name="establish_centre"),
    path("centres/<uuid:uid>/", centres.centre, name="centre"),
    path("centres/<uuid:uid>/contact/", centres.contact, name="centre_contact"),
    path("centres/<uuid:uid>/facts/", centre_changes.revise, name="revise_centre"),
    path("centres/<uuid:uid>/close/", centre_changes.close, name="close_centre"),
    path("centres/<uuid:uid>/networks/new/", centre_changes.open_network, name="open_network"),
    path("networks/", networks.Networks.as_view(), name="networks"),
    path("networks/<uuid:uid>/", networks.network, name="network"),
    path("networks/<uuid:uid>/facts/", centre_changes.revise_network, name="revise_network"),
    path("networks/<uuid:uid>/close/", centre_changes.close_network, name="close_network"),
    path("regions/", regions.regions, name="regions"),
    path("regions/<slug:code>/", regions.region, name="region"),
    path("", include("network.membership_urls")),
    path("", include("network.confirmation_urls")),
    path("", include("network.assessment_urls")),
    path("", include("network.organisation_urls")),
    path("", include("network.import_urls")),
    path("", include("network.message_urls")),
    path("", include("network.certificate_urls")),
    path("", include("network.packet_urls")),
    path("", include("network.proxy_urls")),
    path("", include("network.structure_urls")),
    path("", include("network.committee_urls")),
    path("", include("network.partner_urls")),
    path("", include("network.version_urls")),
    path("", include("network.dashboard_urls")),
    path("", include("network.rules_urls")),
]
