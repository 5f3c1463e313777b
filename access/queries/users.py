"""Reads of users."""

from django.db import models

from tools.phone import normalise_mobile


class UserQuerySet(models.QuerySet):
    """Finding the person who signs in."""

    def signing_in_as(self, typed: str):
        """The one person whom a name typed at sign-in means, or None.

        What looks like an address is first an e-mail address, what looks like a mobile number first a number: whoever
        chose another person's address as a user name never stands in that person's way.
        """
        typed = typed.strip()
        if not typed or "\0" in typed:
            return None
        mobile = normalise_mobile(typed)
        found = self.filter(email__iexact=typed).first() if "@" in typed else None
        found = found or (self.filter(mobile=mobile).first() if mobile else None)
        return found or self.filter(username__iexact=typed).first()

    def with_several_sessions(self):
        """People who are signed in in more than one browser."""
        live = models.Count("sessions", filter=models.Q(sessions__ended_at=None))
        return self.annotate(live_sessions=live).filter(live_sessions__gt=1)
