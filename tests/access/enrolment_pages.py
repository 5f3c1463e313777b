"""The addresses of enrolment with the answers to each side: rows of test_every_page."""

from tests.access.study_pages import H1, H2, OTHER, SECRETARY
from tests.access.study_pages import _cast as study_cast
from tests.factories import enrolment as make
from tests.factories import studies
from tools import clock

STRANGER = OTHER


def _with_site(world):
    """A submitted study of H1 with an open site at H1 itself and a cap."""
    from access.actor import Actor
    from studies.domain import enrolment
    from studies.domain.enrolment import PlanFacts
    from studies.models import Study

    study = studies.submitted(study_cast(world))
    Study.objects.filter(pk=study.pk).update(state="recruiting", registered_at=clock.now(), number="T-1")
    site = make.open_sites(study, [world.places["H1"]])[0]
    day = clock.today()
    facts = PlanFacts(day, day.replace(year=day.year + 1), 10, "linear", 5)
    enrolment.plan(study, facts=facts, expected=0, by=Actor.of(world.people[H1]))
    return study, site


def of_study(world):
    """The study's uid."""
    return (_with_site(world)[0].uid,)


def of_site(*more):
    """The site's uid, and further parts of the address."""
    return lambda world: (_with_site(world)[1].uid, *more)


def of_both(world):
    """The study's and the site's uid."""
    study, site = _with_site(world)
    return (study.uid, site.uid)


def of_slot(world):
    """A reserved place."""
    from access.actor import Actor
    from studies.domain import enrolment

    return (enrolment.reserve(_with_site(world)[1], by=Actor.of(world.people[H1])).uid,)


REASON = {"version": "1", "token": "t", "reason": "other"}
ENROLMENT_PAGES = [
    ("studies:months", (H1, 200), (SECRETARY, 403), 403),
    ("studies:month", (H1, 200), (OTHER, 404), 404, of_site("2026-01")),
    ("studies:slots", (SECRETARY, 200), (OTHER, 404), 403, of_site()),
    ("studies:reserve_slot", (H1, 302), (SECRETARY, 403), 403, of_site(), "post"),
    ("studies:enrol_slot", (H1, 302), (H2, 404), 403, of_slot, "post", {"version": "1", "token": "t", "day": "x"}),
    ("studies:release_slot", (H1, 302), (H2, 404), 403, of_slot, "post", REASON),
    ("studies:enrolment", (SECRETARY, 200), (OTHER, 404), 404, of_study),
    ("studies:confirm_month", (H1, 302), (SECRETARY, 403), 404, of_study, "post", {"month": "2026-01"}),
    ("studies:enrolment_plan", (H1, 200), (SECRETARY, 403), 404, of_study),
    ("studies:site_share", (H1, 200), (SECRETARY, 403), 404, of_both),
]
