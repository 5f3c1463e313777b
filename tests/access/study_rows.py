"""Rows for the lists of studies."""

from access.roles import DEPARTMENT_OFFICER
from studies.models import Study
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


LISTS = {"studies:studies": (DEPARTMENT_OFFICER, some_studies)}
