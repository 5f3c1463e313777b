"""Where visitors find hospitals and centres: official numbers and short names in addresses, never row numbers."""

from uuid import UUID

from django.urls import reverse
from wagtail.models import Page

from network.models import Centre, Hospital, Region

CENTRES = "centres"
ANNOUNCEMENTS = "announcements"


def page_url(*slugs: str) -> str:
    """The address of a standing page below the home page, in the reader's language; the home page without slugs."""
    return reverse("wagtail_serve", args=["".join(f"{slug}/" for slug in slugs)])


def hospital_url(hospital: Hospital) -> str:
    """The public page of a hospital, by its credit code; an institution without one goes by its uid."""
    return reverse("public_hospital", args=[hospital.credit_code or hospital.uid])


def hospital_by_number(number: str) -> Hospital | None:
    """The hospital behind the number in an address."""
    found = Hospital.objects.public().filter(credit_code=number.upper()).first()
    if found is not None:
        return found
    try:
        return Hospital.objects.public().filter(credit_code="", uid=UUID(number)).first()
    except ValueError:
        return None


def region_url(region: Region) -> str:
    """The public page of a reporting region."""
    return reverse("public_region", args=[region.code])


def centre_url(centre: Centre) -> str:
    """The page of a centre's section; empty before its section is built."""
    try:
        return centre.page.get_url() or ""
    except Page.DoesNotExist:
        return ""
