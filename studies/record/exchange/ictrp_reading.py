"""A row of the WHO's registry platform (ICTRP CSV) as values of a record: nothing is lost without being named."""

import csv
import io
import re

from django.utils import translation
from django.utils.translation import gettext as _

from studies.record.catalogue import BY_CODE
from studies.record.exchange import cells
from studies.record.exchange.english import carried
from studies.record.exchange.ictrp import GENDER, IPD
from studies.record.exchange.notes import Found, UnfitFile, english, plain
from tools.text import decoded

# What an export and its import carry unchanged on the English side; of contacts the first.
CONTACT = ("name", "address", "email", "phone", "affiliation")
FIELDS: dict[str, tuple[str, ...]] = {
    "public_title": (),
    "scientific_title": (),
    "sponsor": (),
    "countries": (),
    "inclusion": (),
    "exclusion": (),
    "result_summary": (),
    "co_sponsors": ("name",),
    "funding": ("source",),
    "conditions": ("name",),
    "secondary_ids": ("number",),
    "public_contact": CONTACT,
    "scientific_contact": CONTACT,
    "arms": ("name", "intervention"),
    "outcomes": ("name", "kind", "measure", "timepoint"),
    "study_type": (),
    "phase": (),
    "recruiting_from": (),
    "target_size": (),
    "age_min": (),
    "age_max": (),
    "sex": (),
    "ipd_plan": (),
}
TEXTS = {
    "public_title": "public_title",
    "scientific_title": "Scientific_title",
    "sponsor": "Primary_sponsor",
    "countries": "Countries",
    "inclusion": "Inclusion_Criteria",
    "exclusion": "Exclusion_Criteria",
    "result_summary": "results_summary",
}
LISTS = {
    "co_sponsors": ("name", "Secondary_sponsors"),
    "funding": ("source", "Source_Support"),
    "conditions": ("name", "Conditions"),
    "secondary_ids": ("number", "SecondaryIDs"),
}
PARTS = {"name": "Lastname", "address": "Address", "email": "Email", "phone": "Tel", "affiliation": "Affiliation"}
DAY, AGE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})"), re.compile(r"(\d{1,3})(?: ?Y(?:ears?)?)?", re.I)
MOST_ROWS = 5000


def carries(values: dict) -> dict:
    """What of a record the columns carry, as it comes back: further and adverse outcomes come back as secondary."""
    made = carried(values, FIELDS)
    for code in ("public_contact", "scientific_contact"):
        first = carried({code: (values.get(code) or [])[:1]}, {code: CONTACT}).get(code, [])
        made.pop(code, None)
        made |= {code: first} if first else {}
    rows = [row for row in made.get("outcomes", []) if set(row) - {"kind"}]
    ordered = [row | {"kind": "primary"} for row in rows if row.get("kind") == "primary"]
    ordered += [row | {"kind": "secondary"} for row in rows if row.get("kind") not in (None, "primary")]
    made.pop("outcomes", None)
    return made | ({"outcomes": ordered} if ordered else {})


def read(content: bytes, number: str = "") -> Found:
    """The values and notes of the row with a number; of the only row when none is named. Raises UnfitFile."""
    row = {name: cells.read(text or "") for name, text in _row(content, number).items() if isinstance(name, str)}
    found = Found()
    for code, name in TEXTS.items():
        found.put(code, english(row.pop(name, "")))
    for code, (column, name) in LISTS.items():
        one = plain if column == "number" else english
        found.put(code, [{column: one(part)} for part in cells.parts(row.pop(name, "")) if part])
    for code, kind in (("public_contact", "Public"), ("scientific_contact", "Scientific")):
        told = {part: row.pop(f"{kind}_Contact_{name}", "") for part, name in PARTS.items()}
        told["name"] = " ".join(filter(None, (row.pop(f"{kind}_Contact_Firstname", ""), told["name"])))
        made = {part: (plain if part in ("email", "phone") else english)(text) for part, text in told.items()}
        made = {part: value for part, value in made.items() if value}
        found.put(code, [made] if made else [])
    _groups(row, found)
    _codes(row, found)
    _figures(row, found)
    for name, text in row.items():
        if plain(text):
            found.drop(name or _("second column"), plain(text)[:300])
    return found.measured()


