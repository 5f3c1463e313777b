"""Imports: one table brought in, checked, and taken in as a whole or not at all."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.door import Path
from access.enums import Privacy, ScopeKind
from access.models import Identified, ScopedModel
from network.import_enums import ImportState
from network.models.centre import Centre
from network.models.hospital import Hospital
from network.models.network import Network
from tools import clock


class ImportRun(Identified, ScopedModel):
    """One table of one kind, for one network, hospital or centre, or for the whole province.

    ``report`` is what the last check found (network.imports.report); what is taken in is read from the file again.
    """

    kind = models.CharField(_("kind"), max_length=40)
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, related_name="imports", verbose_name=_("disease network")
    )
    hospital = models.ForeignKey(
        Hospital, models.PROTECT, null=True, related_name="imports", verbose_name=_("hospital")
    )
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, related_name="imports", verbose_name=_("provincial centre")
    )
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=20, choices=ImportState.choices, default=ImportState.UPLOADED)
    version = models.PositiveIntegerField(default=1, editable=False)
    rows = models.PositiveIntegerField(_("rows"), default=0)
    errors = models.PositiveIntegerField(_("mistakes"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    report = models.JSONField(default=dict)
    created_by = models.ForeignKey("access.User", models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    created_at = models.DateTimeField(_("uploaded at"), default=clock.now)
    checked_at = models.DateTimeField(_("checked at"), null=True)
    committed_at = models.DateTimeField(_("taken in at"), null=True)

    view_permission = "network.view_importrun"
    scope_paths = {
        ScopeKind.HOSPITAL: Path("hospital"),
        ScopeKind.CENTRE: (Path("network"), Path("centre")),
        # The security administrator sees the own tables of people, and no other table.
        ScopeKind.SELF: Path("created_by", when=Q(centre__isnull=False)),
        # A hospital's table of its people is the hospital's own.
        ScopeKind.PROVINCE: Path.all(when=Q(hospital__isnull=True)),
    }
    privacy = {
        "uid": Privacy.VALUE,
        "kind": Privacy.VALUE,
        "network": Privacy.VALUE,
        "hospital": Privacy.VALUE,
        "centre": Privacy.VALUE,
        "file_name": Privacy.VALUE,
        "sha256": Privacy.VALUE,
        "state": Privacy.VALUE,
        "version": Privacy.VALUE,
        "rows": Privacy.VALUE,
        "errors": Privacy.VALUE,
        "warnings": Privacy.VALUE,
        "report": Privacy.CHANGED,
        "created_by": Privacy.VALUE,
        "created_at": Privacy.VALUE,
        "checked_at": Privacy.VALUE,
        "committed_at": Privacy.VALUE,
    }

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(network__isnull=True, hospital__isnull=True)
                | Q(network__isnull=True, centre__isnull=True)
                | Q(hospital__isnull=True, centre__isnull=True),
                name="import_belongs_to_one_place",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.COMMITTED) | Q(committed_at__isnull=False, errors=0, rows__gt=0),
                name="committed_import_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(checked_at__isnull=True) | Q(checked_at__gte=F("created_at")),
                name="import_is_checked_after_its_upload",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """The page of the import with its remarks."""
        return reverse("network:import", args=[self.uid])

    @property
    def place(self) -> str:
        """Where the rows belong, in words."""
        return str(self.network or self.hospital or self.centre or gettext("the whole province"))

    @property
    def log_scope(self) -> dict[str, int]:
        """The ids by which the logbook finds it."""
        if self.network_id:
            return {"network_id": self.network_id, "centre_id": self.network.centre_id}
        place = {"hospital_id": self.hospital_id, "centre_id": self.centre_id}
        return {name: pk for name, pk in place.items() if pk}

    @property
    def tone(self) -> str:
        """The colour of its state: a checked table with mistakes is no good news."""
        if self.state == ImportState.CHECKED:
            return "danger" if self.errors else "warn" if self.warnings else "ok"
        tones = {ImportState.UPLOADED: "info", ImportState.COMMITTED: "ok", ImportState.FAILED: "danger"}
        return tones.get(self.state, "neutral")
