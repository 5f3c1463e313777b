"""The site's addresses, and a view that does nothing but answer as many bytes as the page it is compared with."""

from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as of_the_site


def bare(request, size: int) -> HttpResponse:
    """So many bytes; below /health, where nothing is kept."""
    return HttpResponse(b"x" * size)


urlpatterns = [path("health/bare/<int:size>/", bare), *of_the_site]
