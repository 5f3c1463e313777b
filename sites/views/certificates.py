"""Certificates of people: list, page, entering, renewing, withdrawing."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access import door, histories
from access.views.lists import ListPage
from access.views.pages import page
from network.views.changes import Change, carry_out
from office.models import Attachment
from sites.domain import certificates
from sites.forms.certificate import EnterCertificateForm, RenewForm, WithdrawForm
from sites.models import PersonCertificate
from sites.permissions.people import CHANGE_CERTIFICATE, VIEW_CERTIFICATE
from sites.tables.certificates import CertificateFilter, CertificateTable
from sites.views.common import facts, make, steps_of

STEPS = (
    (CHANGE_CERTIFICATE, "renew_certificate", gettext_lazy("Enter the renewal"), certificates.not_live),
    (CHANGE_CERTIFICATE, "withdraw_certificate", gettext_lazy("Withdraw"), certificates.not_live),
)


class Certificates(ListPage):
    """The certificates that the actor may see."""

    model = PersonCertificate
    table_class = CertificateTable
    filterset_class = CertificateFilter
    permission = VIEW_CERTIFICATE
    title = gettext_lazy("Certificates of people")
    lead = gettext_lazy("GCP training and other certificates. Sixty days before the last day there is a task.")
    create_url = "sites:add_certificate"
    create_title = gettext_lazy("Enter a certificate")
    create_permission = CHANGE_CERTIFICATE

    def get_queryset(self):
        """By last day; replaced and withdrawn ones only when asked for."""
        rows = super().get_queryset()
        rows = rows if self.request.GET.get("past") else rows.live()
        return rows.select_related("user", "hospital").order_by("valid_to", "user__name", "pk")


def _found(request, uid) -> PersonCertificate:
    rows = PersonCertificate.objects.select_related("user", "hospital", "replaces__user", "successor__user")
    return door.get_visible_or_404(rows, request.actor, uid=uid)


@page(VIEW_CERTIFICATE)
def certificate(request, uid):
    """One certificate with its copy."""
    thing = _found(request, uid)
    copies = Attachment.objects.visible_to(request.actor).of(thing).current().select_related("uploaded_by")
    context = {
        "thing": thing,
        "facts": _facts(thing),
        "copies": copies,
        "is_live": thing.is_live,
        "offers": steps_of(request.actor, thing, STEPS),
        **histories.newest(thing, request.actor),
    }
    return render(request, "sites/certificate.html", context)


def _facts(thing: PersonCertificate) -> list[dict]:
    newer = getattr(thing, "successor", None)
    return facts(
        (_("Person"), thing.user.name),
        (_("Hospital"), str(thing.hospital), thing.hospital.get_absolute_url()),
        (_("Kind"), thing.get_kind_display()),
        (_("Number"), thing.number),
        (_("Issuing body"), thing.issuer),
        (_("Date of issue"), thing.valid_from.isoformat()),
        (_("Last valid day"), thing.valid_to.isoformat() if thing.valid_to else _("none")),
        *([(_("Withdrawn on"), thing.withdrawn_on.isoformat())] if thing.withdrawn_on else []),
        *(
            [(_("Replaces"), str(thing.replaces.valid_from), thing.replaces.get_absolute_url())]
            if thing.replaces
            else []
        ),
        *([(_("Replaced by"), str(newer.valid_from), newer.get_absolute_url())] if newer else []),
    )


def _files(request):
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


@page(CHANGE_CERTIFICATE)
def enter(request):
    """Enter a certificate."""

    def put(form):
        data = form.cleaned_data
        given = {"user": data["user"], "facts": form.facts_of(data["kind"]), "uploads": data["file"]}
        return certificates.enter(data["hospital"], **given, by=request.actor)

    return make(
        request,
        EnterCertificateForm(*_files(request), actor=request.actor),
        put,
        title=_("Enter a certificate"),
        done=_("The certificate is entered."),
        back=("sites:certificates", Certificates.title),
    )


@page(CHANGE_CERTIFICATE)
def renew(request, uid):
    """The newer certificate."""
    thing = _found(request, uid)

    def put(form):
        data = form.cleaned_data
        given = {"facts": form.facts_of(thing.kind), "uploads": data["file"], "expected": data["version"]}
        return certificates.renew(thing, **given, by=request.actor)

    change = Change(
        CHANGE_CERTIFICATE,
        title=_("Enter the renewal"),
        done=_("The renewal is entered."),
        form_of=lambda data: RenewForm(data, request.FILES or None, certificate=thing),
        verb=put,
    )
    return carry_out(request, thing, change, to_made=True)


@page(CHANGE_CERTIFICATE)
def withdraw(request, uid):
    """Take a certificate out of use."""
    thing = _found(request, uid)
    change = Change(
        CHANGE_CERTIFICATE,
        title=_("Withdraw"),
        done=_("The certificate is withdrawn."),
        lead=_("For somebody who has left, or a certificate that was entered by mistake."),
        submit=_("Withdraw"),
        tone="danger",
        form_of=lambda data: WithdrawForm(data, certificate=thing),
        verb=lambda form: certificates.withdraw(
            thing, reason=form.cleaned_data["reason"], expected=form.cleaned_data["version"], by=request.actor
        ),
    )
    return carry_out(request, thing, change)
