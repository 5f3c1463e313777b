"""The nouns of who someone is, what they may do, what was done and what is due."""

from access.models.base import Identified, ScopedModel
from access.models.draft import Draft, FormToken
from access.models.inbox import Notification, Task
from access.models.invitation import Invitation
from access.models.log_entry import LogEntry
from access.models.role_assignment import RoleAssignment
from access.models.user import GroupMembership, RoleGroup, User

__all__ = [
    "Draft",
    "FormToken",
    "GroupMembership",
    "Identified",
    "Invitation",
    "LogEntry",
    "Notification",
    "RoleAssignment",
    "RoleGroup",
    "ScopedModel",
    "Task",
    "User",
]
