"""How allauth behaves here: nobody signs up without an invitation."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed; people come by invitation."""

    def is_open_for_signup(self, request) -> bool:
        """Always closed."""
        return False
