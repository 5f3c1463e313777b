"""Addresses of records of trial institutions, ethics committees and the recognition list."""

from django.urls import path

from sites.views import ethics_committees, gcp_records

urlpatterns = [
    path("gcp-records/", gcp_records.GcpRecords.as_view(), name="gcp_records"),
    path("gcp-records/new/", gcp_records.enter, name="add_gcp_record"),
    path("gcp-records/<uuid:uid>/", gcp_records.record, name="gcp_record"),
    path("gcp-records/<uuid:uid>/specialties/", gcp_records.specialties, name="gcp_specialties"),
    path("gcp-records/<uuid:uid>/end/", gcp_records.end, name="end_gcp_record"),
    path("ethics-committees/", ethics_committees.Committees.as_view(), name="ethics_committees"),
    path("ethics-committees/new/", ethics_committees.enter, name="add_ethics_committee"),
    path("ethics-committees/<uuid:uid>/", ethics_committees.committee, name="ethics_committee"),
    path("ethics-committees/<uuid:uid>/facts/", ethics_committees.revise, name="revise_ethics_committee"),
    path("ethics-committees/<uuid:uid>/end/", ethics_committees.end, name="end_ethics_committee"),
    path("ethics-committees/<uuid:uid>/recognise/", ethics_committees.recognise, name="recognise_committee"),
    path("recognitions/", ethics_committees.Recognitions.as_view(), name="recognitions"),
    path("recognitions/<uuid:uid>/end/", ethics_committees.end_recognition, name="end_recognition"),
]
