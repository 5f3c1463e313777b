"""The small province of tests.factories.world, for hostile requests as for the tables of the access house."""

from tests.access.conftest import world  # noqa: F401 - a fixture
