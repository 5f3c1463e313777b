"""Addresses about people who come, stay away and go; part of access.urls."""

from django.urls import path

from access.views import delegations, departures, hand_overs

urlpatterns = [
    path("delegations/", delegations.Delegations.as_view(), name="delegations"),
    path("delegations/<uuid:uid>/end/", delegations.end_delegation, name="end_delegation"),
    path("people/<uuid:uid>/delegate/", delegations.delegate, name="delegate"),
    path("people/<uuid:uid>/hand-over/", hand_overs.start_hand_over, name="start_hand_over"),
    path("people/<uuid:uid>/departure/", departures.departure, name="departure"),
    path("hand-overs/", hand_overs.HandOvers.as_view(), name="hand_overs"),
    path("hand-overs/<uuid:uid>/", hand_overs.hand_over, name="hand_over"),
    path("hand-overs/<uuid:uid>/step/", hand_overs.hand_over_step, name="hand_over_step"),
]
