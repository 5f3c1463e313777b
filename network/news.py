"""Who is told what when an application, an agreement or a membership moves on."""

from django.utils.translation import gettext_lazy as _

from access import inbox
from access.enums import ScopeKind
from access.models import RoleAssignment
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SECURITY_ADMIN
from access.texts import in_first_language, text

SUBMITTED = text("news.application.submitted", _("%(hospital)s applies to join %(network)s (%(number)s)."))
REVIEW = text("news.application.review", _("The application %(number)s passed the formal check and is reviewed now."))
RETURNED = text(
    "news.application.returned", _("The application %(number)s came back with %(count)s remarks: complete it.")
)
ADMITTED = text(
    "news.application.admitted", _("%(network)s admits the hospital: print, seal and upload the agreement.")
)
DECLINED = text("news.application.declined", _("%(network)s declined the application %(number)s: %(reason)s"))
JOINED = text("news.membership.joined", _("%(hospital)s is a member of %(network)s now."))
HOSPITAL_SEALED = text(
    "news.agreement.hospital_sealed", _("%(hospital)s uploaded the sealed agreement: compare the code and confirm.")
)
WITHDRAWN = text(
    "news.application.withdrawn", _("%(hospital)s withdrew its application %(number)s to %(network)s: %(reason)s")
)
ENDED_BY_CLOSING = text(
    "news.application.ended_by_closing",
    _("%(place)s is closed: its application %(number)s to %(network)s ends with it. %(reason)s"),
)
COPY_REFUSED = text("news.agreement.copy_refused", _("The centre sent the sealed copy of %(number)s back: %(reason)s"))
CENTRE_COPY_REFUSED = text(
    "news.agreement.centre_copy_refused",
    _("%(hospital)s sent the centre's sealed copy of %(number)s back: %(reason)s"),
)
CENTRE_SEALED = text(
    "news.agreement.centre_sealed",
    _("The centre uploaded its sealed copy of %(number)s: compare the code and confirm."),
)
MEMBERSHIP_CHANGED = text(
    "news.membership.changed", _("The membership %(number)s of %(hospital)s is now: %(state)s. %(reason)s")
)

BROUGHT_IN = text(
    "news.membership.brought_in", _("%(network)s has entered %(hospital)s as an existing member (%(number)s).")
)
NEW_FACTS = text("news.hospital.new_facts", _("The department changed the facts of %(hospital)s: %(reason)s"))
ESTABLISHED = text(
    "news.centre.established", _("%(centre)s is established: appoint its first secretary and director.")
)
CENTRE_REVISED = text("news.centre.revised", _("The department changed the facts of %(centre)s: %(reason)s"))
CENTRE_CLOSED = text("news.centre.closed", _("%(centre)s closes on %(day)s: %(reason)s"))
NETWORK_OPENED = text("news.network.opened", _("%(network)s is opened: hospitals can apply from %(day)s on."))
NETWORK_REVISED = text("news.network.revised", _("The department changed the facts of %(network)s: %(reason)s"))
NETWORK_CLOSED = text("news.network.closed", _("%(network)s closes on %(day)s: %(reason)s"))


def hospital_people(hospital_id: int) -> list:
    """The coordinators and administrators of a hospital today."""
    return inbox.holders((HOSPITAL_COORDINATOR, HOSPITAL_ADMIN), "hospital", hospital_id)


def centre_people(centre_id: int) -> list:
    """The secretaries and directors of a centre today."""
    return inbox.holders((CENTRE_ADMIN, CENTRE_DIRECTOR), "centre", centre_id)


def _names(thing) -> dict:
    names = {"hospital": in_first_language(thing.hospital), "network": in_first_language(thing.network)}
    return names | {"number": thing.number}


def tell_centre_of_submission(application, by, reason) -> None:
    """The centre learns of a new or completed application."""
    inbox.notify(centre_people(application.network.centre_id), SUBMITTED, application, **_names(application))


def tell_hospital_of_review(application, by, reason) -> None:
    """The hospital learns that the formal check is passed."""
    inbox.notify(hospital_people(application.hospital_id), REVIEW, application, **_names(application))


def tell_hospital_of_return(application, by, reason) -> None:
    """The hospital learns how many remarks wait for it."""
    count = application.remarks.filter(answered_at__isnull=True).count()
    if not count:  # the hospital contested what a centre had entered for it: that has news of its own
        return
    people = hospital_people(application.hospital_id)
    inbox.notify(people, RETURNED, application, count=count, **_names(application))


