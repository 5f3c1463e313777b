"""All the words that somebody put into a page."""

import html
import re
from collections.abc import Iterator

from django.utils.html import strip_tags
from modelcluster.models import get_all_child_relations

_LINE_ENDS = re.compile(r"</(p|li|h[1-6]|td|th|tr)>|<br ?/?>", re.IGNORECASE)


def texts_of(value) -> Iterator[str]:
    """The texts in a field's value: plain, rich, or a stream of blocks; addresses of links, too.

    Rich text is read as its readers see it, so that a number half of which is bold is still one number.
    """
    if hasattr(value, "get_prep_value"):
        value = value.get_prep_value()
    if isinstance(value, str):
        yield value
        if "<" in value or "&" in value:
            yield html.unescape(strip_tags(_LINE_ENDS.sub("\n", value)))
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_of(each)


def texts_of_page(page) -> Iterator[str]:
    """The texts of a page and of what hangs on it, such as its attachments' titles."""
    children = [
        child
        for relation in get_all_child_relations(page)
        for child in getattr(page, relation.get_accessor_name()).all()
    ]
    for thing in (page, *children):
        for field in thing._meta.concrete_fields:
            if not field.is_relation:
                yield from texts_of(field.value_from_object(thing))
