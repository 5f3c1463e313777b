"""What an application's page shows: gathered here so that the view stays a doorman."""

from django.db.models import Max
from django.urls import reverse

from access import door, form_tokens, histories, lifecycle
from access.roles import ROLES
from network import membership_permissions as permissions
from network import proxy_policies, questions
from network.domain import application_reading as reading
from network.domain.reviews import OPINION_STATES
from network.eligibility import assess
from network.forms.application import PaperForm, ShareForm, WaiverForm
from network.forms.application_sections import shown_answers
from network.forms.review import OpinionForm
from network.membership_enums import ApplicationState
from network.policies import missing_parts
from network.sections import ON_SHELF, PAPER_TITLES, questions_of, sections_of
from network.views.application_visits import around
from office.models import Attachment, Receipt, StandingDocument
from office.permissions import ADD_STANDING
from tools import clock

STEPS = (
    (ApplicationState.DRAFT, "application.started"),
    (ApplicationState.AWAITING_SIGNOFF, "application.request_signoff"),
    (ApplicationState.SUBMITTED, "application.submit"),
    (ApplicationState.UNDER_REVIEW, "application.pass_formal_check"),
    (ApplicationState.ADMITTED, "application.admit"),
    (ApplicationState.COMPLETED, "application.complete"),
)
# Steps with a page of their own.
FORM_PAGES = {
    "return": "network:return_application",
    "admit": "network:decide_application",
    "decline": "network:decline_application",
}


def page_context(application, actor) -> dict:
    """Everything on the application's page for one actor."""
    may_change = door.can(actor, permissions.CHANGE_APPLICATION, application) and application.is_editable
    sees_opinions = door.can(actor, permissions.VIEW_OPINION, application)
    inside = reading.is_inside(application, actor)
    signed = None if inside else reading.submitted(application)
    history = reading.history(application, inside=inside, sees_opinions=sees_opinions)
    papers = Attachment.objects.of(application).visible_to(actor).select_related("uploaded_by", "from_shelf")
    return {
        "application": application,
        "as_submitted": not inside,
        "sections": _sections(application, reading.answers(application, inside=inside)),
        "waiver_reason": application.waiver_reason if inside else signed.get("waiver_reason", ""),
        "papers": with_questions(papers, application),
        "paper_form": _paper_form(application, actor) if may_change else None,
        "shelf": _shelf(application, actor) if may_change else [],
        "receipts": Receipt.objects.of(application),
        "agreement": _agreement(application, actor),
        "actions": lifecycle.actions(application, actor),
        "forms": _forms(application, actor),
        "token": form_tokens.fresh(),
        "steps": _steps(application, history),
        **histories.newest(application, actor),
        "may_change": may_change,
        "missing": missing_parts(application) if may_change else [],
        "entry": proxy_policies.entry_of(application),
        "assessment": _assessment(application, inside=inside),
        "waiver_form": WaiverForm(initial={"reason": application.waiver_reason}) if may_change else None,
        "sees_opinions": sees_opinions,
        **_reviewing(application, actor),
        **_sharing(application, actor),
        **around(application, actor),
    }


def _paper_form(application, actor) -> PaperForm:
    return PaperForm(keeps_shelf=keeps_shelf(actor, application), questions=questions_of(application))


def with_questions(papers, application) -> list[Attachment]:
    """The papers; each that answers a question of the network says which (``asked``)."""
    asked = questions.papers(questions_of(application))
    rows = list(papers)
    for paper in rows:
        question = asked.get(paper.kind)
        paper.asked = questions.in_language(question, "label") if question else ""
    return rows


def keeps_shelf(actor, application) -> bool:
    """Whether the actor keeps the shelf of the application's hospital; a colleague who only helps does not."""
    return door.can(actor, ADD_STANDING, application.hospital)


