"""Chinese text: search, order and dates."""

from tools.chinese.dates import date_text, datetime_text, days_text
from tools.chinese.numbers import number_text
from tools.chinese.pinyin import SORT_KEY_LENGTH, initials, sort_key
from tools.chinese.search import index_text, normalise, query_text, to_simplified

__all__ = [
    "SORT_KEY_LENGTH",
    "date_text",
    "datetime_text",
    "days_text",
    "index_text",
    "initials",
    "normalise",
    "number_text",
    "query_text",
    "sort_key",
    "to_simplified",
]
