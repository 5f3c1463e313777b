"""Finding what has a number, a hospital and a network by words."""

from django.db.models import Q


class NamedQuerySetMixin:
    """For applications and memberships: their lists' filter and the workspace's search ask the same."""

    def named(self, words: str):
        """Rows of which every word stands in the number, a name of the hospital, its initials, or the network's."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                Q(number__icontains=word)
                | Q(hospital__name_zh__icontains=word)
                | Q(hospital__name_en__icontains=word)
                | Q(hospital__initials__icontains=word)
                | Q(network__name_zh__icontains=word)
                | Q(network__name_en__icontains=word)
            )
        return rows
