"""Addresses of people, rights and the logbook, below /workspace/."""

from django.urls import path

from access.views import help as help_pages
from access.views import invitations, people
from access.views.logbook import Logbook

app_name = "access"

urlpatterns = [
    path("people/", people.People.as_view(), name="people"),
    path("people/<uuid:uid>/", people.role_assignment, name="role_assignment"),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<uuid:uid>/confirm/", invitations.confirm, name="confirm_invitation"),
    path("invitations/<uuid:uid>/revoke/", invitations.revoke, name="revoke_invitation"),
    path("logbook/", Logbook.as_view(), name="logbook"),
    path("help/permissions/", help_pages.permission_matrix, name="permissions"),
    path("help/components/", help_pages.gallery, name="gallery"),
]