def tell_hospital_of_admission(application, by, reason) -> None:
    """The hospital learns that it is admitted."""
    inbox.notify(hospital_people(application.hospital_id), ADMITTED, application, **_names(application))


def tell_hospital_of_decline(application, by, reason) -> None:
    """The hospital learns the reason of a decline."""
    people = hospital_people(application.hospital_id)
    inbox.notify(people, DECLINED, application, reason=reason, **_names(application))


def tell_centre_of_withdrawal(application, by, reason) -> None:
    """The centre learns why an application that it has is withdrawn; of others it never knew."""
    if application.submitted_at is None:
        return
    people = centre_people(application.network.centre_id)
    closed = [place for place in (application.hospital, application.campus) if place.closed_on is not None]
    code = ENDED_BY_CLOSING if closed else WITHDRAWN
    facts = {"place": in_first_language(closed[0])} if closed else {}
    inbox.notify(people, code, application, reason=reason, **facts, **_names(application))


def tell_both_of_membership(application, by, reason) -> None:
    """Both sides learn that the membership has begun."""
    people = hospital_people(application.hospital_id) + centre_people(application.network.centre_id)
    inbox.notify(people, JOINED, application, **_names(application))


def tell_centre_of_hospital_seal(agreement, by, reason) -> None:
    """The centre learns that the sealed copy is there."""
    inbox.notify(centre_people(agreement.network.centre_id), HOSPITAL_SEALED, agreement, **_names(agreement))


def tell_hospital_of_refused_copy(agreement, by, reason) -> None:
    """The hospital learns why its copy came back."""
    people = hospital_people(agreement.hospital_id)
    inbox.notify(people, COPY_REFUSED, agreement, reason=reason, **_names(agreement))


def tell_centre_of_refused_copy(agreement, by, reason) -> None:
    """The centre learns why its copy came back."""
    people = centre_people(agreement.network.centre_id)
    inbox.notify(people, CENTRE_COPY_REFUSED, agreement, reason=reason, **_names(agreement))


def tell_hospital_of_centre_seal(agreement, by, reason) -> None:
    """The hospital learns that the centre's copy is there."""
    inbox.notify(hospital_people(agreement.hospital_id), CENTRE_SEALED, agreement, **_names(agreement))


def tell_hospital_of_membership_change(membership, by, reason) -> None:
    """The hospital learns of a warning, suspension, reinstatement or end."""
    people = hospital_people(membership.hospital_id)
    state = str(membership.get_state_display())
    inbox.notify(people, MEMBERSHIP_CHANGED, membership, state=state, reason=reason, **_names(membership))


def people_of_hospitals(hospital_ids) -> dict[int, list]:
    """The coordinators and administrators of many hospitals today, by hospital: one query."""
    rows = RoleAssignment.objects.valid().filter(
        role__in=(HOSPITAL_COORDINATOR, HOSPITAL_ADMIN), scope_kind="hospital", scope_id__in=hospital_ids
    )
    found: dict[int, list] = {}
    for row in rows.filter(user__is_active=True).select_related("user"):
        found.setdefault(row.scope_id, []).append(row.user)
    return found


def tell_of_import(people, membership) -> None:
    """The hospital learns that the network has entered it as an existing member."""
    inbox.notify(people, BROUGHT_IN, membership, **_names(membership))


def tell_hospital_of_new_facts(hospital, reason) -> None:
    """The hospital learns that the department changed what the directory says about it."""
    inbox.notify(
        hospital_people(hospital.pk), NEW_FACTS, hospital, hospital=in_first_language(hospital), reason=reason
    )


def tell_security_of_centre(centre) -> None:
    """The security administrators learn of a centre that has nobody yet."""
    people = inbox.holders(SECURITY_ADMIN, ScopeKind.PROVINCE)
    inbox.notify(people, ESTABLISHED, centre, centre=in_first_language(centre))


def tell_centre(centre, code, **facts) -> None:
    """The centre's people learn what the department did."""
    inbox.notify(centre_people(centre.pk), code, centre, centre=in_first_language(centre), **facts)


def tell_centre_of_network(network, code, **facts) -> None:
    """The centre's people learn that a network of theirs opened or closed."""
    inbox.notify(centre_people(network.centre_id), code, network, network=in_first_language(network), **facts)
