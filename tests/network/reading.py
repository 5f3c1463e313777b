"""Reading pages as a person with a role, in English."""

from tests.factories import people


def sign_in(client, role, scope=None):
    """The client as a new person with one role."""
    client.force_login(people.holder(role, scope))
    client.cookies["django_language"] = "en"
    return client


def text(response) -> str:
    """The page as text."""
    return response.content.decode()
