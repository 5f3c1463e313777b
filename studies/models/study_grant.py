"""Single studies opened to single people: the team from other hospitals, and invited reviewers."""

from django.db import models

from access.grants import ObjectGrant
from studies.models.study import Study


class StudyGrant(ObjectGrant):
    """A study opened to one person, who may have no role at its hospital."""

    content_object = models.ForeignKey(Study, models.CASCADE, related_name="grants")

    allowed = frozenset({"studies.view_study", "studies.read_study", "studies.change_study", "studies.review_study"})

    class Meta(ObjectGrant.Meta):
        abstract = False


Study.grant_model = StudyGrant
