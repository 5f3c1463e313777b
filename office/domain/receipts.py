"""Issuing receipts: called by the verbs that submit something."""

import hashlib
import json

from django.core.serializers.json import DjangoJSONEncoder

from access.actor import Actor
from office.domain.numbers import next_number
from office.models import Receipt
from tools import clock

# Sixteen characters of the hash are printed as the check code.
CODE_LENGTH = 16


def canonical(content: dict) -> str:
    """The one text of a content over which its hash is made: sorted keys, no spaces, characters as they are."""
    return json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_of(content: dict) -> str:
    """The hash of a content: that of the receipt that is issued over it."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def issue(owner, *, content: dict, by: Actor) -> Receipt:
    """Issue the receipt for a submission of ``owner``; its number carries the day and counts within it."""
    return Receipt.objects.create(
        owner_type=owner._meta.label_lower,
        owner_id=owner.pk,
        owner_label=str(owner)[:200],
        number=next_number("receipt", f"{clock.today():%Y%m%d}", width=5),
        content=json.loads(canonical(content)),
        sha256=hash_of(content),
        issued_to=by.user,
    )


def is_intact(receipt: Receipt) -> bool:
    """Whether the hash is still that of the content that is kept."""
    return hash_of(receipt.content) == receipt.sha256


def carries(receipt: Receipt, code: str) -> bool:
    """Whether a typed code is the receipt's: the groups of four, or more of the hash, in any spelling."""
    typed = "".join(letter for letter in code.lower() if letter.isalnum())
    return len(typed) >= CODE_LENGTH and receipt.sha256.startswith(typed)
