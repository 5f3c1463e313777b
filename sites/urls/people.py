"""Addresses of people at research sites and their certificates."""

from django.urls import path

from sites.views import certificates, people

urlpatterns = [
    path("sites/<uuid:uid>/people/new/", people.appoint, name="add_person"),
    path("site-people/<uuid:uid>/end/", people.end, name="end_person"),
    path("certificates/", certificates.Certificates.as_view(), name="certificates"),
    path("certificates/new/", certificates.enter, name="add_certificate"),
    path("certificates/<uuid:uid>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:uid>/renew/", certificates.renew, name="renew_certificate"),
    path("certificates/<uuid:uid>/withdraw/", certificates.withdraw, name="withdraw_certificate"),
]
