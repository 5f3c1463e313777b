"""What a check of the logbook can find, in sentences."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from access import texts
from access.texts import text


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was sealed, as code and parameters; ``str()`` is the sentence."""

    code: str
    params: dict = field(default_factory=dict)

    def __str__(self) -> str:
        return texts.render(self.code, self.params)


ENTRY_ALTERED = text(
    "logbook.entry_altered", _("Entry %(entry)s was altered after seal %(seal)s: it now reads “%(label)s”.")
)
ENTRY_MISSING = text("logbook.entry_missing", _("Entry %(entry)s of seal %(seal)s is gone."))
MEMBERS_ALTERED = text(
    "logbook.members_altered",
    _("The list of entries of seal %(seal)s was altered: it has %(found)s entries, sealed were %(count)s."),
)
MEMBERS_STRAY = text(
    "logbook.members_stray", _("%(found)s entries are listed as sealed by seals that do not hold them.")
)
SEAL_ALTERED = text("logbook.seal_altered", _("Seal %(seal)s was altered: its hash does not fit its content."))
SEAL_UNLINKED = text("logbook.seal_unlinked", _("Seal %(seal)s does not continue the seal before it."))
SEALS_MISSING = text("logbook.seals_missing", _("Seals %(first)s to %(last)s are gone."))
FORM_UNKNOWN = text(
    "logbook.form_unknown", _("Seal %(seal)s has the form %(form)s, which this version of the product does not know.")
)
CHECKPOINT_FORGED = text(
    "logbook.checkpoint_forged",
    _("The checkpoint that lets entries up to seal %(seal)s be removed is not signed with the key of this system."),
)
CHECKPOINT_ELSEWHERE = text(
    "logbook.checkpoint_elsewhere", _("The checkpoint about seal %(seal)s belongs to another chain of seals.")
)
NOT_REMOVED = text(
    "logbook.not_removed",
    _("Seal %(seal)s still has %(found)s entries, although a checkpoint says that they were removed."),
)
HEAD_DIFFERS = text(
    "logbook.head_differs", _("The head %(head)s names another hash for seal %(seal)s: the logbook was rewritten.")
)
HEAD_WITHOUT_SEAL = text(
    "logbook.head_without_seal", _("The head %(head)s names seal %(seal)s, which is gone: the logbook was cut off.")
)
HEAD_COUNTS = text(
    "logbook.head_counts", _("The head %(head)s counts %(count)s entries up to seal %(seal)s, the seals %(found)s.")
)
HEAD_UNREADABLE = text("logbook.head_unreadable", _("The head file %(head)s cannot be read."))
UNPROTECTED = text(
    "logbook.unprotected",
    _("The database lacks its protection “%(name)s”: run `manage.py migrate`, and find out who removed it."),
)
