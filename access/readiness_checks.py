"""What the ground floor asks of a new deployment: its people, its letters, its regular works, its logbook."""

from datetime import timedelta

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.enums import DeliveryState
from access.models import Beat, Delivery, LogHead, PrivacyNotice, RoleAssignment
from access.readiness import Answer, Check
from access.roles import DEPARTMENT_OFFICER, ROLES, SEPARATED
from tools import clock

# A regular work of each minute that did not run for so long says that no worker runs.
LATE = timedelta(minutes=5)
HEAD_DAYS = 2


def _holders(roles) -> dict[str, set[int]]:
    rows = RoleAssignment.objects.valid().filter(role__in=roles, user__is_active=True)
    found: dict[str, set[int]] = {role: set() for role in roles}
    for role, user in rows.values_list("role", "user"):
        found[role].add(user)
    return found


def separated_administrators() -> Answer:
    """Each of the three offices is held, and nobody holds two of them (MLPS level 3: separation of the three)."""
    held = _holders(sorted(SEPARATED))
    vacant = [str(ROLES[role]) for role, people in held.items() if not people]
    if vacant:
        return Answer(False, _("Nobody holds office yet as: %(roles)s.") % {"roles": _(", ").join(vacant)})
    people = [user for users in held.values() for user in users]
    if len(people) != len(set(people)):
        return Answer(False, _("One person holds two of the three offices: end one of them."))
    return Answer(True, _("Three offices, each held by another person."))


def first_officer() -> Answer:
    """Somebody steers the province."""
    return Answer(bool(_holders([DEPARTMENT_OFFICER])[DEPARTMENT_OFFICER]))


def second_factors() -> Answer:
    """Whoever decides for others proves it twice; asked at their next sign-in when the settings demand it."""
    return Answer(settings.SECOND_FACTOR_REQUIRED)


def privacy_notice() -> Answer:
    """People read what is kept about them before they sign in for the first time (PIPL art. 17)."""
    return Answer(PrivacyNotice.objects.in_force().exists())


def letters_leave() -> Answer:
    """The mail server took a letter and none was given up since."""
    last = Delivery.objects.filter(state=DeliveryState.SENT).order_by("-pk").first()
    if last is None:
        return Answer(False, _("No letter has left yet."))
    lost = Delivery.objects.filter(state=DeliveryState.GIVEN_UP, pk__gt=last.pk).exists()
    return Answer(not lost)


def worker_runs() -> Answer:
    """Some regular work ended well within the last minutes."""
    last = Beat.objects.filter(last_success__isnull=False).order_by("-last_success").first()
    if last is None:
        return Answer(False, _("No regular work has run yet."))
    shown = date_format(clock.local(last.last_success), "DATETIME_FORMAT")
    fact = _("A regular work last ended well on %(moment)s.") % {"moment": shown}
    return Answer(clock.now() - last.last_success <= LATE, fact)


def logbook_head_leaves() -> Answer:
    """The daily head went to somebody's mail: a folder of the same machine does not protect from its administrator."""
    head = LogHead.objects.order_by("-day").first()
    if head is None:
        return Answer(False, _("No daily head was written yet."))
    fresh = (clock.today() - head.day).days < HEAD_DAYS
    return Answer(fresh and bool(head.mailed_to), _("The last one is of %(day)s.") % {"day": head.day.isoformat()})


CHECKS = (
    Check(
        "offices",
        gettext_lazy("The three separated administrators hold office"),
        separated_administrators,
        gettext_lazy("Hand each of them the code that start_province printed; --renew prints new ones."),
        order=10,
    ),
    Check(
        "officer",
        gettext_lazy("A provincial department officer holds office"),
        first_officer,
        gettext_lazy("Hand over the code that start_province printed."),
        order=11,
    ),
    Check(
        "second_factor",
        gettext_lazy("Marked roles need a second factor"),
        second_factors,
        gettext_lazy("Set SECOND_FACTOR_REQUIRED in the environment of all processes."),
        order=12,
    ),
    Check(
        "privacy",
        gettext_lazy("A privacy notice is in force"),
        privacy_notice,
        gettext_lazy("Write it into the province's files and run prepare."),
        order=20,
    ),
    Check(
        "worker",
        gettext_lazy("A worker runs"),
        worker_runs,
        gettext_lazy("Start lianyan-worker."),
        "access:operations",
        order=30,
    ),
    Check(
        "letters",
        gettext_lazy("Letters reach the mail server"),
        letters_leave,
        gettext_lazy("Change your e-mail address on your account's page: the notice of it is a letter."),
        "access:deliveries",
        order=31,
    ),
    Check(
        "head",
        gettext_lazy("The logbook's daily head leaves the machine"),
        logbook_head_leaves,
        gettext_lazy("Name somebody outside in LOGBOOK_HEAD_MAIL."),
        order=40,
    ),
)
