"""The chapters of this house: memberships, applications, the shelf, the profile, and who works for the hospital."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.models import RoleAssignment
from access.roles import ROLES
from network.agreement_text import document as agreement_document
from network.certificate_enums import standing_of
from network.certificate_text import sheet
from network.models import (
    Agreement,
    AnnualConfirmation,
    Certificate,
    HospitalProfile,
    Membership,
    MembershipApplication,
)
from network.packets import Asked, Item, Part, Source, Table, made, papers_of, register
from network.profile_sections import SECTIONS
from network.shown_states import shown_state
from office.models import Receipt, StandingDocument
from office.receipt_text import document as receipt_document
from tools.documents.certificate import render_certificates
from tools.documents.pdf import render_pdf


def memberships(asked: Asked) -> Part:
    """Memberships that ran in the period, agreements with their sealed copies, certificates."""
    rows = Membership.objects.filter(hospital=asked.hospital).visible_to(asked.actor)
    rows = rows.filter(valid_from__lte=asked.last_day, valid_to__gte=asked.first_day).with_names()
    found = list(rows.with_effective_state(asked.last_day).order_by("valid_from", "pk"))
    columns = (_("Number"), _("Disease network"), _("Tier"), _("Campus"), _("From"), _("Until"), _("State"))
    cells = tuple(_membership_cells(row, asked) for row in found)
    items = [*_agreements(asked, found), *_certificates(asked)]
    return Part(tuple(items), (Table(_("Memberships"), columns, cells),))


def _membership_cells(row: Membership, asked: Asked) -> tuple:
    state = shown_state(row.state_on, asked.actor, row).label
    return (row.number, row.network, row.tier, row.campus, row.valid_from, row.valid_to, state)


def _agreements(asked: Asked, found: list[Membership]):
    rows = Agreement.objects.filter(membership__in=found, hospital=asked.hospital).visible_to(asked.actor)
    for row in rows.order_by("number"):
        paper = made(lambda row=row: render_pdf(agreement_document(row.content)))
        name = f"{row.number} {_('Agreement')}.pdf"
        yield Item(str(_("Agreement")), row.number, row.issued_at.date(), name, paper)
        yield from papers_of(asked, row)


def _certificates(asked: Asked):
    rows = Certificate.objects.filter(hospital=asked.hospital).visible_to(asked.actor).with_names()
    rows = rows.filter(issued_on__range=(asked.first_day, asked.last_day)).with_held(asked.last_day)
    for row in rows.order_by("number"):
        title = f"{row.get_kind_display()} ({standing_of(row.state, row.held_on).label})"
        paper = made(lambda row=row: render_certificates([sheet(row)]))
        yield Item(title, row.number, row.issued_on, f"{row.number} {row.get_kind_display()}.pdf", paper)


def _receipts(asked: Asked, owner):
    for row in Receipt.objects.of(owner).visible_to(asked.actor).select_related("issued_to").order_by("number"):
        paper = made(lambda row=row: render_pdf(receipt_document(row)))
        yield Item(str(_("Receipt")), row.number, row.issued_at.date(), f"{row.number} {_('Receipt')}.pdf", paper)


def applications(asked: Asked) -> Part:
    """Applications submitted in the period with papers and receipts, and confirmations of these years."""
    rows = MembershipApplication.objects.filter(hospital=asked.hospital).visible_to(asked.actor)
    rows = rows.filter(submitted_at__date__range=(asked.first_day, asked.last_day))
    found = list(rows.select_related("network", "tier", "campus").order_by("number"))
    columns = (_("Number"), _("Disease network"), _("Tier"), _("Submitted"), _("State"))
    cells = tuple(
        (row.number, row.network, row.tier, row.submitted_at.date(), row.get_state_display()) for row in found
    )
    items = [item for row in found for item in (*_receipts(asked, row), *papers_of(asked, row))]
    years = AnnualConfirmation.objects.filter(hospital=asked.hospital).visible_to(asked.actor)
    for row in years.filter(confirmed_on__range=(asked.first_day, asked.last_day)).order_by("year"):
        items += _receipts(asked, row)
    return Part(tuple(items), (Table(_("Applications"), columns, cells),))


def shelf(asked: Asked) -> Part:
    """Standing documents that held on a day of the period, with their copies."""
    rows = StandingDocument.objects.of_hospital(asked.hospital).visible_to(asked.actor)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=asked.first_day), valid_from__lte=asked.last_day)
    found = list(rows.order_by("kind", "valid_from", "pk"))
    columns = (_("Kind"), _("Number"), _("Issuing authority"), _("Valid from"), _("Last valid day"))
    cells = tuple((row.get_kind_display(), row.number, row.issuer, row.valid_from, row.valid_to) for row in found)
    items = tuple(item for row in found for item in papers_of(asked, row))
    return Part(items, (Table(_("Standing documents"), columns, cells),))


def profile(asked: Asked) -> Part:
    """The profile as it stands, with the day on which it was confirmed."""
    found = HospitalProfile.objects.filter(hospital=asked.hospital).visible_to(asked.actor).first()
    if found is None:
        return Part()
    fields = [(str(section.title), name) for section in SECTIONS for name in section.fields]
    cells = [(title, found._meta.get_field(name).verbose_name, _said(getattr(found, name))) for title, name in fields]
    cells.append(("", _("Profile confirmed on"), found.confirmed_on))
    return Part(tables=(Table(_("Profile"), (_("Part of the profile"), _("What"), _("Stated")), tuple(cells)),))


def _said(value):
    return (_("yes") if value else _("no")) if isinstance(value, bool) else value


def people(asked: Asked) -> Part:
    """Who held which role at the hospital in the period: names at work, nothing else of a person."""
    rows = RoleAssignment.objects.filter(scope_kind="hospital", scope_id=asked.hospital.pk).visible_to(asked.actor)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=asked.first_day), valid_from__lte=asked.last_day)
    found = rows.filter(stopped_at__isnull=True).select_related("user").order_by("role", "valid_from", "pk")
    cells = tuple((row.user.name, row.user.title, str(ROLES[row.role]), row.valid_from, row.valid_to) for row in found)
    columns = (_("Name of the person"), _("Professional title"), _("Role"), _("From"), _("Until"))
    return Part(tables=(Table(_("People and their roles"), columns, cells),))


SOURCES = (
    Source("memberships", gettext_lazy("Memberships, agreements and certificates"), memberships, 10),
    Source("applications", gettext_lazy("Applications and confirmations"), applications, 20),
    Source("shelf", gettext_lazy("Standing documents"), shelf, 30),
    Source("profile", gettext_lazy("Profile"), profile, 40),
    Source("people", gettext_lazy("People and their roles"), people, 50),
)


def register_sources() -> None:
    """Add the chapters of this house."""
    for source in SOURCES:
        register(source)
