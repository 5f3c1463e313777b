"""What the sign-in page of a demonstration shows."""

from django.utils.functional import SimpleLazyObject

from demo.story import cards


def story(request) -> dict:
    """The story's cards, asked of the database only by a page that shows them."""
    return {"story_cards": SimpleLazyObject(cards)}
