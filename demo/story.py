"""The story of the sign-in page: cards, one person each, and the page on which each person's turn is."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from access import scopes
from access.actor import Actor
from access.models import RoleAssignment, Task, User
from demo.files import script
from demo.models import DemoProvince
from network.models import Agreement, Campus, Centre, MembershipApplication, SignOff
from network.province.records import Text
from office.indicators import Scope

PERSON, RESET = "person", "reset"
WORDS = ("title", "text", "button")


@dataclass(frozen=True)
class Card:
    """One step as the component shows it: a person to enter as, a link, or a button that posts to ``action``."""

    step: int
    icon: str
    title: str
    text: str
    button: str = ""
    person: str = ""
    role: str = ""
    username: str = ""
    url: str = ""
    action: str = ""


def rows() -> list[dict]:
    """The cards as the file has them."""
    return script().story["cards"]


def row_of(username: str) -> dict | None:
    """The card that lets somebody in as the person with a user name, or None: nobody else is let in."""
    return next((row for row in rows() if row["kind"] == PERSON and row["person"] == username), None)


def application() -> MembershipApplication | None:
    """The application that the story follows."""
    told = script()
    named = told.story["application"]
    division = told.hospitals[named["hospital"]].division
    found = MembershipApplication.objects.filter(
        hospital__name_zh=told.hospitals[named["hospital"]].name_zh,
        campus__division__code=division,
        network__centre__slug=named["centre"],
    )
    return found.select_related("hospital", "campus__region").order_by("-created_at").first()


def cards() -> list[Card]:
    """All cards in the reader's language; none before the demonstration is built."""
    marked = DemoProvince.objects.first()
    if marked is None or not marked.is_complete:
        return []
    about = application()
    people = {user.username: user for user in User.objects.filter(username__in=_usernames())}
    held = _roles(people.values())
    labels = scopes.scope_labels((role.scope_kind, role.scope_id) for roles in held.values() for role in roles)
    waiting = {(task.role, task.scope_kind, task.scope_id) for task in _tasks_about(about)}
    found = []
    for step, row in enumerate(rows(), start=1):
        user = people.get(row.get("person"))
        if user is None:
            found.append(_impersonal(step, row, about))
        else:
            found.append(_person(step, row, user, held.get(user.pk, []), labels, waiting))
    return found


def _usernames() -> list[str]:
    return [row["person"] for row in rows() if row["kind"] == PERSON]


def _roles(people) -> dict[int, list[RoleAssignment]]:
    found: dict[int, list[RoleAssignment]] = {}
    for assignment in RoleAssignment.objects.valid().filter(user__in=list(people)).order_by("pk"):
        found.setdefault(assignment.user_id, []).append(assignment)
    return found


def _words(row: dict) -> dict[str, str]:
    """Title, text and maybe the words of the button, in the reader's language."""
    return {name: str(Text(row[f"{name}_zh"], row[f"{name}_en"])) for name in WORDS if f"{name}_zh" in row}


def _impersonal(step: int, row: dict, about) -> Card:
    """A link, or the button that puts the data back."""
    if row["kind"] == RESET:
        return Card(step, row["icon"], action=reverse("demo:reset"), **_words(row))
    return Card(step, row["icon"], url=PLACES[row["place"]](None, about), **_words(row))


def _person(step: int, row: dict, user: User, held: list[RoleAssignment], labels: dict, waiting: set) -> Card:
    """A person to enter as; the button says so when it is the person's turn."""
    words = _words(row)
    if any((role.role, role.scope_kind, role.scope_id) in waiting for role in held):
        words["button"] = _("It is %(person)s's turn: enter") % {"person": user.name}
    role = " · ".join([held[0].role_title, labels.get((held[0].scope_kind, held[0].scope_id), "")]) if held else ""
    return Card(step, row["icon"], person=user.name, role=role, username=user.username, **words)


def _tasks_about(about: MembershipApplication | None) -> QuerySet[Task]:
    """What is open about the application, its sign-offs and its agreement."""
    if about is None:
        return Task.objects.none()
    label = about._meta.label_lower
    waiting = SignOff.objects.filter(object_type=label, object_id=about.pk).values("pk")
    agreements = Agreement.objects.filter(application=about).values("pk")
    return Task.objects.open().filter(
        Q(object_type=label, object_id=about.pk)
        | Q(object_type=SignOff._meta.label_lower, object_id__in=waiting)
        | Q(object_type=Agreement._meta.label_lower, object_id__in=agreements)
    )


def page_for(user: User) -> str:
    """Where the story goes on for a person who has just entered."""
    return PLACES[row_of(user.username)["place"]](user, application())


def _turn(user: User, about) -> str:
    """The task that waits for the person; else the application as far as it has come; else the inbox."""
    actor = Actor.of(user)
    task = _tasks_about(about).owned_by(actor).order_by("due_on", "pk").first()
    if task is not None:
        return task.url
    seen = about is not None and MembershipApplication.objects.visible_to(actor).filter(pk=about.pk).exists()
    return about.get_absolute_url() if seen else reverse("workspace:inbox")


def _white_county(user, about) -> str:
    return reverse("public_network")


def _coloured_county(user, about) -> str:
    return reverse("public_region", args=[_campus().region.code])


def _campus() -> Campus:
    told = script()
    row = told.hospitals[told.story["application"]["hospital"]]
    rows = Campus.objects.filter(hospital__name_zh=row.name_zh, division__code=row.division)
    return rows.select_related("region").get(is_main=True)


def _red_figure(user, about) -> str:
    """The figures of the director's own centre."""
    centre = Centre.objects.get(slug=script().story["application"]["centre"])
    return f"{reverse('office:figures')}?{urlencode({'scope': Scope.of('centre', centre).key})}"


def _logbook(user, about) -> str:
    """The entries about the application."""
    address = reverse("access:logbook")
    return f"{address}?{urlencode({'q': about.number})}" if about else address


PLACES = {
    "white_county": _white_county,
    "coloured_county": _coloured_county,
    "turn": _turn,
    "red_figure": _red_figure,
    "logbook": _logbook,
}
