"""Tags and filters of the design language: icons, components with content, small words of tone."""

import re
from functools import lru_cache

from django import template
from django.forms import BaseForm
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()

TONES = {"success": "ok", "warning": "warn", "error": "danger", "debug": "info", "": "neutral"}
TONE_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "danger": "circle-alert", "info": "info"}
STATE_MARKS = {"ok": "check", "warn": "clock", "danger": "x", "info": "arrow-right"}


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """One icon of the sprite; without a label it is decoration and hidden from screen readers."""
    return _drawn(str(name), str(label), str(size)) if name else SafeString("")


@lru_cache(maxsize=2_000)
def _drawn(name: str, label: str, size: str) -> SafeString:
    # A page shows a hundred icons, the same ones as every other page.
    return render_to_string("components/icon.html", {"name": name, "label": label, "size": size})


@register.simple_block_tag(takes_context=True)
def component(context: template.Context, content: str, component_name: str, **values: object) -> str:
    """Render components/<component_name>.html around the lines between the tags, which it shows as `content`."""
    return _render(context, component_name, {"content": content} | values)


@register.simple_tag(takes_context=True)
def sample(context: template.Context, entry: dict) -> str:
    """Render one entry {component, context} of components/gallery.json."""
    return _render(context, entry["component"], entry["context"])


@register.simple_tag(takes_context=True)
def query(context: template.Context, name: str, value: object) -> str:
    """The address of this page with one parameter changed; another order or filter starts at the first page."""
    request = context.get("request")
    parameters = request.GET.copy() if request else QueryDict(mutable=True)
    parameters.pop("page", None)
    parameters[name] = value
    return f"?{parameters.urlencode()}"


def _render(context: template.Context, name: str, values: dict) -> str:
    shared = {key: context.get(key) for key in ("csrf_token", "request")}
    return render_to_string(f"components/{name}.html", shared | values)


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, for loops over a short fixed list."""
    return text.split()


@register.filter
def tone(value: str) -> str:
    """One of the five tones (neutral, info, ok, warn, danger) for a tone or a message level."""
    known = str(value or "").split()[-1:] or [""]
    return TONES.get(known[0], known[0])


@register.filter
def tone_icon(value: str) -> str:
    """The icon that goes with a tone, so that colour is never the only sign."""
    return TONE_ICONS.get(tone(value), "info")


@register.filter
def state_mark(value: str) -> str:
    """The small mark of a state badge; a neutral state has a dot drawn by the style sheet instead."""
    return STATE_MARKS.get(tone(value), "")


@register.filter
def initial(name: object) -> str:
    """First letter or character of a name, in upper case, for an avatar."""
    found = re.search(r"\w", str(name))
    return found.group().upper() if found else "?"


@register.filter
def active_count(form: BaseForm) -> int:
    """How many fields of a filter form are in use, for the summary of the filters."""
    return len(form.changed_data) if form.is_bound else 0
