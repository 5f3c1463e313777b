"""Text as the search engine sees it: the same treatment for what is indexed and for what is asked.

Databases split text at spaces, and Chinese has none. So every run of Chinese characters becomes its overlapping pairs:
a query then finds any inner word exactly, without trusting a dictionary.
"""

import re
import unicodedata
from functools import cache, lru_cache

HAN_RUN = re.compile(r"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
_WORD = re.compile(r"\w+(?:[.+-]\w+)*")
_LONG_WORD = 3  # shorter words are pairs or single characters already


def to_simplified(text: str) -> str:
    """Return Traditional characters as Simplified ones; everything else stays."""
    return _converter().convert(text)


def normalise(text: str) -> str:
    """Return `text` in the form in which two spellings of one word are equal.

    Full width becomes half width, upper case lower case, Traditional Simplified.
    """
    return to_simplified(unicodedata.normalize("NFKC", text)).casefold()


def index_text(text: str) -> str:
    """Return what is put into the index: '临床研究' as '临床 床研 研究 临 床 研 究' and its longer dictionary words.

    The single characters serve one-character queries; the words lift the rank of whole-word hits. Punctuation is
    dropped as in queries: PostgreSQL may take a full-width full stop for a letter of the word before it.
    """
    return " ".join(_WORD.findall(_spaced(normalise(text), _index_terms)))


@lru_cache(maxsize=2048)
def query_text(text: str) -> str:
    """Return what is asked of the index: '臨床研究' as '临床 床研 研究'.

    Quotes, operators and punctuation are dropped, because databases read them as query syntax; signs within a word
    such as ICD-10 stay.
    """
    return " ".join(_WORD.findall(_spaced(normalise(text), _pairs)))


def _spaced(text, terms):
    spaced = HAN_RUN.sub(lambda run: f" {' '.join(terms(run.group()))} ", text)
    return " ".join(spaced.split())


def _pairs(run):
    return [run[place : place + 2] for place in range(len(run) - 1)] or [run]


def _index_terms(run):
    singles = list(run) if len(run) > 1 else []
    return _pairs(run) + singles + [word for word in _segmenter()(run) if len(word) >= _LONG_WORD]


# The dictionaries take a moment to load, so they are loaded by the first text and not by the first import.
@cache
def _converter():
    import opencc

    return opencc.OpenCC("t2s")


@cache
def _segmenter():
    import rjieba

    return rjieba.cut_for_search
