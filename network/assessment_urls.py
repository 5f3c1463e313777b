"""Addresses of the annual assessment and of the calendar of the year, below /workspace/network/."""

from django.urls import path

from network.views import (
    assessment_appeals,
    assessment_consequences,
    assessment_rounds,
    assessment_tables,
    assessments,
    year,
)

urlpatterns = [
    path("year/", year.year_page, name="year"),
    path("assessments/", assessments.Assessments.as_view(), name="assessments"),
    path("assessments/<uuid:uid>/", assessments.assessment, name="assessment"),
    path("assessments/<uuid:uid>/scores/", assessments.scores, name="assessment_scores"),
    path("assessments/<uuid:uid>/scores/draft/", assessments.autosave, name="autosave_assessment_scores"),
    path("assessments/<uuid:uid>/step/", assessments.step, name="assessment_step"),
    path("assessments/<uuid:uid>/evidence/<slug:code>/", assessments.evidence, name="assessment_evidence"),
    path("assessments/<uuid:uid>/print/", assessments.printed, name="assessment_pdf"),
    path("assessments/<uuid:uid>/appeal/", assessment_appeals.write, name="write_assessment_appeal"),
    path(
        "assessments/<uuid:uid>/follow/<slug:name>/",
        assessment_consequences.consequence,
        name="assessment_consequence",
    ),
    path("assessment-appeals/<uuid:uid>/", assessment_appeals.appeal_page, name="assessment_appeal"),
    path("assessment-appeals/<uuid:uid>/step/", assessment_appeals.step, name="assessment_appeal_step"),
    path("assessment-appeals/<uuid:uid>/answer/", assessment_appeals.answer, name="answer_assessment_appeal"),
    path("assessment-rounds/", assessment_rounds.Rounds.as_view(), name="assessment_rounds"),
    path("assessment-rounds/new/", assessment_rounds.open_round, name="open_assessment_round"),
    path("assessment-rounds/<uuid:uid>/", assessment_rounds.round_page, name="assessment_round"),
    path("assessment-rounds/<uuid:uid>/step/", assessment_rounds.step, name="assessment_round_step"),
    path("assessment-tables/", assessment_tables.Tables.as_view(), name="assessment_tables"),
    path("assessment-tables/<uuid:uid>/", assessment_tables.table, name="assessment_table"),
    path(
        "assessment-tables/<uuid:uid>/new/<uuid:network>/",
        assessment_tables.new_version,
        name="new_assessment_table",
    ),
]
