"""Rows for the lists of studies."""

from access.roles import DEPARTMENT_OFFICER
from studies.models import Filing, Study, StudySite
from tests.factories import network as make
from tests.factories.directory import hospitals
from tests.factories.people import persons
from tools import clock


def some_studies(rows: int) -> None:
    """Submitted studies of as many hospitals and investigators."""
    Study.objects.bulk_create(
        Study(
            kind="iit",
            lead_hospital=hospital,
            principal_investigator=user,
            state="scientific_review",
            public_title_zh="研究",
            submitted_at=clock.now(),
        )
        for hospital, user in zip(hospitals(rows, [make.division()]), persons(rows), strict=True)
    )


def some_sites(rows: int) -> None:
    """Invited hospitals, each in a study of its own."""
    some_studies(rows)
    fresh = Study.objects.filter(sites=None).select_related("lead_hospital")
    StudySite.objects.bulk_create(
        StudySite(
            study=study,
            hospital=study.lead_hospital,
            lead_hospital=study.lead_hospital,
            investigator=study.principal_investigator,
            shown_at=clock.now(),
        )
        for study in fresh
    )


def some_filings(rows: int) -> None:
    """A national filing of as many studies."""
    some_studies(rows)
    Filing.objects.bulk_create(
        Filing(study=study, hospital_id=study.lead_hospital_id, target="national")
        for study in Study.objects.filter(filings=None)
    )


LISTS = {
    "studies:studies": (DEPARTMENT_OFFICER, some_studies),
    "studies:sites": (DEPARTMENT_OFFICER, some_sites),
    "studies:filings": (DEPARTMENT_OFFICER, some_filings),
}
