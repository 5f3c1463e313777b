"""The addresses of the annual assessment for tests/access/test_every_page.py: rows of its Page."""

from collections.abc import Callable

from tests.factories import assessments

H1, H3, SECRETARY, OTHER = "hospital_admin@H1", "hospital_admin@H3", "centre_admin@C2", "centre_admin@C1"
DIRECTOR, OTHER_DIRECTOR = "centre_director@C2", "centre_director@C1"


def assessed(step: Callable, *more) -> Callable:
    """The uid of what a step of H3's assessment in N2 makes, and further parts of the address."""

    def made(world):
        cast = assessments.of_world(world)
        return (step(cast).uid, *more)

    return made


def one_filled_in(cast):
    """H3's assessment, points still missing."""
    return assessments.of(assessments.opened(cast))


def one_announced(cast):
    """H3's assessment, announced and poor."""
    return assessments.announced(cast, assessments.POOR)


def one_appealed(cast):
    """H3's appeal, with the centre."""
    return assessments.appealed(cast, one_announced(cast))


def new_table(world):
    """A version to begin from, and the network for which."""
    return (assessments.table().uid, world.places["N2"].uid)


ROWS = [
    ("network:year", (H1, 200), None, 200),
    ("network:assessments", (H1, 200), None, 403),
    ("network:assessment", (SECRETARY, 200), (OTHER, 404), 403, assessed(one_filled_in)),
    ("network:assessment_scores", (SECRETARY, 200), (OTHER, 404), 403, assessed(one_filled_in)),
    (
        "network:autosave_assessment_scores",
        (SECRETARY, 200),
        (OTHER, 404),
        403,
        assessed(one_filled_in),
        "post",
        {"draft_version": "0"},
    ),
    ("network:assessment_step", (SECRETARY, 302), (OTHER, 404), 403, assessed(one_filled_in), "post"),
    ("network:assessment_evidence", (SECRETARY, 200), (OTHER, 404), 403, assessed(one_filled_in, "profile")),
    ("network:assessment_pdf", (H3, 200), (H1, 404), 403, assessed(one_announced)),
    ("network:write_assessment_appeal", (H3, 200), (H1, 404), 403, assessed(one_announced)),
    ("network:assessment_consequence", (SECRETARY, 200), (OTHER, 404), 403, assessed(one_announced, "warn")),
    ("network:assessment_appeal", (SECRETARY, 200), (OTHER, 404), 403, assessed(one_appealed)),
    ("network:assessment_appeal_step", (H3, 302), (H1, 404), 403, assessed(one_appealed), "post"),
    (
        "network:answer_assessment_appeal",
        (DIRECTOR, 422),
        (OTHER_DIRECTOR, 404),
        403,
        assessed(one_appealed),
        "post",
    ),
    ("network:assessment_rounds", (SECRETARY, 200), None, 403),
    ("network:open_assessment_round", (SECRETARY, 200), (H1, 403), 403),
    ("network:assessment_round", (SECRETARY, 200), (OTHER, 404), 403, assessed(assessments.opened)),
    ("network:assessment_round_step", (SECRETARY, 302), (OTHER, 404), 403, assessed(assessments.opened), "post"),
    ("network:assessment_tables", (H1, 200), None, 403),
    ("network:assessment_table", (H1, 200), None, 403, lambda world: (assessments.table().uid,)),
    ("network:new_assessment_table", (SECRETARY, 200), (OTHER, 403), 403, new_table),
]
