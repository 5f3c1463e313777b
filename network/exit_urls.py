"""Addresses of exits, visits, measures and what was left, below /workspace/network/."""

from django.urls import path

from network.views import idle_applications, measures, membership_exits, site_visits

urlpatterns = [
    path("applications/<uuid:uid>/anew/", idle_applications.begin_anew, name="begin_anew"),
    path("applications/<uuid:uid>/visit/", site_visits.plan_for_application, name="plan_application_visit"),
    path("members/<uuid:uid>/visit/", site_visits.plan_for_membership, name="plan_membership_visit"),
    path("members/<uuid:uid>/warn/", measures.warn, name="warn_membership"),
    path("members/<uuid:uid>/suspend/", measures.suspend, name="suspend_membership"),
    path("members/<uuid:uid>/reinstate/", measures.reinstate, name="reinstate_membership"),
    path("members/<uuid:uid>/leave/", membership_exits.ask, name="ask_exit"),
    path("members/<uuid:uid>/end/", membership_exits.begin, name="end_membership"),
    path("measures/<uuid:uid>/", measures.measure, name="measure"),
    path("measures/<uuid:uid>/note/", measures.note, name="note_measure"),
    path("exits/", membership_exits.Exits.as_view(), name="exits"),
    path("exits/<uuid:uid>/", membership_exits.exit_page, name="exit"),
    path("exits/<uuid:uid>/step/", membership_exits.step, name="exit_step"),
    path("exits/<uuid:uid>/matters/", membership_exits.settle, name="settle_exit"),
    path("exits/<uuid:uid>/complete/", membership_exits.complete, name="complete_exit"),
    path("exits/<uuid:uid>/block/", membership_exits.lift_block, name="lift_block"),
    path("exits/<uuid:uid>/notice/", membership_exits.notice_pdf, name="exit_notice"),
    path("visits/", site_visits.Visits.as_view(), name="visits"),
    path("visits/<uuid:uid>/", site_visits.visit, name="visit"),
    path("visits/<uuid:uid>/step/", site_visits.step, name="visit_step"),
    path("visits/<uuid:uid>/move/", site_visits.move_to, name="move_visit"),
    path("visits/<uuid:uid>/report/", site_visits.report, name="report_visit"),
    path("visits/<uuid:uid>/photographs/", site_visits.add_photographs, name="visit_photographs"),
    path("networks/<uuid:uid>/checklist/", site_visits.checklist, name="visit_checklist"),
]
