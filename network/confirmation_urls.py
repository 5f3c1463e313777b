"""Addresses of the annual confirmation, below /workspace/network/."""

from django.urls import path

from network.views import annual_confirmations, confirmations, question_sets

urlpatterns = [
    path("confirmations/", confirmations.Confirmations.as_view(), name="confirmations"),
    path("confirmations/new/", annual_confirmations.start, name="start_confirmation"),
    path("confirmations/members/<uuid:uid>/", confirmations.answers, name="membership_confirmation"),
    path("confirmations/<uuid:uid>/", annual_confirmations.confirmation, name="annual_confirmation"),
    path("confirmations/<uuid:uid>/step/", annual_confirmations.step, name="confirmation_step"),
    path(
        "confirmations/<uuid:uid>/answers/<uuid:network>/", annual_confirmations.answers, name="confirmation_answers"
    ),
    path(
        "confirmations/<uuid:uid>/answers/<uuid:network>/draft/",
        annual_confirmations.autosave,
        name="autosave_confirmation_answers",
    ),
    path("networks/<uuid:uid>/questions/", question_sets.question_set, name="question_set"),
]
