"""Addresses about people who come, stay away and go; part of access.urls."""

from django.urls import path

from access.views import account_reviews, delegations, deletion_requests, departures, hand_overs, personal_data

urlpatterns = [
    path("delegations/", delegations.Delegations.as_view(), name="delegations"),
    path("delegations/<uuid:uid>/end/", delegations.end_delegation, name="end_delegation"),
    path("people/<uuid:uid>/delegate/", delegations.delegate, name="delegate"),
    path("people/<uuid:uid>/hand-over/", hand_overs.start_hand_over, name="start_hand_over"),
    path("people/<uuid:uid>/departure/", departures.departure, name="departure"),
    path("account/data/", personal_data.my_data, name="my_data"),
    path("account/data/export/", personal_data.export_my_data, name="export_my_data"),
    path("account/name/", personal_data.correct_name, name="correct_name"),
    path("account/delete/", personal_data.ask_deletion, name="ask_deletion"),
    path("deletion-requests/", deletion_requests.DeletionRequests.as_view(), name="deletion_requests"),
    path("deletion-requests/<uuid:uid>/", deletion_requests.deletion_request, name="deletion_request"),
    path("deletion-requests/<uuid:uid>/step/", deletion_requests.deletion_step, name="deletion_step"),
    path("reviews/", account_reviews.AccountReviews.as_view(), name="account_reviews"),
    path("reviews/<uuid:uid>/", account_reviews.ReviewItems.as_view(), name="account_review"),
    path("reviews/<uuid:uid>/next/", account_reviews.next_item, name="next_review_item"),
    path("reviews/<uuid:uid>/close/", account_reviews.close_review, name="close_review"),
    path("reviews/<uuid:uid>/report/<slug:form>/", account_reviews.review_report_file, name="review_report"),
    path("review-items/<uuid:uid>/", account_reviews.review_item, name="review_item"),
    path("review-items/<uuid:uid>/answer/", account_reviews.answer_review, name="answer_review"),
    path("hand-overs/", hand_overs.HandOvers.as_view(), name="hand_overs"),
    path("hand-overs/<uuid:uid>/", hand_overs.hand_over, name="hand_over"),
    path("hand-overs/<uuid:uid>/step/", hand_overs.hand_over_step, name="hand_over_step"),
]
