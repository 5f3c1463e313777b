"""The workspace's home: what is due and what happened; choosing a hat."""

from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from access.inbox_reading import standings
from access.middleware import HAT_SESSION_KEY
from access.models import Notification, Task
from access.roles import ROLES
from access.scopes import scope_labels
from access.views.pages import page
from tools import clock

NEAR_DAYS = 3
SHOWN = 50


@page(open_because="the tasks of the own roles and the own notifications")
def inbox(request):
    """Open tasks by due date, and the latest notifications."""
    # Before the rows: what changes in between is told to the page, which has the older mark.
    standing = standings({request.user.pk: request.actor.assignments})[request.user.pk]
    tasks = list(Task.objects.owned_by(request.actor).open().order_by("due_on", "opened_at")[:SHOWN])
    news = list(Notification.objects.filter(user=request.user).order_by("-sent_at")[:SHOWN])
    labels = scope_labels((task.scope_kind, task.scope_id) for task in tasks)
    context = {
        "inbox_standing": standing,
        "tasks": [_shown(task, labels) for task in tasks],
        "notifications": news,
        "unread": sum(1 for item in news if item.read_at is None),
    }
    template = "workspace/inbox_rows.html" if request.htmx.target == "rows" else "workspace/inbox.html"
    return render(request, template, context)


def _shown(task: Task, labels: dict) -> dict:
    days = task.days_left
    tone = "" if days is None or days > NEAR_DAYS else ("danger" if days < 0 else "warn")
    owner = f"{ROLES[task.role]} · {labels.get((task.scope_kind, task.scope_id), '')}"
    return {"task": task, "title": str(task), "tone": tone, "owner": owner}


@page(open_because="only the own notifications")
def notification(request, uid):
    """Mark as read and go to what it is about."""
    found = Notification.objects.filter(user=request.user, uid=uid).first()
    if found is None:
        return redirect("workspace:inbox")
    Notification.objects.filter(pk=found.pk, read_at__isnull=True).update(read_at=clock.now())
    return redirect(found.url)


@page(open_because="only the own notifications")
@require_POST
def read_all(request):
    """Mark all own notifications as read."""
    Notification.objects.filter(user=request.user, read_at__isnull=True).update(read_at=clock.now())
    return redirect("workspace:inbox")


@page(open_because="only among the own roles")
@require_POST
def switch_hat(request):
    """Wear another of the own hats: it chooses defaults and is logged with every act."""
    chosen = request.POST.get("hat", "")
    if chosen in {str(a.pk) for a in request.actor.assignments}:
        request.session[HAT_SESSION_KEY] = int(chosen)
    target = request.POST.get("next", "")
    # What does not begin with a slash, ``redirect`` would take for the name of a view.
    safe = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else "workspace:inbox")
