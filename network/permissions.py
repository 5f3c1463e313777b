"""The house's permissions: what each lets a person do, and which roles hold it."""

from django.utils.translation import gettext_lazy as _

from access.permissions import permission
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    CENTRE_EDITOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    SUPERVISOR,
)

HOSPITAL_PEOPLE = (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN)
CENTRE_OFFICE = (CENTRE_ADMIN, CENTRE_DIRECTOR)
STEERING = (SUPERVISOR, DEPARTMENT_OFFICER)
EVERYBODY = (*HOSPITAL_PEOPLE, *CENTRE_OFFICE, CENTRE_EDITOR, *STEERING)

# The directory is public; the permissions say so in the matrix.
VIEW_REGION = permission("network.view_region", _("See reporting regions"), roles=EVERYBODY)
VIEW_HOSPITAL = permission("network.view_hospital", _("See hospitals"), roles=EVERYBODY)
VIEW_CAMPUS = permission("network.view_campus", _("See campuses"), roles=EVERYBODY)
VIEW_CENTRE = permission("network.view_centre", _("See centres"), roles=EVERYBODY)
VIEW_NETWORK = permission("network.view_network", _("See disease networks"), roles=EVERYBODY)

ADD_HOSPITAL = permission("network.add_hospital", _("Register a hospital"), roles=[DEPARTMENT_OFFICER])
CHANGE_HOSPITAL = permission(
    "network.change_hospital",
    _("Change a hospital's facts, names and campuses, or close it"),
    roles=[DEPARTMENT_OFFICER],
)
ADD_NAME = permission(
    "network.add_othername", _("Add or end a further name of a hospital"), roles=[HOSPITAL_ADMIN, DEPARTMENT_OFFICER]
)
VIEW_PROFILE = permission(
    "network.view_hospitalprofile",
    _("Read a hospital's profile"),
    roles=[*HOSPITAL_PEOPLE, *CENTRE_OFFICE, *STEERING],
)
CHANGE_PROFILE = permission("network.change_hospitalprofile", _("Edit the hospital's profile"), roles=HOSPITAL_PEOPLE)
CONFIRM_PROFILE = permission(
    "network.confirm_hospitalprofile", _("Confirm the hospital's profile"), roles=HOSPITAL_PEOPLE
)
ADD_CENTRE = permission("network.add_centre", _("Establish a centre with its networks"), roles=[DEPARTMENT_OFFICER])
REVISE_CENTRE = permission(
    "network.revise_centre",
    _("Change a centre's name, host, field, level and director, or close it"),
    roles=[DEPARTMENT_OFFICER],
)
ADD_NETWORK = permission("network.add_network", _("Open one more network of a centre"), roles=[DEPARTMENT_OFFICER])
CHANGE_NETWORK = permission(
    "network.change_network", _("Change a network's names and term, or close it"), roles=[DEPARTMENT_OFFICER]
)
CHANGE_CENTRE = permission("network.change_centre", _("Edit the centre's contact and summary"), roles=[CENTRE_ADMIN])
VIEW_HISTORY = permission(
    "network.view_history",
    _("Read who changed a hospital, a centre or a network"),
    roles=[*HOSPITAL_PEOPLE, *CENTRE_OFFICE, *STEERING],
)
VIEW_TIMES = permission(
    "network.view_times",
    _("Read how long applications take"),
    roles=[*CENTRE_OFFICE, *STEERING],
)
