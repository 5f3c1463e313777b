"""The cap of competitive enrolment under 32 sites at once, on PostgreSQL.

1. 2,000 attempts at 500 places, each by a site's coordinator with a fresh actor, as requests make one: a place is
   reserved and filled, or refused with its reason. Counted are the enrolled, and the attempts without a reason.
2. Accepted enrolments alone: the same with a cap that nobody reaches, against a bare loop through the same ORM, the
   same threads and connections: lock one row, insert one row, commit. The figure is the ratio of throughputs, medians
   of turns.
"""

import sys
import time

from benchmarks import harness

NAME = "competitive_cap"
SITES, ATTEMPTS, CAP, ROUNDS = 32, 2_000, 500, 5


def main() -> None:
    """Race, measure, report."""
    with harness.migrated_postgres():
        from tests.factories.enrolment_race import Race

        started = time.perf_counter()
        outcomes = Race(SITES, CAP).run(ATTEMPTS)
        print(f"{ATTEMPTS} attempts in {time.perf_counter() - started:.1f} s: {dict(outcomes)}", flush=True)
        seconds = harness.medians(_sides(Race), rounds=ROUNDS, warm_up=1)
    for side, taken in seconds.items():
        print(f"{side}: {CAP // SITES * SITES / taken:.0f} a second", flush=True)
    refused = sum(count for code, count in outcomes.items() if code == "studies.slot.full")
    met = [
        harness.report(f"{NAME}.enrolled", outcomes["enrolled"], "participants", "=", CAP),
        harness.report(f"{NAME}.refused", refused, "attempts", "=", ATTEMPTS // SITES * SITES - CAP),
        harness.report(f"{NAME}.throughput", seconds["bare"] / seconds["enrolments"], "×", ">=", 0.3),
    ]
    sys.exit(0 if all(met) else 1)


def _sides(race_class) -> dict:
    from django.db import transaction

    from studies.models import EnrolmentPlan, EnrolmentSlot
    from tests.factories.enrolment_race import together
    from tools import clock

    race = race_class(SITES, 1_000_000)
    turns, sites = CAP // SITES, race.cast.sites
    bare = race_class(SITES, 1_000_000)

    def insert(place: int, _turn: int) -> None:
        site = bare.cast.sites[place]
        with transaction.atomic():
            plan = EnrolmentPlan.objects.select_for_update().get(study=site.study_id)
            EnrolmentPlan.objects.filter(pk=plan.pk).update(last_sequence=plan.last_sequence + 1)
            EnrolmentSlot.objects.create(
                study_id=site.study_id,
                study_site=site,
                hospital_id=site.hospital_id,
                lead_hospital_id=site.lead_hospital_id,
                sequence=plan.last_sequence + 1,
                expires_at=clock.now(),
            )

    return {
        "enrolments": lambda: race.run(turns * len(sites)),
        "bare": lambda: together(insert, len(sites), turns),
    }


if __name__ == "__main__":
    main()
