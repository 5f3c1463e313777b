"""How often a visitor without an account may ask: counted per address of the network, shared by all processes."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

APP = "lianyan"
# What one person does by hand, and a class of a school behind one address.
RATES = {"verify": "30/m/ip,300/h/ip"}


def exceeded(request: HttpRequest, action: str) -> bool:
    """Count one question of a kind; whether it is one too many. Raises KeyError for a kind without a rate."""
    config = {action: RATES[action]}
    return not ratelimit.consume(request, app=APP, action=action, config=config, limit_get=True)


def too_many(request: HttpRequest) -> HttpResponse:
    """The page that says so, with status 429."""
    return ratelimit.respond_429(request)
