"""Addresses of studies, below /workspace/studies/, one file a noun."""

from studies.urls.filings import urlpatterns as of_filings
from studies.urls.studies import urlpatterns as of_studies

app_name = "studies"

urlpatterns = [*of_filings, *of_studies]
