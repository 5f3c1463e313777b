"""The language of the house's tests."""

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _in_chinese():
    """Every test begins in Chinese, whatever language the last page was read in."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture
def in_english(_in_chinese):
    """For tests that read sentences: the message ids are English."""
    with translation.override("en"):
        yield
