"""The house's permissions, one file a noun; importing registers them."""

from studies.permissions.enrolment import *  # noqa: F403
from studies.permissions.filing import *  # noqa: F403
from studies.permissions.review import *  # noqa: F403
from studies.permissions.startup import *  # noqa: F403
from studies.permissions.study import *  # noqa: F403
