"""The addresses of studies with the answers to each side: rows of test_every_page."""

from studies.domain import filing_events, filings, reviews
from studies.domain.comments import comment
from tests.factories import studies as make
from tools import clock

H1, H2 = "hospital_admin@H1", "hospital_admin@H2"
SECRETARY, OTHER = "centre_admin@C2", "centre_admin@C1"
FORM = {"version": "1", "token": "t"}


def _cast(world) -> make.StudyCast:
    """H1 leads, N2 is the network, with the people of both sides."""
    sides = {"hospital_coordinator": "H1", "hospital_admin": "H1", "investigator": "H1"}
    sides |= {"centre_admin": "C2", "centre_director": "C2"}
    people = {role: world.people[f"{role}@{code}"] for role, code in sides.items()}
    return make.StudyCast(world.places["H1"], world.places["N2"], people)


def draft(*more):
    """The uid of a draft of H1, and further parts of the address."""
    return lambda world: (make.draft(_cast(world)).uid, *more)


def submitted(*more):
    """The same once the centre has it."""
    return lambda world: (make.submitted(_cast(world)).uid, *more)


def shared(world):
    """A draft that is opened to a colleague of H2."""
    from studies.domain import studies

    cast = _cast(world)
    study = make.draft(cast)
    studies.share(study, colleague=world.people["investigator@H2"], by=cast.actor("hospital_admin"))
    return (study.uid,)


def commented(world):
    """A comment of the centre."""
    study = make.submitted(_cast(world))
    made = comment(study, section="titles", text="请补充", by=world.actor(SECRETARY))
    return (study.uid, made.uid)


def placed(world):
    """The study in N2."""
    return (make.submitted(_cast(world)).networks.get().uid,)


def first_version(world):
    """What was submitted."""
    return (make.submitted(_cast(world)).versions.get().uid,)


def held(world):
    """A review held by H1."""
    cast = _cast(world)
    return (make.held(cast, make.submitted(cast)).uid,)


def invited(world):
    """A reviewer's seat."""
    cast = _cast(world)
    study = make.submitted(cast)
    review, reviewer = make.held(cast, study), world.people["investigator@H2"]
    return (reviews.invite(study, review=review, reviewer=reviewer, by=cast.actor("hospital_admin")).uid,)


def filed(world):
    """A filing of a submitted study of H1."""
    cast = _cast(world)
    return (filings.start(make.submitted(cast), target="chictr", by=cast.actor("hospital_admin")).uid,)


def owed(world):
    """A yearly report that the national filing is owed."""
    cast = _cast(world)
    filing = filings.start(make.submitted(cast), target="national", by=cast.actor("hospital_admin"))
    return (filing_events._owe(filing, "yearly", clock.today()).uid,)


STUDY_PAGES = [
    ("studies:bring_in", (H1, 200), (SECRETARY, 403), 403),
    ("studies:sheet", (SECRETARY, 200), (OTHER, 404), 404, submitted("chictr")),
    ("studies:export", (SECRETARY, 200), (OTHER, 404), 404, submitted("ictrp-xml")),
    ("studies:filings", (H1, 200), None, 403),
    ("studies:start_filing", (H1, 200), (SECRETARY, 403), 404, submitted()),
    ("studies:filing", (SECRETARY, 200), (OTHER, 404), 404, filed),
    ("studies:submit_filing", (H1, 200), (SECRETARY, 403), 404, filed),
    ("studies:publish_filing", (H1, 200), (SECRETARY, 403), 404, filed),
    ("studies:copy_filing", (H1, 200), (SECRETARY, 403), 404, filed),
    ("studies:filing_step", (H1, 302), (OTHER, 404), 404, filed, "post", FORM | {"action": "cancel", "reason": "x"}),
    ("studies:report_filing", (H1, 200), (SECRETARY, 403), 404, owed),
    ("studies:studies", (H1, 200), None, 200),
    ("studies:start", (H1, 200), (SECRETARY, 403), 403),
    ("studies:study", (SECRETARY, 200), (OTHER, 404), 404, submitted()),
    ("studies:study_step", (H1, 302), (H2, 404), 404, draft(), "post"),
    ("studies:share_study", (H1, 302), (H2, 404), 404, draft(), "post"),
    ("studies:unshare_study", (H1, 302), (H2, 404), 404, shared, "post", {"colleague": "COLLEAGUE"}),
    ("studies:propose", (H1, 200), (H2, 404), 404, draft()),
    ("studies:amend", (H1, 200), (SECRETARY, 403), 404, submitted()),
    ("studies:complete", (H1, 200), (SECRETARY, 403), 404, submitted()),
    ("studies:record", (SECRETARY, 200), (OTHER, 404), 404, submitted()),
    ("studies:section", (H1, 200), (H2, 404), 404, draft("design")),
    ("studies:autosave_section", (H1, 200), (H2, 404), 404, draft("design"), "post", {"draft_version": "0"}),
    ("studies:comment", (SECRETARY, 302), (OTHER, 404), 404, submitted("titles"), "post", {"text": "请补充"}),
    ("studies:answer_comment", (H1, 302), (H2, 404), 404, commented, "post", FORM | {"text": "已补充"}),
    ("studies:version", (SECRETARY, 200), (OTHER, 404), 404, first_version),
    ("studies:record_review", (H1, 200), (SECRETARY, 403), 404, submitted("scientific")),
    ("studies:hold_review", (H1, 200), (SECRETARY, 403), 404, submitted("scientific")),
    ("studies:review", (H1, 200), (H2, 404), 403, held),
    ("studies:invite_reviewer", (H1, 302), (H2, 404), 403, held, "post"),
    ("studies:close_review", (H1, 200), (H2, 404), 403, held),
    ("studies:cancel_review", (H1, 302), (H2, 404), 403, held, "post", FORM | {"reason": "x"}),
    ("studies:seat", ("investigator@H2", 200), (H2, 404), 404, invited),
    ("studies:study_network", (SECRETARY, 200), (OTHER, 404), 403, placed),
    ("studies:study_network_step", (SECRETARY, 302), (OTHER, 404), 403, placed, "post"),
]
