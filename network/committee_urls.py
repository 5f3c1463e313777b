"""Addresses of committees, below /workspace/network/."""

from django.urls import path

from network.views import committees

urlpatterns = [
    path("committees/", committees.Committees.as_view(), name="committees"),
    path("centres/<uuid:uid>/committees/new/", committees.set_up, name="set_up_committee"),
    path("committees/<uuid:uid>/", committees.committee, name="committee"),
    path("committees/<uuid:uid>/renew/", committees.renew, name="renew_committee"),
    path("committees/<uuid:uid>/dissolve/", committees.dissolve, name="dissolve_committee"),
    path("committees/<uuid:uid>/members/new/", committees.add_member, name="add_committee_member"),
    path("committees/<uuid:uid>/meetings/new/", committees.note_meeting, name="note_committee_meeting"),
    path("committee-members/<uuid:uid>/end/", committees.end_member, name="end_committee_member"),
    path("committee-meetings/<uuid:uid>/minutes/", committees.add_minutes, name="committee_minutes"),
]
