"""Addresses of agreement texts, new versions and signings, below /workspace/network/."""

from django.urls import path

from network.views import agreement_templates, eligibility_rules, signing_campaigns, version_proposals

urlpatterns = [
    path("agreements/", signing_campaigns.Agreements.as_view(), name="agreements"),
    path("signings/", signing_campaigns.Campaigns.as_view(), name="signing_campaigns"),
    path("signings/new/", signing_campaigns.open_campaign, name="open_signing_campaign"),
    path("signings/members/", signing_campaigns.MemberTexts.as_view(), name="member_texts"),
    path("signings/<uuid:uid>/", signing_campaigns.campaign, name="signing_campaign"),
    path("signings/<uuid:uid>/step/", signing_campaigns.step, name="signing_campaign_step"),
    path("agreement-texts/", agreement_templates.templates, name="agreement_templates"),
    path("agreement-texts/new/", agreement_templates.new_common, name="new_common_agreement_template"),
    path("agreement-texts/new/<uuid:network>/", agreement_templates.new_own, name="new_agreement_template"),
    path("agreement-texts/<slug:name>/", agreement_templates.template, name="agreement_template"),
    path("agreement-texts/<slug:name>/print/", agreement_templates.printed, name="agreement_template_pdf"),
    path("new-versions/", version_proposals.Proposals.as_view(), name="version_proposals"),
    path("new-versions/<uuid:uid>/", version_proposals.proposal, name="version_proposal"),
    path("new-versions/<uuid:uid>/step/", version_proposals.step, name="version_proposal_step"),
    path("eligibility-rules/", eligibility_rules.rules, name="eligibility_rules"),
    path("eligibility-rules/new/<slug:tier>/", eligibility_rules.new_common, name="new_common_eligibility_rule"),
    path("eligibility-rules/new/<slug:tier>/<uuid:network>/", eligibility_rules.new_own, name="new_eligibility_rule"),
]
