"""Addresses of certificates and plaques, below /workspace/network/."""

from django.urls import path

from network.views import certificate_batches, certificates

urlpatterns = [
    path("certificates/", certificates.Certificates.as_view(), name="certificates"),
    path("certificates/issue/", certificate_batches.IssuableMembers.as_view(), name="issue_certificates"),
    path("certificates/issue/chosen/", certificate_batches.issue_to_chosen, name="issue_to_chosen"),
    path("certificates/together/<uuid:uid>/", certificate_batches.batch, name="certificate_batch"),
    path("certificates/together/<uuid:uid>/print/", certificate_batches.batch_file, name="certificate_batch_file"),
    path("certificates/<uuid:uid>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:uid>/print/", certificates.printed, name="certificate_pdf"),
    path("certificates/<uuid:uid>/engraver/", certificates.engraved, name="certificate_docx"),
    path("certificates/<uuid:uid>/withdraw/", certificates.withdraw, name="withdraw_certificate"),
    path("members/<uuid:uid>/certificate/", certificates.issue, name="issue_certificate"),
]
