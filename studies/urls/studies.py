"""Addresses of studies, their record, networks and reviews."""

from django.urls import path

from studies.views import records, reviews, studies

urlpatterns = [
    path("", studies.Studies.as_view(), name="studies"),
    path("new/", studies.start, name="start"),
    path("networks/<uuid:uid>/", reviews.study_network, name="study_network"),
    path("networks/<uuid:uid>/step/", reviews.network_step, name="study_network_step"),
    path("reviews/<uuid:uid>/", reviews.review, name="review"),
    path("reviews/<uuid:uid>/invite/", reviews.invite, name="invite_reviewer"),
    path("reviews/<uuid:uid>/close/", reviews.close, name="close_review"),
    path("reviews/<uuid:uid>/cancel/", reviews.cancel, name="cancel_review"),
    path("seats/<uuid:uid>/", reviews.seat, name="seat"),
    path("<uuid:uid>/", studies.study, name="study"),
    path("<uuid:uid>/step/", studies.step, name="study_step"),
    path("<uuid:uid>/share/", studies.share, name="share_study"),
    path("<uuid:uid>/unshare/", studies.unshare, name="unshare_study"),
    path("<uuid:uid>/networks/new/", studies.propose, name="propose"),
    path("<uuid:uid>/amend/", studies.amend, name="amend"),
    path("<uuid:uid>/complete/", studies.complete, name="complete"),
    path("<uuid:uid>/record/", records.record, name="record"),
    path("<uuid:uid>/record/<slug:code>/", records.section, name="section"),
    path("<uuid:uid>/record/<slug:code>/autosave/", records.autosave, name="autosave_section"),
    path("<uuid:uid>/record/<slug:code>/comments/", records.comment, name="comment"),
    path("<uuid:uid>/comments/<uuid:comment_uid>/", records.answer_comment, name="answer_comment"),
    path("versions/<uuid:uid>/", records.version, name="version"),
    path("<uuid:uid>/reviews/<slug:kind>/record/", reviews.record, name="record_review"),
    path("<uuid:uid>/reviews/<slug:kind>/hold/", reviews.hold, name="hold_review"),
]
