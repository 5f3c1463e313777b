"""A new version of an eligibility rule: its alternatives and their conditions from the closed list."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from access.forms.base import Form, SafeText
from network.eligibility.conditions import OPERATORS
from network.eligibility.facts import CHOICE, FACTS, NUMBER, YES_NO
from network.eligibility.rule_text import content_of
from tools import clock

MOST_ALTERNATIVES, MOST_CONDITIONS = 4, 30


def condition_choices() -> list[tuple[str, object]]:
    """Everything that can be asked, as ``fact|operator`` or ``fact|is|yes``, with its words."""
    found = []
    for name, fact in FACTS.items():
        if fact.kind == YES_NO:
            found += [(f"{name}|is|{word}", fact.sentences[word]) for word in ("yes", "no") if word in fact.sentences]
            continue
        words = {"at_least": _("%(fact)s: at least"), "in": _("%(fact)s: one of")}
        for operator in sorted(OPERATORS[fact.kind] & set(fact.sentences)):
            found.append((f"{name}|{operator}", words[operator] % {"fact": fact.title}))
    return found


def value_choices() -> list[tuple[object, list]]:
    """The values of facts that are choices, under the fact's title, as ``fact|value``."""
    return [
        (fact.title, [(f"{name}|{value}", label) for value, label in fact.choices.choices])
        for name, fact in FACTS.items()
        if fact.kind == CHOICE
    ]


class RuleForm(Form):
    """From when the version holds, its quota and note, and the titles of its alternatives."""

    valid_from = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    quota = forms.IntegerField(
        label=_("Quota"),
        required=False,
        min_value=1,
        max_value=9999,
        help_text=_("So many members at the tier; beyond, the centre is warned. Empty: no limit."),
    )
    note_zh = forms.CharField(label=_("Note in Chinese"), required=False, max_length=500)
    note_en = forms.CharField(label=_("Note in English"), required=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_ALTERNATIVES + 1):
            for language, label in (
                ("zh", _("Chinese title of alternative %(number)d")),
                ("en", _("English title of alternative %(number)d")),
            ):
                self.fields[f"title_{language}_{number}"] = forms.CharField(
                    label=label % {"number": number}, required=False, max_length=200
                )


class ConditionForm(SafeText, forms.Form):
    """One condition; a row without one is left out."""

    condition = forms.ChoiceField(label=_("Condition"))
    alternative = forms.ChoiceField(
        label=_("Alternative"),
        choices=[(number, str(number)) for number in range(1, MOST_ALTERNATIVES + 1)],
        initial="1",
        help_text=_("All conditions of one alternative have to be met."),
    )
    number = forms.IntegerField(label=_("Number asked for"), required=False, min_value=0, max_value=1_000_000)
    values = forms.MultipleChoiceField(label=_("Values"), required=False)
    waivable = forms.BooleanField(label=_("The centre may waive it"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = [("", "—"), *condition_choices()]
        self.fields["values"].choices = value_choices()

    def clean(self) -> dict:
        """The value fits the condition."""
        data = super().clean()
        if data.get("condition"):
            fact, operator, *_yes = data["condition"].split("|")
            self._check_value(FACTS[fact], operator, data)
        return data

    def _check_value(self, fact, operator: str, data: dict) -> None:
        if fact.kind == NUMBER and data.get("number") is None:
            self.add_error("number", ValidationError(_("Write the number that is asked for.")))
        if fact.kind != CHOICE:
            return
        chosen = [value for value in data.get("values", ()) if value.split("|")[0] == fact.name]
        if len(chosen) != len(data.get("values", ())):
            self.add_error("values", _("Choose values of “%(fact)s” only.") % {"fact": fact.title})
        elif not chosen:
            self.add_error("values", _("Choose a value."))
        elif operator == "at_least" and len(chosen) > 1:
            self.add_error("values", _("Choose one value: “at least” compares with one."))

    @property
    def told(self) -> str:
        """What the row asks, for the line above it; empty for a new one."""
        words = dict(condition_choices()).get(self["condition"].value() or "")
        return f"{self['alternative'].value()} · {words}" if words else ""

    @property
    def stored(self) -> dict:
        """The condition as a rule keeps it."""
        data = self.cleaned_data
        fact, operator, *word = data["condition"].split("|")
        values = [value.split("|")[1] for value in data["values"]]
        if FACTS[fact].kind == CHOICE:
            value = values if operator == "in" else values[0]
        else:
            value = word == ["yes"] if FACTS[fact].kind == YES_NO else data["number"]
        return {"fact": fact, "operator": operator, "value": value, "waivable": data["waivable"]}


CONDITIONS = forms.formset_factory(
    ConditionForm,
    extra=2,
    can_delete=True,
    max_num=MOST_CONDITIONS,
    validate_max=True,
    absolute_max=MOST_CONDITIONS + 5,
)


class RuleForms:
    """The forms of a version as one."""

    def __init__(self, posted=None, *, source=None):
        self.head = RuleForm(posted, initial=_head(source))
        self.conditions = CONDITIONS(posted, prefix="conditions", initial=_rows(source))

    def is_valid(self) -> bool:
        """Whether every form holds, and each alternative with conditions has its title."""
        if not all([self.head.is_valid(), self.conditions.is_valid()]):
            return False
        kept = self._kept()
        if not kept:
            self.head.add_error(None, _("Ask at least one condition."))
        for number in sorted({row.cleaned_data["alternative"] for row in kept}):
            if not self.head.cleaned_data[f"title_zh_{number}"]:
                self.head.add_error(f"title_zh_{number}", _("Give the alternative a title."))
        return not self.head.errors

    def _kept(self) -> list:
        return [
            row
            for row in self.conditions.forms
            if row.cleaned_data.get("condition") and not row.cleaned_data.get("DELETE")
        ]

    @property
    def content(self) -> dict:
        """The rule as the proposal keeps it."""
        head, alternatives = self.head.cleaned_data, {}
        for row in self._kept():
            alternatives.setdefault(row.cleaned_data["alternative"], []).append(row.stored)
        return {
            "alternatives": [
                {
                    "title_zh": head[f"title_zh_{number}"],
                    "title_en": head[f"title_en_{number}"],
                    "conditions": alternatives[number],
                }
                for number in sorted(alternatives)
            ],
            "quota": head["quota"],
            "note_zh": head["note_zh"],
            "note_en": head["note_en"],
        }


def _head(source) -> dict:
    if source is None:
        return {"valid_from": clock.today()}
    found = content_of(source) | {"valid_from": clock.today()}
    for number, alternative in enumerate(found.pop("alternatives"), start=1):
        found |= {f"title_{code}_{number}": alternative.get(f"title_{code}", "") for code in ("zh", "en")}
    return found


def _rows(source) -> list[dict]:
    """The conditions of a version as the rows of the form."""
    return [
        _row(number, condition)
        for number, alternative in enumerate(source.alternatives if source else (), start=1)
        for condition in alternative["conditions"]
    ]


def _row(number: int, condition: dict) -> dict:
    fact, operator, value = condition["fact"], condition["operator"], condition["value"]
    kind = FACTS[fact].kind
    name = f"{fact}|is|{'yes' if value else 'no'}" if kind == YES_NO else f"{fact}|{operator}"
    values = value if isinstance(value, list) else [value]
    return {
        "alternative": str(number),
        "condition": name,
        "number": value if kind == NUMBER else None,
        "values": [f"{fact}|{item}" for item in values] if kind == CHOICE else [],
        "waivable": condition.get("waivable", False),
    }
