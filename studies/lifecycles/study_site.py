"""The lifecycle of a hospital's part in a study, from the invitation to the archive (domain.md §3.4)."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.lifecycle import Lifecycle, Transition, register
from studies import permissions as p
from studies.enums import LIVE
from studies.enums import SiteState as S
from studies.news import sites as news
from studies.policies import sites as policies

ANSWERING = (
    Transition(
        "take_up",
        (S.INVITED,),
        S.FEASIBILITY,
        p.ANSWER_STUDY_SITE,
        _("Check whether we can take part"),
        guards=(policies.own_part(p.ANSWER_STUDY_SITE), policies.hospital_is_open),
        tone="primary",
    ),
    Transition(
        "decline",
        (S.INVITED, S.FEASIBILITY),
        S.DECLINED,
        p.ANSWER_STUDY_SITE,
        _("Decline to take part"),
        guards=(policies.own_part(p.ANSWER_STUDY_SITE), policies.no_signature_waits),
        needs_reason=True,
        notifies=(news.tell_lead_of_refusal,),
        tone="danger",
    ),
    Transition(
        "confirm",
        (S.FEASIBILITY,),
        S.CONFIRMED,
        p.SIGN_STUDY_SITE,
        _("Take part in the study"),
        guards=(policies.own_part(p.SIGN_STUDY_SITE), policies.hospital_is_open),
        notifies=(news.tell_of_step,),
        tone="primary",
        indirect=True,
    ),
    Transition(
        "invite_again",
        (S.DECLINED,),
        S.INVITED,
        p.CHANGE_STUDY_SITE,
        _("Invite again"),
        guards=(policies.hospital_is_open,),
        needs_reason=True,
    ),
)
STARTING_UP = (
    Transition(
        "settle_ethics",
        (S.CONFIRMED,),
        S.ETHICS,
        p.RUN_STUDY_SITE,
        _("Ethics is settled"),
        guards=(policies.own_part(p.RUN_STUDY_SITE), policies.ethics_valid, policies.done_before(S.ETHICS)),
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
    Transition(
        "sign_agreement",
        (S.ETHICS,),
        S.AGREEMENT_SIGNED,
        p.RUN_STUDY_SITE,
        _("The agreement is signed"),
        guards=(policies.own_part(p.RUN_STUDY_SITE), policies.done_before(S.AGREEMENT_SIGNED)),
        notifies=(news.tell_of_step,),
        tone="primary",
        indirect=True,
    ),
    Transition(
        "settle_hgr",
        (S.AGREEMENT_SIGNED,),
        S.HGR_OK,
        p.RUN_STUDY_SITE,
        _("Human genetic resources are settled"),
        guards=(policies.own_part(p.RUN_STUDY_SITE), policies.hgr_settled, policies.done_before(S.HGR_OK)),
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
    Transition(
        "train",
        (S.HGR_OK,),
        S.TRAINING,
        p.RUN_STUDY_SITE,
        _("The team is trained and has its accounts"),
        guards=(policies.own_part(p.RUN_STUDY_SITE), policies.done_before(S.TRAINING)),
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
    Transition(
        "initiate",
        (S.TRAINING,),
        S.INITIATED,
        p.CHANGE_STUDY_SITE,
        _("The site is initiated"),
        guards=(policies.done_before(S.INITIATED),),
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
)
RUNNING = (
    Transition(
        "open",
        (S.INITIATED,),
        S.OPEN,
        p.CHANGE_STUDY_SITE,
        _("Open the site"),
        guards=policies.TO_OPEN,
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
    Transition(
        "pause",
        (S.OPEN,),
        S.PAUSED,
        p.RUN_STUDY_SITE,
        _("Pause the site"),
        needs_reason=True,
        notifies=(news.tell_of_step,),
        tone="danger",
    ),
    Transition(
        "resume",
        (S.PAUSED,),
        S.OPEN,
        p.CHANGE_STUDY_SITE,
        _("Let the site go on"),
        guards=policies.TO_OPEN,
        notifies=(news.tell_of_step,),
        tone="primary",
    ),
    Transition(
        "close",
        LIVE,
        S.CLOSED,
        p.CHANGE_STUDY_SITE,
        _("Close the site"),
        needs_reason=True,
        notifies=(news.tell_of_step,),
        tone="danger",
    ),
    Transition(
        "archive",
        (S.CLOSED,),
        S.ARCHIVED,
        p.RUN_STUDY_SITE,
        pgettext_lazy("study site", "The documents are archived"),
        guards=(policies.own_part(p.RUN_STUDY_SITE),),
    ),
)

STUDY_SITE = register(
    Lifecycle(
        name="study_site",
        model_label="studies.StudySite",
        states=S,
        transitions=(*ANSWERING, *STARTING_UP, *RUNNING),
    )
)