def _shelf(application, actor) -> list[dict]:
    """The kinds that come from the shelf and are not attached yet: ``{title, documents, url}``."""
    if not keeps_shelf(actor, application):
        return []
    attached = set(Attachment.objects.of(application).current().values_list("kind", flat=True))
    rows = StandingDocument.objects.visible_to(actor).of_hospital(application.hospital).current()
    offered: dict[str, list] = {kind: [] for kind in ON_SHELF if kind not in attached}
    for document in rows.filter(kind__in=offered).order_by("-valid_from"):
        offered[document.kind].append(document)
    return [
        {
            "title": PAPER_TITLES[kind],
            "documents": documents,
            "url": reverse("network:application_to_shelf", args=[application.uid, kind]),
        }
        for kind, documents in offered.items()
    ]


def _forms(application, actor) -> list[dict]:
    """The steps that have a page of their own, with its address; a disabled one says why."""
    offered = lifecycle.actions(application, actor, only=FORM_PAGES)
    return [{"action": a, "url": reverse(FORM_PAGES[a.name], args=[application.uid])} for a in offered]


def _sections(application, answers: dict[str, dict]) -> list[dict]:
    asked = questions_of(application)
    remarks: dict[str, list] = {}
    for remark in application.remarks.filter(answered_at__isnull=True):
        remarks.setdefault(remark.section, []).append(remark.text)
    return [
        {
            "section": section,
            "saved": code in answers,
            "items": shown_answers(code, answers[code], asked) if code in answers else [],
            "remarks": remarks.get(code, []),
        }
        for code, section in sections_of(application).items()
    ]


def _agreement(application, actor):
    """The agreement for those who may open it: a colleague to whom the application is shared may not."""
    agreement = getattr(application, "agreement", None)
    return agreement if agreement and door.can(actor, permissions.VIEW_AGREEMENT, agreement) else None


def _assessment(application, *, inside: bool):
    """How the hospital fits; its profile is not for those who only typed its name."""
    if proxy_policies.is_unconfirmed(application) and not inside:
        return None
    return assess(application.hospital, application.network, application.tier, clock.today())


def _reviewing(application, actor) -> dict:
    opinions = application.opinions.all().visible_to(actor).select_related("author")
    may_review = door.can(actor, permissions.REVIEW_APPLICATION, application)
    may_advise = door.can(actor, permissions.ADVISE_APPLICATION, application)
    under_way = application.state in OPINION_STATES
    return {
        "opinions": [(opinion, ROLES.get(opinion.role)) for opinion in opinions],
        "opinion_form": OpinionForm() if under_way and (may_review or may_advise) else None,
    }


def _sharing(application, actor) -> dict:
    may_share = door.can(actor, permissions.SHARE_APPLICATION, application) and not application.is_ended
    grants = application.grants.select_related("user", "permission").order_by("user__name", "pk") if may_share else []
    shared: dict = {}
    for grant in grants:
        found = shared.setdefault(grant.user_id, {"user": grant.user, "may_edit": False})
        found["may_edit"] |= grant.permission.codename.startswith("change_")
    return {"share_form": ShareForm() if may_share else None, "shared_with": list(shared.values())}


def _steps(application, history) -> list[dict]:
    """The path with dates: from the logbook entries that the reader may see, the newest of each step."""
    from django.utils.translation import gettext as _

    taken = history.filter(verb__in=[verb for _state, verb in STEPS]).order_by().values_list("verb")
    dates = {verb: clock.local(at).strftime("%Y-%m-%d") for verb, at in taken.annotate(Max("at"))}
    order = [state for state, _verb in STEPS]
    now = application.state
    if now == ApplicationState.RETURNED:
        place, mark = order.index(ApplicationState.SUBMITTED), "returned"
    else:
        place, mark = (order.index(now) if now in order else -1), "current"
    items = []
    for index, (state, verb) in enumerate(STEPS):
        done = index < place or now == ApplicationState.COMPLETED
        items.append(
            {
                "title": state.label,
                "state": "done" if done else (mark if index == place else "todo"),
                "date": dates.get(verb, "") if index <= max(place, 0) or done else "",
                "note": _("returned with remarks") if mark == "returned" and index == place else "",
            }
        )
    return items
