"""Signings: who is concerned, issued once, sealed like the first agreement, reminded once a day, closed with a list."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.models import Notification, Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import agreements
from network.domain import memberships as membership_verbs
from network.domain import signing_campaigns as campaigns
from network.models import Agreement, SigningCampaign
from network.terms import years_after
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import versions
from tests.network.agreement_steps import complete, refused, to_last_step
from tools import clock

pytestmark = pytest.mark.django_db
RENEWAL = {"reason": "renewal", "months": 24, "years": 2}


@pytest.fixture
def cast():
    return path.cast()


def again(campaign) -> Agreement:
    return Agreement.objects.get(campaign=campaign)


def signed(cast, campaign) -> Agreement:
    return complete(to_last_step(again(campaign), cast), cast)


def test_a_new_text_is_signed_by_the_same_way_and_the_term_stays(cast):
    member = path.joined(cast)
    template = versions.published(cast)
    campaign = versions.opened(cast)
    agreement = again(campaign)

    assert (agreement.template, agreement.member, agreement.application) == (template, member, None)
    assert agreement.content["clauses"][1] == "保密。"
    assert signed(cast, campaign).state == "complete"
    last_day = member.valid_to
    member.refresh_from_db()
    assert (member.valid_to, member.state, member.agreement.template.code) == (last_day, "active", "TEST")


def test_a_renewal_goes_on_from_the_old_end(cast):
    member = path.joined(cast)
    end = member.valid_to
    with clock.at(f"{end - timedelta(days=300)} 09:00"):
        campaign = versions.opened(cast, **RENEWAL, due_on=clock.today() + timedelta(days=20))
        agreement = again(campaign)
        assert (agreement.term_from, agreement.term_to) == (end + timedelta(days=1), years_after(end, 2))
        signed(cast, campaign)
    member.refresh_from_db()

    assert member.valid_to == years_after(end, 2)
    assert member.valid_from < end


def test_only_members_with_another_text_or_an_end_in_reach_are_concerned(cast):
    member = path.joined(cast)
    assert refused(lambda: versions.opened(cast)) == "network.campaign.nobody"
    assert refused(lambda: versions.opened(cast, **RENEWAL | {"months": 3})) == "network.campaign.nobody"
    versions.published(cast)
    campaign = versions.opened(cast)
    assert campaigns.issue_missing(campaign, by=cast.actor(CENTRE_ADMIN)) == 0
    signed(cast, campaign)
    found = campaigns.concerned(cast.network, reason="new_version", template=campaign.template)

    assert list(found) == []
    assert list(campaigns.concerned(cast.network, reason="renewal", template=None, months=48)) == [member]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"due_on": clock.today() - timedelta(days=400)}, "past_due"),
        (RENEWAL | {"months": 0}, "bad_months"),
        (RENEWAL | {"months": 25}, "bad_months"),
        (RENEWAL | {"years": None}, "bad_years"),
        (RENEWAL | {"years": 99}, "bad_years"),
    ],
)
def test_what_cannot_be_opened_is_refused_and_leaves_nothing(cast, facts, code):
    path.joined(cast)
    versions.published(cast)

    assert refused(lambda: versions.opened(cast, **facts)) == f"network.campaign.{code}"
    assert not SigningCampaign.objects.exists()


def test_one_signing_at_a_time(cast):
    path.joined(cast)
    versions.published(cast)
    versions.opened(cast)

    assert refused(lambda: versions.opened(cast)) == "network.campaign.under_way"


def test_those_who_lag_are_reminded_once_a_day(cast):
    path.joined(cast)
    versions.published(cast)
    campaign = versions.opened(cast)
    by = cast.actor(CENTRE_ADMIN)

    assert campaigns.remind(campaign, by=by) == 1
    told = Notification.objects.filter(code="news.agreement.reminder").values_list("user", flat=True)
    assert set(told) == {cast.people[HOSPITAL_ADMIN].pk, cast.people[HOSPITAL_COORDINATOR].pk}
    assert refused(lambda: campaigns.remind(campaign, by=by)) == "network.campaign.reminded_today"
    with clock.at(f"{clock.today() + timedelta(days=1)} 09:00"):
        assert campaigns.remind(campaign, by=by) == 1
        to_last_step(again(campaign), cast)
        complete(again(campaign), cast)
    with clock.at(f"{clock.today() + timedelta(days=2)} 09:00"):
        assert refused(lambda: campaigns.remind(campaign, by=by)) == "network.campaign.nobody_lags"


def test_closing_cancels_what_is_not_signed_and_its_tasks(cast):
    path.joined(cast)
    versions.published(cast)
    campaign = versions.opened(cast)
    agreement = again(campaign)
    campaigns.close(campaign, reason="到期", expected=campaign.version, by=cast.actor(CENTRE_ADMIN))
    agreement.refresh_from_db()

    assert agreement.state == "cancelled"
    assert not Task.objects.open().filter(object_type="network.agreement", object_id=agreement.pk).exists()
    assert not Task.objects.open().filter(object_type="network.signingcampaign").exists()
    assert Notification.objects.filter(code="news.agreement.campaign_closed").count() == 2
    by = cast.actor(CENTRE_ADMIN)
    assert refused(lambda: campaigns.remind(campaign, by=by)) == "network.campaign.not_open"
    member = agreement.member
    assert refused(lambda: campaigns.issue_to(campaign, member=member, by=by)) == "network.campaign.not_open"


def test_a_member_that_leaves_signs_nothing_more(cast):
    member = path.joined(cast)
    versions.published(cast)
    campaign = versions.opened(cast)
    membership_verbs.end_of(
        pk=member.pk, on=clock.today() + timedelta(days=1), kind="revoked", reason="x", by=cast.actor(CENTRE_DIRECTOR)
    )

    assert again(campaign).state == "cancelled"


@pytest.mark.parametrize("role", [CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR])
def test_only_the_secretary_of_the_centre_runs_a_signing(cast, role):
    path.joined(cast)
    versions.published(cast)
    campaign = versions.opened(cast)
    foreign = path.cast()
    for by in (cast.actor(role), foreign.actor(CENTRE_ADMIN)):
        with pytest.raises(Forbidden):
            campaigns.remind(campaign, by=by)
        with pytest.raises(Forbidden):
            campaigns.close(campaign, reason="x", expected=campaign.version, by=by)
        with pytest.raises(Forbidden):
            campaigns.open_campaign(cast.network, reason="new_version", due_on=clock.today(), by=by)
    campaign.refresh_from_db()
    assert (campaign.state, campaign.reminded_on) == ("open", None)


@pytest.mark.both
def test_an_agreement_belongs_to_an_application_or_to_a_campaign_never_to_both_or_none(cast):
    member = path.joined(cast)
    versions.published(cast)
    agreement = again(versions.opened(cast))
    rows, first = Agreement.objects.filter(pk=agreement.pk), member.agreement
    wrong = ({"application": first.application}, {"campaign": None}, {"member": None})
    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=first.pk).update(application=None)


def test_the_job_issues_and_goes_on_where_it_stopped(cast):
    from access import job_runner

    path.joined(cast)
    second = path.cast(network=cast.network, tier=cast.tier)
    path.joined(second)
    versions.published(cast)
    made = campaigns.open_campaign(
        cast.network,
        reason="new_version",
        due_on=clock.today() + timedelta(days=9),
        by=cast.actor(CENTRE_ADMIN),
    )
    first = campaigns.concerned(cast.network, reason="new_version", template=made.template).first()
    campaigns.issue_to(made, member=first, by=cast.actor(CENTRE_ADMIN))
    job_runner.run_waiting()

    assert made.agreements.count() == 2
    assert {agreement.issued_by for agreement in made.agreements.all()} == {cast.people[CENTRE_ADMIN]}


def test_the_pages_show_how_far_it_is_and_each_figure_opens_to_its_rows(cast, client):
    path.joined(cast)
    versions.published(cast)
    campaign = versions.opened(cast)
    client.force_login(cast.people[CENTRE_ADMIN])
    shown = client.get(campaign.get_absolute_url())

    assert (shown.context["complete"], shown.context["total"]) == (0, 1)
    for row in (*shown.context["steps"], *shown.context["texts"]):
        assert client.get(row["url"]).context["table"].paginator.count == row["value"]
    step = reverse("network:signing_campaign_step", args=[campaign.uid])
    assert client.post(step, {"action": "remind"}).status_code == 302
    assert client.get(campaign.get_absolute_url()).context["reminded_today"]
    assert client.post(step, {"action": "close", "version": "x", "reason": "y"}).status_code < 500
    posted = {"action": "close", "version": str(campaign.version), "token": "t", "reason": "到期"}
    assert client.post(step, posted).status_code == 302
    assert SigningCampaign.objects.get().state == "closed"


def test_a_signing_is_opened_from_its_form_and_refused_at_the_field(cast, client):
    path.joined(cast)
    client.force_login(cast.people[CENTRE_ADMIN])
    url = reverse("network:open_signing_campaign")
    due = (clock.today() + timedelta(days=9)).isoformat()
    bad = client.post(url, {"network": cast.network.pk, "reason": "new_version", "due_on": due})
    assert (bad.status_code, set(bad.context["form"].errors)) == (422, {"network"})
    for forged in ({}, {"network": "x", "reason": "y", "due_on": "z"}, {"network": make.network().pk}):
        assert client.post(url, forged).status_code == 422
    versions.published(cast)
    made = client.post(url, {"network": cast.network.pk, "reason": "new_version", "due_on": due, "months": "6"})
    assert made.status_code == 302
    assert SigningCampaign.objects.get().months is None


def test_a_hospital_reads_its_own_agreement_of_a_signing_but_not_the_signing(cast, client):
    path.joined(cast)
    versions.published(cast)
    campaign = versions.opened(cast)
    client.force_login(cast.people[HOSPITAL_ADMIN])

    page = client.get(again(campaign).get_absolute_url())
    assert page.status_code == 200
    assert campaign.get_absolute_url() not in page.content.decode()
    assert client.get(campaign.get_absolute_url()).status_code in (403, 404)
    client.force_login(path.cast().people[HOSPITAL_ADMIN])
    assert client.get(again(campaign).get_absolute_url()).status_code == 404


def test_a_completed_signing_cannot_be_completed_after_the_close(cast):
    path.joined(cast)
    versions.published(cast)
    campaign = versions.opened(cast)
    agreement = to_last_step(again(campaign), cast)
    campaigns.close(campaign, reason="到期", expected=campaign.version, by=cast.actor(CENTRE_ADMIN))
    with pytest.raises(Refused):
        agreements.complete(
            agreement, code=agreement.check_code, expected=agreement.version, by=cast.actor(HOSPITAL_ADMIN)
        )
