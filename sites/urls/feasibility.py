"""Addresses of feasibility rounds and invitations."""

from django.urls import path

from sites.views import feasibility_invitations as invitations
from sites.views import feasibility_rounds as rounds

urlpatterns = [
    path("feasibility/", rounds.Rounds.as_view(), name="rounds"),
    path("feasibility/new/", rounds.prepare, name="add_round"),
    path("feasibility/<uuid:uid>/", rounds.feasibility_round, name="round"),
    path("feasibility/<uuid:uid>/facts/", rounds.revise, name="revise_round"),
    path("feasibility/<uuid:uid>/questions/", rounds.questions, name="round_questions"),
    path("feasibility/<uuid:uid>/sites/", rounds.choose, name="round_sites"),
    path("feasibility/<uuid:uid>/step/", rounds.step, name="round_step"),
    path("feasibility-invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("feasibility-invitations/<uuid:uid>/", invitations.invitation, name="invitation"),
    path("feasibility-invitations/<uuid:uid>/decline/", invitations.decline, name="decline_invitation"),
]
