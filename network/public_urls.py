"""Addresses for people of hospitals who have no account yet, on the public site."""

from django.urls import path

from network.views import hospital_registration as views

urlpatterns = [
    path("", views.search, name="hospital_registration"),
    path("new/", views.new, name="register_own_hospital"),
    path("received/", views.received, name="hospital_registration_received"),
    path("answer/<str:token>/", views.answer, name="answer_registration"),
    path("<uuid:uid>/", views.claim, name="claim_hospital"),
]
