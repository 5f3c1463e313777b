"""32 sites compete for the last places of a study: the cap is never passed, and every refusal has its reason."""

import os

import pytest

from studies.domain.enrolment import FULL
from studies.models import EnrolmentSlot
from tests.factories.enrolment_race import Race

pytestmark = [pytest.mark.faults, pytest.mark.both, pytest.mark.django_db(transaction=True)]
SITES = 32
ATTEMPTS, CAP = int(os.environ.get("FAULTS_ATTEMPTS", "2000")), int(os.environ.get("FAULTS_CAP", "500"))


def test_of_many_attempts_exactly_the_cap_is_enrolled():
    race = Race(SITES, CAP)

    outcomes = race.run(ATTEMPTS)

    attempts = ATTEMPTS // SITES * SITES
    assert outcomes == {"enrolled": CAP, FULL: attempts - CAP}
    slots = EnrolmentSlot.objects.filter(study=race.cast.study, state="enrolled")
    assert slots.count() == CAP
    assert sorted(slots.values_list("sequence", flat=True)) == list(range(1, CAP + 1))
