"""The nouns of who someone is, what they may do, what was done and what is due."""

from access.models.account_review import AccountReview, ReviewItem
from access.models.base import Identified, ScopedModel
from access.models.beat import Beat
from access.models.delegation import Delegation
from access.models.delivery import ChannelChoice, Delivery
from access.models.delivery_hours import DeliveryHours
from access.models.draft import Draft, FormToken
from access.models.generation import PublicGeneration
from access.models.hand_over import HandOver
from access.models.inbox import Notification, Task
from access.models.invitation import Invitation
from access.models.job import Job
from access.models.log_entry import LogEntry
from access.models.log_seal import LogCheckpoint, LogHead, LogSeal, SealedEntry
from access.models.password import FormerPassword, ResetCode
from access.models.personal_data import DeletionRequest, EmailChange
from access.models.privacy_notice import PrivacyAcceptance, PrivacyNotice
from access.models.role_assignment import RoleAssignment
from access.models.task_reminder import TaskReminder
from access.models.user import GroupMembership, RoleGroup, User
from access.models.user_session import UserSession

__all__ = [
    "AccountReview",
    "Beat",
    "ChannelChoice",
    "Delegation",
    "DeletionRequest",
    "Delivery",
    "DeliveryHours",
    "Draft",
    "EmailChange",
    "FormToken",
    "FormerPassword",
    "GroupMembership",
    "HandOver",
    "Identified",
    "Invitation",
    "Job",
    "LogCheckpoint",
    "LogEntry",
    "LogHead",
    "LogSeal",
    "Notification",
    "ResetCode",
    "ReviewItem",
    "PrivacyAcceptance",
    "PrivacyNotice",
    "PublicGeneration",
    "RoleAssignment",
    "RoleGroup",
    "ScopedModel",
    "SealedEntry",
    "Task",
    "TaskReminder",
    "User",
    "UserSession",
]
