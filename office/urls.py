"""Addresses of papers and figures, below /workspace/."""

from django.urls import path

from office.views import figures, papers

app_name = "office"

urlpatterns = [
    path("files/<uuid:uid>/", papers.attachment, name="attachment"),
    path("receipts/<uuid:uid>/", papers.receipt, name="receipt"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<str:code>/", figures.figure_page, name="figure"),
]
