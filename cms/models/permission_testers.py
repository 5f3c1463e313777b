"""What nobody does to a page, whatever rights they hold: all exceptions to Wagtail's rules in one place."""

from wagtail.models import PagePermissionTester


class StandingPageTester(PagePermissionTester):
    """For pages that belong to the site's structure: their words are edited, they themselves stay where they are."""

    def can_delete(self, ignore_bulk=False) -> bool:
        """Never: links lead here, and a centre's page goes with the centre."""
        return False

    def can_unpublish(self) -> bool:
        """Never, as for deleting."""
        return False

    def can_move(self) -> bool:
        """Never: the address is part of the structure."""
        return False

    def can_copy(self) -> bool:
        """Never: there is one of each."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Never: what is on the public site is public."""
        return False


class AnnouncementTester(PagePermissionTester):
    """For announcements: what was once public may be taken back, but is not made to disappear."""

    def can_delete(self, ignore_bulk=False) -> bool:
        """Only drafts that were never published."""
        return self.page.first_published_at is None and super().can_delete(ignore_bulk)

    def can_set_view_restrictions(self) -> bool:
        """Never: what is on the public site is public."""
        return False
