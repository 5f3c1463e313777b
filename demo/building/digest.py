"""One number for a whole demonstration: two builds with the same seed and day have the same."""

import hashlib
import json
from collections.abc import Iterator

from access.models import LogEntry, RoleAssignment, Task, User
from cms.models import AnnouncementPage
from network.models import Agreement, Campus, Hospital, Membership, MembershipApplication, OtherName, SignOff


def _rows() -> Iterator:
    yield from Hospital.objects.order_by("pk").values_list("name_zh", "credit_code", "level", "closed_on")
    yield from Campus.objects.order_by("pk").values_list("name_zh", "division__code", "closed_on")
    yield from OtherName.objects.order_by("pk").values_list("name", "kind", "valid_from", "valid_to")
    yield from User.objects.order_by("pk").values_list("username", "name", "title")
    yield from RoleAssignment.objects.order_by("pk").values_list("role", "scope_id", "valid_from", "valid_to")
    yield from MembershipApplication.objects.order_by("pk").values_list(
        "number", "state", "submitted_at", "decided_at"
    )
    yield from SignOff.objects.order_by("pk").values_list("object_label", "state", "decided_at")
    yield from Agreement.objects.order_by("pk").values_list("number", "state", "sha256", "completed_at")
    yield from Membership.objects.order_by("pk").values_list("number", "state", "valid_from", "valid_to", "exit_kind")
    yield from Task.objects.order_by("pk").values_list("kind", "role", "opened_at", "closed_at", "due_on")
    yield from (
        LogEntry.objects.filter(actor_id__isnull=False)
        .order_by("pk")
        .values_list("at", "actor_label", "verb", "object_label", "reason")
    )
    yield from AnnouncementPage.objects.order_by("pk").values_list("title", "published_on")


def digest() -> str:
    """The SHA-256 of names, states, days and acts; what differs from build to build (keys, secrets, the
    commands' own entries) is left out."""
    total = hashlib.sha256()
    for row in _rows():
        total.update(json.dumps(row, default=str, ensure_ascii=False).encode() + b"\n")
    return total.hexdigest()
