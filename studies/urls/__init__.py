"""Addresses of studies, below /workspace/studies/, one file a noun."""

from studies.urls.enrolment import urlpatterns as of_enrolment
from studies.urls.filings import urlpatterns as of_filings
from studies.urls.sites import urlpatterns as of_sites
from studies.urls.studies import urlpatterns as of_studies

app_name = "studies"

urlpatterns = [*of_enrolment, *of_filings, *of_sites, *of_studies]
