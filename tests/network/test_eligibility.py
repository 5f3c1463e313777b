"""Who may join at which tier: met, unmet and unknown kept apart, for every alternative."""

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from network.eligibility import Verdict, assess, rules_of
from network.eligibility.assessment import AssessedAlternative, Finding
from network.eligibility.conditions import Condition, problems
from network.eligibility.facts import FACTS, Reading
from network.enums import HospitalLevel, InstitutionType
from network.models import Hospital, HospitalProfile, Membership
from network.province import province
from network.queries import seasons
from tests.factories import network as make
from tools import clock

DAY = date(2026, 3, 5)
LEVEL = {"fact": "level", "operator": "at_least", "value": "2B"}
LEGAL = {"fact": "legal_person", "operator": "is", "value": True}
TRIALS = {"fact": "trial_institution", "operator": "is", "value": True}
STUDIES = {"fact": "multicentre_studies", "operator": "at_least", "value": 2}
KINDS = {"fact": "institution_type", "operator": "in", "value": ["J100", "G100"]}

counts = st.none() | st.integers(0, 5)
yes_no = st.none() | st.booleans()
hospitals = st.builds(
    Hospital,
    level=st.sampled_from(HospitalLevel.values),
    institution_type=st.sampled_from(InstitutionType.values),
    legal_person=st.booleans(),
)
profiles = st.none() | st.builds(
    HospitalProfile,
    gcp_registered=yes_no,
    device_trial_registered=yes_no,
    ethics_committee=yes_no,
    multicentre_led=counts,
    multicentre_joined=counts,
    beds_open=counts,
)
conditions = st.sampled_from([LEVEL, LEGAL, TRIALS, STUDIES, KINDS]).flatmap(
    lambda data: st.booleans().map(lambda waivable: Condition.of(data | {"waivable": waivable}))
)


def judged(condition: Condition, hospital, profile) -> bool | None:
    return condition.judge(condition.fact.read(hospital, profile))


def alternative(asked, hospital, profile) -> AssessedAlternative:
    readings = [condition.fact.read(hospital, profile) for condition in asked]
    findings = [Finding(c, r, c.judge(r)) for c, r in zip(asked, readings, strict=True)]
    return AssessedAlternative("", tuple(findings))


@given(hospitals, profiles, conditions)
def test_what_is_unknown_is_said_to_be_missing_and_nothing_else_is(hospital, profile, condition):
    reading = condition.fact.read(hospital, profile)
    finding = Finding(condition, reading, condition.judge(reading))
    assert bool(finding.missing) is (finding.met is None)
    with translation.override("en"):
        assert ("not in the profile" in finding.note) is (finding.met is None)
    assert (finding.note == "") is (finding.met is True)


@given(hospitals, profiles, conditions)
def test_filling_in_what_is_missing_never_turns_an_answer_round(hospital, profile, condition):
    """An answer given on an incomplete profile is the answer on every way of completing it."""
    answer = judged(condition, hospital, profile)
    if answer is None:
        return
    empty = [name for name in condition.fact.fields if getattr(profile, name, None) is None]
    for value in (0, 9):
        completed = HospitalProfile(**{name: getattr(profile, name, None) for name in condition.fact.fields})
        for name in empty:
            is_number = HospitalProfile._meta.get_field(name).get_internal_type() == "PositiveIntegerField"
            setattr(completed, name, value if is_number else bool(value))
        assert judged(condition, hospital, completed) is answer


@given(hospitals, profiles, conditions)
def test_an_unknown_answer_hangs_on_the_missing_fields(hospital, profile, condition):
    """Where the answer is unknown, one way of filling in the profile gives yes and another gives no."""
    if judged(condition, hospital, profile) is not None:
        return
    answers = set()
    for value in (0, 9):
        completed = HospitalProfile()
        for name in condition.fact.fields:
            known = getattr(profile, name, None)
            is_number = HospitalProfile._meta.get_field(name).get_internal_type() == "PositiveIntegerField"
            setattr(completed, name, (value if is_number else bool(value)) if known is None else known)
        answers.add(judged(condition, hospital, completed))
    assert answers == {True, False}


