"""Addresses of research sites and what belongs to them, below /workspace/research/."""

from sites.urls import feasibility, people, records, research_sites

app_name = "sites"

urlpatterns = [
    *research_sites.urlpatterns,
    *people.urlpatterns,
    *records.urlpatterns,
    *feasibility.urlpatterns,
]
