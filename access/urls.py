"""Addresses of people, rights and the logbook, below /workspace/."""

from django.urls import path

from access import people_urls
from access.views import (
    account,
    account_help,
    channels,
    chasing,
    invitation_lists,
    invitations,
    jobs,
    operations,
    people,
    second_factor,
)
from access.views import help as help_pages
from access.views import history as history_page
from access.views import logbook as logbook_pages

app_name = "access"

urlpatterns = [
    path("people/", people.People.as_view(), name="people"),
    path("people/<uuid:uid>/", people.role_assignment, name="role_assignment"),
    path("people/<uuid:uid>/unlock/", account_help.unlock, name="unlock_account"),
    path("people/<uuid:uid>/reopen/", account_help.reopen, name="reopen_account"),
    path("people/<uuid:uid>/reset-code/", account_help.issue_reset_code, name="issue_reset_code"),
    path("account/", account.account, name="account"),
    path("account/sessions/<uuid:uid>/end/", account.end_session, name="end_session"),
    path("account/sessions/end-others/", account.end_other_sessions, name="end_other_sessions"),
    path("people/<uuid:uid>/second-factor/", second_factor.remove, name="remove_second_factor"),
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/table/", invitation_lists.invite_list, name="invite_list"),
    path("invitations/table/template/", invitation_lists.invite_list_template, name="invite_list_template"),
    path("invitations/table/confirm/", invitation_lists.invite_list_confirm, name="invite_list_confirm"),
    path("invitations/<uuid:uid>/confirm/", invitations.confirm, name="confirm_invitation"),
    path("invitations/<uuid:uid>/revoke/", invitations.revoke, name="revoke_invitation"),
    path("chase/", chasing.ChaseList.as_view(), name="chase"),
    path("chase/remind/", chasing.remind, name="remind"),
    path("logbook/", logbook_pages.Logbook.as_view(), name="logbook"),
    path("logbook/check/", logbook_pages.check, name="check_logbook"),
    path("history/<slug:kind>/<uuid:uid>/", history_page.history, name="history"),
    path("account/channels/", channels.channels, name="channels"),
    path("jobs/", jobs.Jobs.as_view(), name="jobs"),
    path("jobs/<uuid:uid>/", jobs.job, name="job"),
    path("jobs/<uuid:uid>/cancel/", jobs.cancel, name="cancel_job"),
    path("operation/", operations.operations, name="operations"),
    path("operation/deliveries/", operations.Deliveries.as_view(), name="deliveries"),
    path("operation/deliveries/<uuid:uid>/retry/", operations.retry_delivery, name="retry_delivery"),
    path("operation/jobs/<uuid:uid>/stop/", operations.stop_job, name="stop_job"),
    path("help/permissions/", help_pages.permission_matrix, name="permissions"),
    path("help/components/", help_pages.gallery, name="gallery"),
    *people_urls.urlpatterns,
]
