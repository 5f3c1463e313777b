"""Kinds of news between which a person chooses; each house registers its own."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from access.enums import Channel


@dataclass(frozen=True)
class Kind:
    """One kind: the beginnings of its news' codes, and the rules that hold until a person chooses otherwise.

    ``pressing`` news also come as a message, for somebody has to act; ``fixed`` news always come by e-mail, for they
    are about the safety of the account.
    """

    code: str
    title: object
    prefixes: tuple[str, ...]
    pressing: bool = False
    fixed: bool = False

    def is_usual(self, channel: str) -> bool:
        """Whether the channel is used for people who have not chosen."""
        return channel == Channel.EMAIL or self.pressing

    def is_fixed(self, channel: str) -> bool:
        """Whether nobody can switch the channel off."""
        return self.fixed and channel == Channel.EMAIL

    @property
    def is_counted(self) -> bool:
        """Whether nobody can keep them out of the number beside the inbox."""
        return self.pressing or self.fixed


OTHER = Kind("other", _("Other news"), ())
KINDS: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known; called from ``apps.ready()``."""
    KINDS.update({kind.code: kind for kind in kinds})


def everyone() -> list[Kind]:
    """All kinds in their order of registration, the rest last."""
    return [*KINDS.values(), OTHER]


def kind_of(code: str) -> Kind:
    """The kind of a piece of news, by the beginning of its code."""
    return next((kind for kind in KINDS.values() if code.startswith(kind.prefixes)), OTHER)


# What tells several news at once: no kind of news, but it stands among them in the delivery log.
DIGEST = Kind("digest", _("Digest"), ())


def by_code(code: str) -> Kind:
    """The kind of this code; the rest when it is no longer registered."""
    return DIGEST if code == DIGEST.code else KINDS.get(code, OTHER)
