"""Addresses about people who come, stay away and go; part of access.urls."""

from django.urls import path

from access.views import delegations

urlpatterns = [
    path("delegations/", delegations.Delegations.as_view(), name="delegations"),
    path("delegations/<uuid:uid>/end/", delegations.end_delegation, name="end_delegation"),
    path("people/<uuid:uid>/delegate/", delegations.delegate, name="delegate"),
]
