"""The ways of an application as lists of steps; each step is a function of ``demo.building.steps``."""

from demo.building.chance import Stream

# How many working days pass before a step: at least, at most.
GAPS = {
    "open": (0, 0),
    "fill_in": (2, 9),
    "hand_in": (0, 4),
    "send_back": (1, 2),
    "sign": (1, 3),
    "return_it": (2, 5),
    "correct": (3, 10),
    "check": (1, 5),
    "advise": (1, 4),
    "opine": (2, 6),
    "admit": (1, 6),
    "decline": (1, 6),
    "withdraw": (2, 12),
    "share": (1, 3),
    "seal": (3, 9),
    "refuse_copy": (1, 3),
    "confirm": (1, 4),
    "countersign": (2, 8),
    "complete": (1, 5),
    "warn": (150, 420),
    "suspend": (60, 200),
    "reinstate": (20, 70),
    "leave": (130, 500),
    "lapse": (44, 48),
}
HAND_IN = ("hand_in", "sign")
SENT_BACK = ("hand_in", "send_back", *HAND_IN)
RETURNED = ("return_it", "correct", *HAND_IN)
REVIEW = ("check", "opine")
SEALS = ("seal", "confirm", "countersign", "complete")
BEGIN = ("open", "fill_in")

# The steps after which an application rests in a state; some names stand for how it came there.
NOW = {
    "draft": ("open",),
    "shared": (*BEGIN, "share"),
    "awaiting_signoff": (*BEGIN, "hand_in"),
    "sent_back": (*BEGIN, "hand_in", "send_back"),
    "submitted": (*BEGIN, *HAND_IN),
    "overdue_check": (*BEGIN, *HAND_IN),
    "returned": (*BEGIN, *HAND_IN, "return_it"),
    "idle_return": (*BEGIN, *HAND_IN, "return_it"),
    "left": (*BEGIN, *HAND_IN, "return_it", "lapse"),
    "under_review": (*BEGIN, *HAND_IN, "check", "advise"),
    "overdue_review": (*BEGIN, *HAND_IN, *REVIEW),
    "admitted": (*BEGIN, *HAND_IN, *REVIEW, "admit"),
    "hospital_sealed": (*BEGIN, *HAND_IN, *REVIEW, "admit", "seal"),
    "copy_refused": (*BEGIN, *HAND_IN, *REVIEW, "admit", "seal", "refuse_copy"),
    "hospital_confirmed": (*BEGIN, *HAND_IN, *REVIEW, "admit", "seal", "confirm"),
    "centre_sealed": (*BEGIN, *HAND_IN, *REVIEW, "admit", "seal", "confirm", "countersign"),
}
# How many working days ago the last of these steps was taken. The due dates of the tasks decide what is overdue: only
# what says so is.
AGES = {
    "overdue_check": (8, 9),
    "overdue_review": (18, 22),
    "draft": (1, 12),
    "returned": (1, 12),
    "idle_return": (24, 26),
}
AGE = (1, 3)

ENDED = {
    "declined": (*BEGIN, *HAND_IN, *REVIEW, "decline"),
    "withdrawn": (*BEGIN, *HAND_IN, "withdraw"),
    "withdrawn_late": (*BEGIN, *HAND_IN, *REVIEW, "admit", "withdraw"),
}


def to_membership(chance: Stream) -> tuple[str, ...]:
    """A whole way to membership, with the detours that happen to some."""
    hand_in = SENT_BACK if chance.random() < 0.06 else HAND_IN
    returned = RETURNED if chance.random() < 0.12 else ()
    advice = ("advise",) if chance.random() < 0.3 else ()
    refused = ("seal", "refuse_copy") if chance.random() < 0.03 else ()
    return (*BEGIN, *hand_in, *returned, "check", *advice, "opine", "admit", *refused, *SEALS)


def gaps(steps: tuple[str, ...], chance: Stream) -> list[int]:
    """Working days before each of the steps."""
    return [chance.randint(*GAPS[step]) for step in steps]
