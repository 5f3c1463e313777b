"""Addresses of tiers, the rule of the annual confirmation, an application's own questions, and what is in force."""

from django.urls import path

from network.views import application_answers, question_sets, rules_in_force, season_rules, tiers

urlpatterns = [
    path("rules/", rules_in_force.rules_in_force, name="rules_in_force"),
    path("tiers/", tiers.tiers, name="tiers"),
    path("tiers/new/", tiers.new_tier, name="new_tier"),
    path("tiers/<slug:code>/new/", tiers.change_tier, name="change_tier"),
    path("confirmation-rules/", season_rules.season_rules, name="season_rules"),
    path("confirmation-rules/new/", season_rules.new_season_rule, name="new_season_rule"),
    path(
        "networks/<uuid:uid>/application-questions/", question_sets.application_questions, name="application_questions"
    ),
    path(
        "networks/<uuid:uid>/application-answers/",
        application_answers.application_answers,
        name="application_answers",
    ),
]
