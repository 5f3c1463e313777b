"""Studies like this one: the same condition, intervention, population, found in Chinese text whatever it is cut into.

Nobody is told of a study that one may not see: what is compared is what the reader sees in the register and at home.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from access.actor import Actor
from studies.enums import StudyState
from studies.models import Study
from tools.chinese import index_text

SHORTEST, MOST_WORDS, MOST_CANDIDATES, MOST_SHOWN = 2, 12, 300, 5
# The share of the words of a study that another must have to be shown.
LEAST_SHARE = 0.2


@dataclass(frozen=True)
class Similar:
    """One similar study and how much of the words of this one it shares, in hundredths."""

    study: Study
    share: int


def words_of(values: dict) -> str:
    """The words by which a study is compared, between blanks so that each is found as a whole."""
    return f" {' '.join(sorted(_words(_texts(values))))} "


def _texts(values: dict) -> list[str]:
    texts = [values.get("population"), *(row.get("name") for row in values.get("conditions") or ())]
    texts += [row.get("intervention") for row in values.get("arms") or ()]
    texts += [values.get("public_title")]
    return [side for value in texts if isinstance(value, dict) for side in value.values() if side]


def _words(texts: list[str]) -> set[str]:
    found = {word for one in texts for word in index_text(one).split()}
    return {word for word in found if len(word) >= SHORTEST}


def similar_to(values: dict, actor: Actor, *, without: int | None = None) -> list[Similar]:
    """Up to five studies visible to the actor that share the most words with these values, the likeliest first."""
    conditions = _words([side for row in values.get("conditions") or () for side in (row.get("name") or {}).values()])
    own = _words(_texts(values))
    if not conditions:
        return []
    asked = sorted(conditions, key=lambda word: (-len(word), word))[:MOST_WORDS]
    likely = reduce(or_, (Q(search_words__contains=f" {word} ") for word in asked))
    rows = Study.objects.visible_to(actor).filter(likely).exclude(pk=without).exclude(state=StudyState.WITHDRAWN)
    rows = rows.with_names().order_by("-pk")[:MOST_CANDIDATES]
    ranked = sorted(((_share(own, row), -row.pk, row) for row in rows), reverse=True)
    return [Similar(row, round(share * 100)) for share, _key, row in ranked[:MOST_SHOWN] if share >= LEAST_SHARE]


def _share(own: set[str], other: Study) -> float:
    return len(own & set(other.search_words.split())) / len(own)
