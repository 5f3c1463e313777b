"""Addresses of studies, their record, networks and reviews."""

urlpatterns = []
