"""Building once more, and refusing to."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import call_command

from demo.building.build import NotForDemo, build, check
from demo.files import SMALL, script
from demo.models import DemoProvince
from tests.factories import network as make
from tests.province import AS_OF, manage
from tools import clock


@pytest.mark.faults
@pytest.mark.django_db(transaction=True)
def test_the_same_seed_makes_the_same_province_in_another_process(built_province):
    call_command("sync_reference", verbosity=0)
    again = build(AS_OF, scale=SMALL)
    assert (again.seed, again.digest) == _mark(built_province.database)


def _mark(path: Path) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT seed, digest FROM demo_demoprovince").fetchone()


@pytest.mark.django_db
class TestRefused:
    def test_a_database_with_hospitals_of_its_own(self):
        make.hospital()
        with pytest.raises(NotForDemo, match="no demonstration's"):
            check(AS_OF, script(SMALL))

    def test_settings_of_a_deployment(self, settings):
        settings.DEMO = False
        with pytest.raises(NotForDemo, match="no demonstration|not a demonstration"):
            build(AS_OF, scale=SMALL)
        assert not DemoProvince.objects.exists()

    def test_a_day_before_the_networks_had_members_and_a_day_to_come(self):
        with pytest.raises(NotForDemo, match="well after"):
            check(script(SMALL).centres["occupational"].network["opened_on"], script(SMALL))
        with clock.at("2026-03-05"), pytest.raises(NotForDemo, match="future"):
            check(AS_OF.replace(year=2027), script(SMALL))


def test_the_command_says_why_it_refuses_and_is_content_with_what_is_there(built_province):
    again = manage(built_province.folder, "build_demo", "--if-empty")
    assert (again.returncode, again.stdout) == (0, "")
    refused = manage(built_province.folder, "build_demo")
    assert refused.returncode == 1
    assert "holds a demonstration already" in refused.stderr
