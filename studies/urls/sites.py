"""Addresses of study sites: board, list, page, start-up, ethics, approvals, team."""

from django.urls import path

from studies.views import site_board, site_startup, site_team, sites

urlpatterns = [
    path("sites/", sites.Sites.as_view(), name="sites"),
    path("sites/board/", site_board.board, name="site_board"),
    path("sites/<uuid:uid>/", sites.site, name="site"),
    path("sites/<uuid:uid>/step/", sites.step, name="site_step"),
    path("sites/<uuid:uid>/confirm/", sites.confirm, name="confirm_site"),
    path("sites/<uuid:uid>/agreement/", sites.agreement, name="site_agreement"),
    path("sites/<uuid:uid>/investigator/", sites.investigator, name="site_investigator"),
    path("sites/<uuid:uid>/filing/", sites.filing, name="site_filing"),
    path("sites/<uuid:uid>/ethics/new/", site_startup.record_ethics, name="record_ethics"),
    path("sites/<uuid:uid>/approval/new/", site_startup.record_approval, name="record_approval"),
    path("sites/<uuid:uid>/hgr/answers/", site_startup.hgr_answers, name="hgr_answers"),
    path("sites/<uuid:uid>/hgr/new/", site_startup.record_hgr, name="record_hgr"),
    path("sites/<uuid:uid>/team/new/", site_team.invite, name="invite_to_team"),
    path("sites/<uuid:uid>/team/log/", site_team.delegation_log, name="delegation_log"),
    path("site-items/<uuid:uid>/", site_startup.item, name="startup_item"),
    path("site-ethics/<uuid:uid>/withdraw/", site_startup.withdraw_ethics, name="withdraw_ethics"),
    path("site-team/<uuid:uid>/", site_team.member, name="team_member"),
    path("site-team/<uuid:uid>/step/", site_team.step, name="team_step"),
    path("<uuid:uid>/sites/new/", sites.invite, name="invite_site"),
    path("<uuid:uid>/checklist/", site_startup.checklist, name="checklist"),
]