@given(hospitals, profiles, st.lists(conditions, min_size=1, max_size=4))
def test_the_verdict_says_what_the_conditions_say(hospital, profile, asked):
    found = alternative(asked, hospital, profile)
    answers = [(judged(c, hospital, profile), c.waivable) for c in asked]
    assert (found.verdict == Verdict.MET) is all(met for met, _ in answers)
    assert (found.verdict == Verdict.UNMET) is any(met is False and not waivable for met, waivable in answers)
    if found.verdict == Verdict.WAIVABLE:
        assert all(met or waivable for met, waivable in answers)
        assert not any(met is None for met, _ in answers)
    if found.verdict == Verdict.UNKNOWN:
        assert any(met is None for met, _ in answers)


@given(st.sampled_from(HospitalLevel.values), st.sampled_from(HospitalLevel.values))
def test_levels_are_ordered_as_in_the_list(level, lowest):
    condition = Condition.of({"fact": "level", "operator": "at_least", "value": lowest})
    order = HospitalLevel.values
    assert condition.judge(Reading(level)) is (order.index(level) <= order.index(lowest))
    assert (level in HospitalLevel.at_least(lowest)) is condition.judge(Reading(level))


def test_a_known_part_of_a_sum_is_enough_when_it_reaches_the_number():
    condition = Condition.of(STUDIES)
    hospital = Hospital(level="3A")
    for led, joined, answer in (
        (2, None, True),
        (1, None, None),
        (None, None, None),
        (0, 1, False),
        (1, 1, True),
        (0, 0, False),
    ):
        assert judged(condition, hospital, HospitalProfile(multicentre_led=led, multicentre_joined=joined)) is answer


def test_one_yes_is_enough_and_one_no_is_not():
    condition = Condition.of(TRIALS)
    for gcp, device, answer in (
        (True, None, True),
        (None, True, True),
        (False, None, None),
        (None, None, None),
        (False, False, False),
    ):
        profile = HospitalProfile(gcp_registered=gcp, device_trial_registered=device)
        assert judged(condition, Hospital(), profile) is answer


def test_every_condition_is_a_full_sentence_in_both_languages():
    values = {"yes_no": [True, False], "number": [1, 3]}
    for fact in FACTS.values():
        for operator in {"is"} if fact.kind == "yes_no" else set(fact.sentences):
            options = values.get(fact.kind) or [
                fact.choices.values[:2] if operator == "in" else fact.choices.values[0]
            ]
            for value in options:
                data = {"fact": fact.name, "operator": operator, "value": value}
                assert problems(data) == [], data
                for language in ("en", "zh-hans"):
                    with translation.override(language):
                        sentence = Condition.of(data).sentence
                        assert sentence[-1] in ".。", sentence
                        assert "%(" not in sentence


def test_a_condition_that_does_not_hold_is_refused():
    with pytest.raises(ValueError, match="4A"):
        Condition.of(LEVEL | {"value": "4A"})


