"""How often announcements are read."""

from django.db import models
from wagtail.models import Page


class PageView(models.Model):
    """Visits to one page on one day. A table of its own, so that counting touches neither page nor revision."""

    page = models.ForeignKey(Page, models.CASCADE, related_name="page_views")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="one_view_count_per_page_and_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.count}"
