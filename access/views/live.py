"""What pages follow, for those to which no WebSocket opens."""

from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from access import live
from access.views.pages import page


@page(open_because="each topic asks the door about what it tells")
@never_cache
@require_safe
def following(request):
    """``?topic=inbox&topic=job/…`` gives ``{topic: payload}``; 404 when one of them is not to be known of.

    HEAD only says whether the address is answered: this is how a socket is let in (access/consumers.py).
    """
    views = live.views_of(request.actor, request.GET.getlist("topic"))
    answer = JsonResponse({} if request.method == "HEAD" else live.payloads(views))
    answer.live_views = views
    return answer
