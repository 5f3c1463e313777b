"""Addresses of mergers, splits, events and registrations, below /workspace/network/."""

from django.urls import path

from network.views import registrations, reorganisations

urlpatterns = [
    path("hospitals/<uuid:uid>/events/new/", reorganisations.note_event, name="note_event"),
    path("hospitals/<uuid:uid>/merge/", reorganisations.merge_target, name="merge_target"),
    path("hospitals/<uuid:uid>/merge/<uuid:into>/", reorganisations.merge, name="merge_hospital"),
    path("registrations/", registrations.Registrations.as_view(), name="registrations"),
    path("registrations/<uuid:uid>/", registrations.registration, name="registration"),
    path("registrations/<uuid:uid>/step/", registrations.step, name="registration_step"),
    path("campuses/<uuid:uid>/split/", reorganisations.split, name="split_campus"),
]
