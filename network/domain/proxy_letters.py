"""The letter that asks a hospital to confirm: its one-time code, and the sealed copy that comes back."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from access import logbook
from access.actor import Actor
from access.domain import invitations
from access.lifecycle import check_version, move
from access.refusals import Refused, refusal
from access.texts import text
from access.verbs import verb
from network import proxy_news as news
from network import proxy_permissions as permissions
from network import proxy_policies as policies
from network.annual_paper_policies import answerable
from network.domain.proxy_answers import PERIOD_TO_ANSWER, answered, hold, let_count, settle, stamps
from network.models import ProxyEntry
from network.proxy_enums import LetterWay, ProxyState, ShownProxyState
from office.domain import attachments
from office.models import Attachment
from tools import clock

NOT_USABLE = text(
    "network.proxy.not_usable",
    _("This code leads to nothing for you: it is unknown, used, replaced or past its day. Ask the centre anew."),
)
NO_LETTER = text("network.proxy.no_letter", _("Print the letter first: without its code the hospital cannot answer."))
SENT_WHEN = text(
    "network.proxy.sent_when", _("The letter was printed on %(day)s: choose that day or a later one, not after today.")
)
WRONG_CODE = text(
    "network.proxy.wrong_code",
    _(
        "This is not the code of what was entered. Type the code printed on the sealed letter; if it differs, it is "
        "of another version: send it back."
    ),
)


@verb(permissions.ENTER)
def print_letter(entry: ProxyEntry, *, expected: int, by: Actor) -> str:
    """A new one-time code for a letter, shown only now; the former is void, and the hospital has its time anew.

    Raises Refused once the hospital has answered or the application has left the centre, and Stale.
    """
    row = ProxyEntry.objects.select_for_update().get(pk=entry.pk)
    check_version(row, expected, back_to=entry)
    unfit = answered(row) if row.state != ProxyState.ENTERED else answerable(row, by)
    if unfit:
        raise Refused(unfit, entry)
    secret = invitations.new_secret()
    new = {"code_hash": invitations.secret_hash(secret), "expires_on": _last_day()}
    logbook.record(row, by=by, verb="proxy_entry.letter_printed", changes=logbook.changed(row, new))
    for name, value in new.items():
        setattr(row, name, value)
    row.save(update_fields=list(new))
    news.close(row, by, news.TASK_CONFIRM)
    news.ask_hospital(row)
    entry.code_hash, entry.expires_on = row.code_hash, row.expires_on
    return secret


@verb(permissions.ENTER)
def note_sent(
    entry: ProxyEntry, *, sent_on: date, way: str, tracking: str = "", expected: int, by: Actor
) -> ProxyEntry:
    """Note in the logbook that the letter printed last went to the hospital: the day, how (LetterWay), and the number
    of the sending, if it has one.

    Raises Refused without a letter whose code still works, and for a day before it was printed or to come; Stale.
    """
    row = ProxyEntry.objects.select_for_update().get(pk=entry.pk)
    check_version(row, expected, back_to=entry)
    printed = printed_on(row)
    if row.state != ProxyState.ENTERED:
        raise Refused(answered(row), entry)
    if printed is None:
        raise Refused(refusal(NO_LETTER), entry)
    if not printed <= sent_on <= clock.today():
        raise Refused(refusal(SENT_WHEN, day=printed.isoformat()), entry)
    changes = {"sent_on": ("", sent_on), "way": ("", LetterWay(way).value), "tracking": ("", tracking.strip())}
    told = {name: pair for name, pair in changes.items() if pair[1] != ""}
    logbook.record(row, by=by, verb="proxy_entry.letter_sent", changes=told)
    return entry


def printed_on(entry: ProxyEntry) -> date | None:
    """The day on which the letter whose code works was printed, or None."""
    if not entry.code_hash:
        return None
    told = logbook.history(entry).filter(verb="proxy_entry.letter_printed").first()
    return clock.local(told.at).date() if told else None


def _last_day() -> date:
    return clock.today() + PERIOD_TO_ANSWER


def find_by_code(secret: str, actor: Actor) -> ProxyEntry:
    """The entry to which a letter's code leads its hospital's people. Raises Refused, with one sentence whatever is
    wrong: nobody learns by trying whether a code exists."""
    rows = ProxyEntry.objects.visible_to(actor).with_names().exclude(code_hash="")
    found = rows.filter(code_hash=invitations.secret_hash(secret)).first()
    if found is None or found.shown_state != ShownProxyState.ENTERED:
        raise Refused(refusal(NOT_USABLE))
    return found


def add_sealed_copy(entry: ProxyEntry, upload, *, by: Actor) -> Attachment:
    """Keep the letter that came back with the hospital's seal. Raises Forbidden, Refused. Not inside a verb."""
    made = attachments.attach(entry, upload, kind=policies.SEALED_COPY, by=by)
    ask_second_person(entry, by=by)
    return made


@verb(permissions.ENTER)
def ask_second_person(entry: ProxyEntry, *, by: Actor) -> None:
    """Task the centre with comparing the code on the sealed letter."""
    news.ask_second_person(entry)
    logbook.record(entry, by=by, verb="proxy_entry.copy_uploaded")


@verb(permissions.COMPARE)
def compare(entry: ProxyEntry, *, code: str, expected: int, token: str = "", by: Actor) -> ProxyEntry:
    """A second person of the centre read the code off the sealed letter: the entry counts. Raises Refused, Stale."""
    typed = "".join(letter for letter in code.lower() if letter.isalnum())
    if typed != entry.check_code.replace(" ", ""):
        raise Refused(refusal(WRONG_CODE), entry)
    hold(entry)
    if move(entry, ProxyState.SEALED, by=by, expected=expected, token=token, stamps=stamps(by)):
        settle(entry, by)
        let_count(entry, by)
    return entry
