"""Figures for the operators' monitoring, in Prometheus' text form; figures about work, none about people."""

import hmac
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.db.models import Count, Min
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from access.enums import DeliveryState, JobState
from access.models import Beat, Delivery, Job
from access.sealing import chain
from config import public_cache
from tools import clock

THIS_MACHINE = ("127.0.0.1", "::1")


class Work(Collector):
    """What waits and what is late, read from the rows when it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """One family for each kind of work."""
        yield by_label("lianyan_jobs", "Jobs by state", "state", _counted(Job, JobState))
        yield by_label("lianyan_deliveries", "Messages by state", "state", _counted(Delivery, DeliveryState))
        late = {beat.name: max(0.0, _age(beat.next_due)) for beat in Beat.objects.all()}
        yield by_label("lianyan_beat_late_seconds", "Seconds by which regular work is late", "beat", late)
        oldest = Job.objects.waiting().order_by().aggregate(at=Min("not_before"))["at"]
        yield GaugeMetricFamily("lianyan_oldest_job_seconds", "How long the next job has waited", _age(oldest))
        unsealed = chain.waiting().count()
        yield GaugeMetricFamily("lianyan_unsealed_entries", "Entries of the logbook that no seal holds yet", unsealed)
        yield GaugeMetricFamily("lianyan_kept_pages", "Public pages in memory", len(public_cache.store))


def by_label(name: str, about: str, label: str, values: dict[str, float]) -> GaugeMetricFamily:
    """A family with one value for each label."""
    family = GaugeMetricFamily(name, about, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family


def _counted(model, states) -> dict[str, int]:
    found = dict(model.objects.order_by().values_list("state").annotate(n=Count("pk")))
    return {state: found.get(state, 0) for state in states.values}


def _age(moment) -> float:
    return (clock.now() - moment).total_seconds() if moment else 0.0


@cache
def _register() -> None:
    """Once a process: registering asks for the rows, which a process that only migrates does not have yet."""
    REGISTRY.register(Work())


@require_safe
def metrics(request) -> HttpResponse:
    """All figures, for this machine and for whoever shows the token; for everybody else the page is not there."""
    if not _may_read(request):
        raise Http404
    _register()
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _may_read(request) -> bool:
    """A request that a proxy passed on says so, and is not from this machine."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode()):
        return True
    passed_on = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not passed_on and request.META.get("REMOTE_ADDR") in THIS_MACHINE
