"""Addresses of enrolment: months, board, places."""

from django.urls import path

from studies.views import enrolment, months, slots

urlpatterns = [
    path("months/", months.months, name="months"),
    path("sites/<uuid:uid>/months/<slug:month>/", months.month, name="month"),
    path("sites/<uuid:uid>/slots/", slots.slots, name="slots"),
    path("sites/<uuid:uid>/slots/reserve/", slots.reserve, name="reserve_slot"),
    path("slots/<uuid:uid>/enrol/", slots.enrol, name="enrol_slot"),
    path("slots/<uuid:uid>/release/", slots.release, name="release_slot"),
    path("<uuid:uid>/enrolment/", enrolment.board, name="enrolment"),
    path("<uuid:uid>/enrolment/confirm/", enrolment.confirm, name="confirm_month"),
    path("<uuid:uid>/enrolment/plan/", enrolment.plan, name="enrolment_plan"),
    path("<uuid:uid>/enrolment/sites/<uuid:site_uid>/", enrolment.share, name="site_share"),
]
