"""What applicants answered to a network's own questions, as a sheet for the centre."""

from django.utils.translation import gettext as _

from access import door
from access.views.lists import sheet_response
from access.views.pages import page
from network import membership_permissions as permissions
from network import questions as rules
from network.models import MembershipApplication, Network
from network.sections import OWN, questions_of
from office.models import Receipt
from tools import sheets


@page(permissions.REVIEW_APPLICATION)
def application_answers(request, uid):
    """The submitted applications of a network with their answers as the hospitals signed them: XLSX, or CSV."""
    network = door.get_visible_or_404(Network.objects.select_related("centre"), request.actor, uid=uid)
    door.require(request.actor, permissions.REVIEW_APPLICATION, network)
    rows = MembershipApplication.objects.visible_to(request.actor).filter(network=network)
    rows = list(rows.filter(submitted_at__isnull=False, question_set__isnull=False).with_names().order_by("number"))
    asked = {row["code"]: row for thing in rows for row in rules.without_papers(questions_of(thing))}
    titles = [
        _("Number"),
        _("Hospital"),
        _("Tier"),
        _("State"),
        *(rules.in_language(q, "label") for q in asked.values()),
    ]
    columns = [sheets.Column(str(place), str(title)) for place, title in enumerate(titles)]
    said = _signed(rows)
    cells = [_cells(thing, said.get(thing.pk, {}), asked) for thing in rows]
    form = "csv" if request.GET.get("export") == "csv" else "xlsx"
    return sheet_response(
        request, _("Answers of applicants, %(network)s") % {"network": network}, columns, cells, form
    )


def _signed(rows: list[MembershipApplication]) -> dict[int, dict]:
    """The answers of each application as its newest receipt keeps them."""
    label = MembershipApplication._meta.label_lower
    receipts = Receipt.objects.filter(owner_type=label, owner_id__in=[row.pk for row in rows])
    return {row.owner_id: row.content.get("sections", {}).get(OWN, {}) for row in receipts.order_by("issued_at", "pk")}


def _cells(thing: MembershipApplication, answers: dict, asked: dict[str, dict]) -> list:
    """One row: a question that the application was not asked stays empty."""
    own = {question["code"]: question for question in questions_of(thing)}
    said = [rules.shown_value(own[code], answers.get(code, "")) if code in own else "" for code in asked]
    return [thing.number, str(thing.hospital), str(thing.tier), str(thing.get_state_display()), *said]
