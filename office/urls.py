"""Addresses of papers and figures, below /workspace/."""

from django.urls import path

from office.views import figures, papers, receipts, shelf

app_name = "office"

urlpatterns = [
    path("files/<uuid:uid>/", papers.attachment, name="attachment"),
    path("receipts/check/", receipts.check, name="check_receipt"),
    path("receipts/<uuid:uid>/", receipts.receipt, name="receipt"),
    path("receipts/<uuid:uid>/pdf/", receipts.printed, name="receipt_pdf"),
    path("shelf/", shelf.Shelf.as_view(), name="shelf"),
    path("shelf/add/", shelf.add, name="add_standing_document"),
    path("shelf/<uuid:uid>/", shelf.document, name="standing_document"),
    path("shelf/<uuid:uid>/renew/", shelf.renew, name="renew_standing_document"),
    path("shelf/<uuid:uid>/end/", shelf.end, name="end_standing_document"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<str:code>/", figures.figure_page, name="figure"),
]
