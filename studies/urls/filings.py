"""Addresses of filings."""

from django.urls import path

from studies.views import exchange, filings

urlpatterns = [
    path("filings/", filings.Filings.as_view(), name="filings"),
    path("filings/<uuid:uid>/", filings.filing, name="filing"),
    path("filings/<uuid:uid>/submit/", filings.submit, name="submit_filing"),
    path("filings/<uuid:uid>/publish/", filings.publish, name="publish_filing"),
    path("filings/<uuid:uid>/copy/", filings.copy, name="copy_filing"),
    path("filings/<uuid:uid>/step/", filings.step, name="filing_step"),
    path("filings/reports/<uuid:uid>/", filings.report, name="report_filing"),
    path("import/", exchange.bring_in, name="bring_in"),
    path("<uuid:uid>/sheets/<slug:target>/", exchange.sheet, name="sheet"),
    path("<uuid:uid>/export/<slug:form>/", exchange.export, name="export"),
    path("<uuid:uid>/filings/new/", filings.start, name="start_filing"),
]
