"""The lifecycle of a study, from its draft to its end (domain.md §3.3)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.lifecycle import Lifecycle, Transition, register
from studies import gates
from studies import permissions as p
from studies.enums import SUSPENDABLE
from studies.enums import StudyState as S
from studies.news import studies as news
from studies.policies import studies as policies

BEFORE = (S.SCIENTIFIC_REVIEW, S.ETHICS_PENDING, S.APPROVED, S.REGISTERED)

WRITING = (
    Transition(
        "request_signoff",
        (S.DRAFT,),
        S.AWAITING_SIGNOFF,
        p.HAND_IN_STUDY,
        _("Hand in for sign-off"),
        guards=(policies.hospital_is_open, policies.record_complete, policies.comments_answered),
        tone="primary",
    ),
    Transition("take_back", (S.AWAITING_SIGNOFF,), S.DRAFT, p.HAND_IN_STUDY, _("Take back to the draft")),
    Transition(
        "submit",
        (S.AWAITING_SIGNOFF,),
        S.SCIENTIFIC_REVIEW,
        p.SIGN_STUDY,
        _("Submit the study"),
        guards=(policies.hospital_is_open,),
        notifies=(news.tell_of_submission,),
        indirect=True,
    ),
)
REVIEWING = (
    Transition(
        "pass_scientific_review",
        (S.SCIENTIFIC_REVIEW,),
        S.ETHICS_PENDING,
        p.MANAGE_STUDY,
        _("Scientific review passed: on to ethics"),
        guards=(policies.science_approved,),
        tone="primary",
    ),
    Transition(
        "return",
        (S.SCIENTIFIC_REVIEW, S.ETHICS_PENDING),
        S.DRAFT,
        p.MANAGE_STUDY,
        _("Return for revision"),
        guards=(policies.no_review_open,),
        needs_reason=True,
        notifies=(news.tell_of_return,),
    ),
    Transition(
        "approve",
        (S.ETHICS_PENDING,),
        S.APPROVED,
        p.MANAGE_STUDY,
        _("The institution takes it on"),
        guards=(policies.institution_approved, policies.gate(gates.APPROVE)),
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
    Transition(
        "register",
        (S.APPROVED,),
        S.REGISTERED,
        p.MANAGE_STUDY,
        pgettext_lazy("study", "Register"),
        guards=(policies.gate(gates.REGISTER),),
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
)
RUNNING = (
    Transition(
        "start_recruiting",
        (S.REGISTERED,),
        S.RECRUITING,
        p.MANAGE_STUDY,
        _("Start recruiting"),
        guards=(policies.gate(gates.RECRUIT),),
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
    Transition(
        "close_enrolment",
        (S.RECRUITING,),
        S.ENROLMENT_CLOSED,
        p.MANAGE_STUDY,
        _("Close enrolment"),
        notifies=(news.tell_of_step,),
    ),
    Transition("follow_up", (S.ENROLMENT_CLOSED,), S.FOLLOW_UP, p.MANAGE_STUDY, _("Go on to follow-up")),
    Transition("analyse", (S.ENROLMENT_CLOSED, S.FOLLOW_UP), S.ANALYSIS, p.MANAGE_STUDY, _("Go on to analysis")),
)
STOPPING = (
    Transition(
        "suspend",
        SUSPENDABLE,
        S.SUSPENDED,
        p.MANAGE_STUDY,
        _("Suspend the study"),
        needs_reason=True,
        notifies=(news.tell_of_step,),
        tone="danger",
    ),
    Transition(
        "resume_recruiting",
        (S.SUSPENDED,),
        S.RECRUITING,
        p.MANAGE_STUDY,
        _("Resume recruiting"),
        guards=(policies.was(S.RECRUITING), policies.gate(gates.RECRUIT)),
        notifies=(news.tell_of_step,),
        indirect=True,
    ),
    Transition(
        "resume_after_enrolment",
        (S.SUSPENDED,),
        S.ENROLMENT_CLOSED,
        p.MANAGE_STUDY,
        _("Resume with enrolment closed"),
        guards=(policies.was(S.ENROLMENT_CLOSED),),
        notifies=(news.tell_of_step,),
        indirect=True,
    ),
    Transition(
        "resume_follow_up",
        (S.SUSPENDED,),
        S.FOLLOW_UP,
        p.MANAGE_STUDY,
        _("Resume follow-up"),
        guards=(policies.was(S.FOLLOW_UP),),
        notifies=(news.tell_of_step,),
        indirect=True,
    ),
    Transition(
        "terminate",
        (S.REGISTERED, *SUSPENDABLE, S.ANALYSIS, S.SUSPENDED),
        S.TERMINATED,
        p.SIGN_STUDY,
        _("Terminate the study"),
        needs_reason=True,
        notifies=(news.tell_of_step,),
        tone="danger",
    ),
    Transition(
        "complete",
        (S.ANALYSIS,),
        S.COMPLETED,
        p.MANAGE_STUDY,
        _("Complete the study"),
        notifies=(news.tell_of_step,),
        tone="primary",
        indirect=True,
    ),
    Transition(
        "withdraw",
        (S.DRAFT, S.AWAITING_SIGNOFF),
        S.WITHDRAWN,
        p.HAND_IN_STUDY,
        _("Withdraw the study"),
        guards=(policies.never_submitted,),
        needs_reason=True,
        tone="danger",
    ),
    Transition(
        "withdraw_submitted",
        BEFORE,
        S.WITHDRAWN,
        p.SIGN_STUDY,
        _("Withdraw the study"),
        guards=(policies.no_review_open,),
        needs_reason=True,
        notifies=(news.tell_of_step,),
        tone="danger",
    ),
)

STUDY = register(
    Lifecycle(
        name="study",
        model_label="studies.Study",
        states=S,
        transitions=(*WRITING, *REVIEWING, *RUNNING, *STOPPING),
    )
)
