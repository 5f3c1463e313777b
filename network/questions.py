"""A network's questions as plain data: what makes them valid, and what makes answers to them valid."""

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.confirmation_enums import QuestionKind
from network.rules_enums import Occasion

CODE = re.compile(r"[a-z][a-z0-9_]{0,29}")
MOST_QUESTIONS, MOST_CHOICES, LONGEST_ANSWER = 30, 20, 1000
LARGEST_NUMBER = 10**9
# Papers are asked of applicants only: they have a place for them.
MOST_PAPERS = 5


def in_language(row: dict, name: str) -> str:
    """One text of a question or choice in the reader's language: English when there is one, else Chinese."""
    english = row.get(f"{name}_en", "")
    return english if english and (get_language() or "").startswith("en") else row.get(f"{name}_zh", "")


def kinds_for(occasion: str) -> list[tuple]:
    """With what a question may be answered on an occasion, as choices: papers come with applications only."""
    return [c for c in QuestionKind.choices if occasion == Occasion.APPLICATION or c[0] != QuestionKind.FILE]


def problems(questions: list[dict], occasion: str = Occasion.ANNUAL) -> dict[int, str]:
    """What is wrong, by the place of the question: a sentence that says what to do; empty when all is well."""
    found: dict[int, str] = {}
    seen: set[str] = set()
    for place, question in enumerate(questions):
        problem = next(_problems(question, seen, dict(kinds_for(occasion))), "")
        if problem:
            found[place] = problem
        seen.add(question.get("code", ""))
    if len(questions) > MOST_QUESTIONS:
        found[MOST_QUESTIONS] = _("Ask no more than %(most)d questions.") % {"most": MOST_QUESTIONS}
    papers = [place for place, question in enumerate(questions) if question.get("kind") == QuestionKind.FILE]
    if len(papers) > MOST_PAPERS:
        found[papers[MOST_PAPERS]] = _("Ask for no more than %(most)d papers.") % {"most": MOST_PAPERS}
    return found


def _problems(question: dict, seen: set[str], kinds: dict) -> Iterator[str]:
    code = str(question.get("code", ""))
    if not CODE.fullmatch(code):
        yield _("Give the question a code of small letters, digits and underscores, such as enrolled_cases.")
    if code in seen:
        yield _("The code “%(code)s” is used twice: give each question its own.") % {"code": code}
    if not str(question.get("label_zh", "")).strip():
        yield _("Write the question in Chinese.")
    if question.get("kind") not in kinds:
        yield _("Choose what the question is answered with.")
    if question.get("kind") == QuestionKind.CHOICE:
        yield from _problems_of_choices(question.get("choices", []))


def _problems_of_choices(choices: list[dict]) -> Iterator[str]:
    codes = [choice.get("code", "") for choice in choices]
    if not 2 <= len(choices) <= MOST_CHOICES:
        yield _("Write two to %(most)d choices, one a line.") % {"most": MOST_CHOICES}
    if len(codes) != len(set(codes)):
        yield _("Two choices have the same code: give each its own.")
    if not all(CODE.fullmatch(str(code)) for code in codes) or not all(c.get("label_zh", "").strip() for c in choices):
        yield _("Write each choice as: code | Chinese | English. The code has small letters, digits, underscores.")


def unanswered(questions: list[dict], answers: dict) -> list[str]:
    """The labels of questions whose answer is missing or not one that the question can have."""
    return [in_language(question, "label") for question in questions if not _fits(question, answers)]


def without_papers(questions: list[dict]) -> list[dict]:
    """The questions that are answered in the form."""
    return [question for question in questions if question["kind"] != QuestionKind.FILE]


def papers(questions: list[dict]) -> dict[str, dict]:
    """The questions that are answered with a paper, by the kind of paper: numbered, since a version never changes."""
    asked = [question for question in questions if question["kind"] == QuestionKind.FILE]
    return {f"asked_{number}": question for number, question in enumerate(asked, start=1)}


def _fits(question: dict, answers: dict) -> bool:
    value = answers.get(question["code"])
    if value in (None, ""):
        return not question.get("required", True)
    return _IS_ANSWER[question["kind"]](question, value)


_IS_ANSWER = {
    QuestionKind.NUMBER: lambda question, value: type(value) is int and 0 <= value <= LARGEST_NUMBER,
    QuestionKind.CHOICE: lambda question, value: value in [choice["code"] for choice in question["choices"]],
    QuestionKind.YES_NO: lambda question, value: value in ("yes", "no"),
    QuestionKind.DATE: lambda question, value: _is_day(value),
    QuestionKind.TEXT: lambda question, value: isinstance(value, str) and len(value) <= LONGEST_ANSWER,
}


def _is_day(value) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def shown(questions: list[dict], answers: dict) -> list[dict]:
    """Answers as the facts component shows them: label, and value with its unit, in the reader's language."""
    return [{"label": in_language(q, "label"), "value": shown_value(q, answers.get(q["code"], ""))} for q in questions]


def shown_value(question: dict, value) -> str:
    """One answer in words."""
    if value in (None, ""):
        return ""
    if question["kind"] == QuestionKind.CHOICE:
        names = {choice["code"]: in_language(choice, "label") for choice in question["choices"]}
        return names.get(value, str(value))
    if question["kind"] == QuestionKind.YES_NO:
        return _("yes") if value == "yes" else _("no")
    return f"{value} {in_language(question, 'unit')}".strip()