@pytest.mark.django_db
@pytest.mark.usefixtures("in_english")
class TestAssess:
    def test_alternatives_let_institutions_of_other_kinds_join(self):
        rule = make.rule(alternatives=[_option("医院", LEVEL, LEGAL), _option("疾控", KINDS, LEGAL)])
        network = make.network()
        cdc = make.hospital(level="0U", institution_type="J100")
        clinic = make.hospital(level="1A")
        assert assess(cdc, network, rule.tier, DAY).verdict == Verdict.MET
        assert assess(cdc, network, rule.tier, DAY).met
        refused = assess(clinic, network, rule.tier, DAY)
        assert (refused.verdict, refused.met) == (Verdict.UNMET, False)
        assert [finding.met for finding in refused.closest.findings].count(True) == 1
        assert "does not meet" in refused.sentence

    def test_the_best_alternative_counts(self):
        waivable = STUDIES | {"waivable": True}
        rule = make.rule(alternatives=[_option("a", TRIALS), _option("b", waivable), _option("c", KINDS)])
        hospital, network = make.hospital(), make.network()
        hospital.profile.__class__.objects.update(multicentre_led=0, multicentre_joined=1)
        found = assess(hospital, network, rule.tier, DAY)
        assert [a.verdict for a in found.alternatives] == [Verdict.UNKNOWN, Verdict.WAIVABLE, Verdict.UNMET]
        assert found.verdict == Verdict.WAIVABLE
        assert found.closest.title == "b"
        assert "may waive" in found.closest.findings[0].note
        assert "1" in found.closest.findings[0].note

    def test_an_empty_profile_asks_to_be_filled_in(self):
        rule = make.rule(LEVEL, TRIALS)
        found = assess(make.hospital(), make.network(), rule.tier, DAY)
        assert found.verdict == Verdict.UNKNOWN
        assert found.closest.findings[1].missing == ("gcp_registered", "device_trial_registered")
        assert assess(make.hospital(with_profile=False), make.network(), rule.tier, DAY).verdict == Verdict.UNKNOWN

    def test_the_networks_own_rule_and_the_newest_version_come_first(self):
        tier, network, other = make.tier(), make.network(), make.network()
        common = make.rule(LEVEL, tier=tier, valid_to=date(2025, 12, 31))
        newer = make.rule(LEVEL, tier=tier, version=2, valid_from=date(2026, 1, 1))
        own = make.rule(TRIALS, tier=tier, network=network, valid_from=date(2026, 3, 1))
        hospital = make.hospital()
        assert assess(hospital, network, tier, DAY).rule == own
        assert assess(hospital, other, tier, DAY).rule == newer
        assert assess(hospital, network, tier, date(2025, 6, 1)).rule == common
        nothing = assess(hospital, network, make.tier(), DAY)
        assert (nothing.rule, nothing.verdict, nothing.closest) == (None, Verdict.UNMET, None)
        assert "no rule" in nothing.sentence
        assert [entry.rule for entry in rules_of(network, DAY)] == [own]

    def test_a_full_quota_warns_and_forbids_nothing(self):
        rule = make.rule(LEVEL, quota=1)
        network, member = make.network(), make.hospital()
        assert assess(member, network, rule.tier, DAY).warnings == ()
        Membership.objects.create(
            number="M1",
            hospital=member,
            campus=member.campuses.get(),
            network=network,
            tier=rule.tier,
            valid_from=date(2026, 1, 1),
            valid_to=date(2028, 12, 31),
        )
        found = assess(make.hospital(), network, rule.tier, DAY)
        assert found.met
        assert len(found.warnings) == 1
        assert assess(make.hospital(), network, rule.tier, date(2025, 12, 31)).warnings == ()

    def test_it_asks_three_questions(self, django_assert_num_queries):
        rule = make.rule(LEVEL, TRIALS, quota=1)
        hospital, network, tier = Hospital.objects.get(pk=make.hospital().pk), make.network(), rule.tier
        seasons.rules()  # asked once in a while for all pages: no part of one
        with clock.at(DAY), django_assert_num_queries(3):
            assess(hospital, network, tier, DAY)

    def test_the_provinces_rules_let_in_whom_they_name(self):
        from access.actor import Actor
        from network.domain import reference
        from network.models import Tier

        reference.sync(province=province(), by=Actor.as_system("test"))
        network = make.network()
        core, member, partner = Tier.objects.order_by("rank")
        hospital = make.hospital(level="3A")
        HospitalProfile.objects.filter(hospital=hospital).update(gcp_registered=True, multicentre_joined=2)
        county, cdc, township = (
            make.hospital(level="2B"),
            make.hospital(level="0U", institution_type="J100"),
            make.hospital(level="0U", institution_type="C220"),
        )
        table = {
            (hospital, core): Verdict.MET,
            (hospital, member): Verdict.MET,
            (county, core): Verdict.UNMET,
            (county, member): Verdict.MET,
            (cdc, core): Verdict.UNKNOWN,
            (cdc, member): Verdict.MET,
            (township, member): Verdict.UNMET,
            (township, partner): Verdict.MET,
        }
        for (who, tier), verdict in table.items():
            assert assess(who, network, tier, DAY).verdict == verdict, (who.level, tier)


def _option(title: str, *asked: dict) -> dict:
    return {"title_zh": title, "title_en": title, "conditions": list(asked)}