def _row(content: bytes, number: str) -> dict:
    text = decoded(content)
    table = csv.DictReader(io.StringIO((text or "").lstrip("\ufeff"), newline=""))
    try:
        rows = [row for _place, row in zip(range(MOST_ROWS), table, strict=False)]
    except csv.Error:
        rows = []
    if not rows or "TrialID" not in rows[0] or "public_title" not in rows[0]:
        raise UnfitFile(_("This is no CSV file of the WHO's registry platform: its first line names the columns."))
    fit = [row for row in rows if not number or row.get("TrialID") == number]
    if len(fit) != 1:
        raise UnfitFile(_("The file has %(count)s studies that fit: name the number of one.") % {"count": len(fit)})
    return fit[0]


def _groups(row: dict, found: Found) -> None:
    arms = [cells.parts(line) for line in row.pop("Interventions", "").split("\n") if line.strip()]
    if any(len(parts) != 2 for parts in arms):
        found.doubt("Interventions", _("Groups and interventions are not told apart: check them."))
    pairs = [parts if len(parts) == 2 else ["", "; ".join(parts)] for parts in arms]
    found.put("arms", _filled([{"name": english(name), "intervention": english(does)} for name, does in pairs]))
    outcomes = []
    for kind, name in (("primary", "Primary_Outcome"), ("secondary", "Secondary_Outcomes")):
        for line in filter(str.strip, row.pop(name, "").split("\n")):
            parts = cells.parts(line)
            if len(parts) != 3:
                found.doubt(name, _("Outcome, method and time are not told apart: check them."))
                parts = ["; ".join(parts), "", ""]
            told = dict(zip(("name", "measure", "timepoint"), map(english, parts), strict=True))
            outcomes.append({"kind": kind} | told)
    found.put("outcomes", [one for one in _filled(outcomes) if set(one) - {"kind"}])


def _filled(rows: list[dict]) -> list[dict]:
    made = [{code: value for code, value in row.items() if value} for row in rows]
    return [row for row in made if row]


def _codes(row: dict, found: Found) -> None:
    known = {"sex": ("Gender", GENDER), "ipd_plan": ("results_IPD_plan", IPD)}
    with translation.override("en"):
        for code in ("study_type", "phase"):
            known[code] = (code, {one: str(title) for one, title in BY_CODE[code].choices})
    for code, (name, words) in known.items():
        told = plain(row.pop(name, ""))
        value = next((one for one, word in words.items() if word.casefold() == told.casefold()), "")
        found.put(code, value)
        if told and not value:
            found.drop(name, told)


def _figures(row: dict, found: Found) -> None:
    for code, name in (("age_min", "Age_min"), ("age_max", "Age_max"), ("target_size", "Target_size")):
        told = plain(row.pop(name, ""))
        fits = AGE.fullmatch(told) if code != "target_size" else re.fullmatch(r"(\d{1,8})", told)
        found.put(code, int(fits[1]) if fits else None)
        if told and not fits:
            found.drop(name, told)
    told = plain(row.pop("Date_enrollement", ""))
    day = DAY.fullmatch(told)
    found.put("recruiting_from", f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}" if day else "")
    if told and not day:
        found.drop("Date_enrollement", told)
    number = plain(row.pop("TrialID", ""))
    if number:
        found.values.setdefault("secondary_ids", []).append({"number": number})
        found.doubt("TrialID", _("Kept among the numbers of others: open a filing for it."))
    if row.pop("type_enrolment", "").strip().casefold() == "actual":
        found.doubt("type_enrolment", _("The registry says that this day is actual, not planned."))
