"""Addresses of applications, sign-offs, agreements and memberships, below /workspace/network/."""

from django.urls import include, path

from network.views import (
    agreements,
    application_papers,
    application_review,
    application_sections,
    applications,
    drafts,
    memberships,
    signoffs,
)

urlpatterns = [
    path("applications/", applications.Applications.as_view(), name="applications"),
    path("applications/new/", applications.start, name="start_application"),
    path("applications/<uuid:uid>/", applications.application, name="application"),
    path("applications/<uuid:uid>/draft/", drafts.application, name="application_docx"),
    path("applications/<uuid:uid>/step/", applications.step, name="application_step"),
    path("applications/<uuid:uid>/papers/", application_papers.add_paper, name="application_paper"),
    path("applications/<uuid:uid>/papers/shelf/", application_papers.take_from_shelf, name="application_shelf"),
    path(
        "applications/<uuid:uid>/papers/shelf/<slug:kind>/",
        application_papers.add_to_shelf,
        name="application_to_shelf",
    ),
    path(
        "applications/<uuid:uid>/papers/<uuid:paper>/withdraw/",
        application_papers.withdraw_paper,
        name="withdraw_application_paper",
    ),
    path("applications/<uuid:uid>/waiver/", applications.waiver, name="application_waiver"),
    path("applications/<uuid:uid>/share/", applications.share, name="share_application"),
    path("applications/<uuid:uid>/share/end/", applications.unshare, name="unshare_application"),
    path("applications/<uuid:uid>/sections/<slug:code>/", application_sections.section, name="application_section"),
    path(
        "applications/<uuid:uid>/sections/<slug:code>/draft/",
        application_sections.autosave,
        name="autosave_application_section",
    ),
    path("applications/<uuid:uid>/return/", application_review.return_for_completion, name="return_application"),
    path("applications/<uuid:uid>/opinion/", application_review.opinion, name="application_opinion"),
    path("applications/<uuid:uid>/decide/", application_review.decide, name="decide_application"),
    path("applications/<uuid:uid>/decline/", application_review.decline, name="decline_application"),
    path("signoffs/", signoffs.SignOffs.as_view(), name="signoffs"),
    path("signoffs/<uuid:uid>/", signoffs.signoff, name="signoff"),
    path("agreements/<uuid:uid>/", agreements.agreement, name="agreement"),
    path("agreements/<uuid:uid>/print/", agreements.printed, name="agreement_pdf"),
    path("agreements/<uuid:uid>/draft/", drafts.agreement, name="agreement_docx"),
    path("agreements/<uuid:uid>/copies/", agreements.add_copies, name="agreement_copies"),
    path("agreements/<uuid:uid>/step/", agreements.step, name="agreement_step"),
    path("agreements/<uuid:uid>/confirm/", agreements.confirm, name="confirm_agreement"),
    path("members/", memberships.Memberships.as_view(), name="memberships"),
    path("members/<uuid:uid>/", memberships.membership, name="membership"),
    path("members/<uuid:uid>/step/", memberships.step, name="membership_step"),
    path("", include("network.exit_urls")),
]
