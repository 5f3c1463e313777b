"""Addresses of imports, below /workspace/network/."""

from django.urls import path

from network.views import import_runs

urlpatterns = [
    path("imports/", import_runs.Imports.as_view(), name="imports"),
    path("imports/new/<slug:kind>/", import_runs.upload, name="upload_import"),
    path("imports/new/<slug:kind>/template/", import_runs.template_file, name="import_template"),
    path("imports/<uuid:uid>/", import_runs.import_run, name="import"),
    path("imports/<uuid:uid>/remarks/", import_runs.remarks, name="import_remarks"),
    path("imports/<uuid:uid>/step/", import_runs.step, name="import_step"),
    path("imports/<uuid:uid>/commit/", import_runs.commit, name="commit_import"),
]
