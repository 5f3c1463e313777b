"""A protocol of ClinicalTrials.gov (JSON, data format 2) as values of a record: nothing is lost unnamed."""

import json
import re

from django.utils.translation import gettext as _

from studies.record.exchange import ctgov_words as words
from studies.record.exchange.document import Document
from studies.record.exchange.notes import Found, UnfitFile, english, plain

P = "protocolSection"
TEXTS = {
    "public_title": ("identificationModule", "briefTitle"),
    "scientific_title": ("identificationModule", "officialTitle"),
    "acronym": ("identificationModule", "acronym"),
    "sponsor": ("sponsorCollaboratorsModule", "leadSponsor", "name"),
    "summary": ("descriptionModule", "briefSummary"),
    "objective": ("descriptionModule", "detailedDescription"),
    "masking_text": ("designModule", "designInfo", "maskingInfo", "maskingDescription"),
    "population": ("eligibilityModule", "studyPopulation"),
    "ipd_when": ("ipdSharingStatementModule", "timeFrame"),
    "ipd_how": ("ipdSharingStatementModule", "accessCriteria"),
}
CHOICES = {
    "purpose": (words.PURPOSE, ("designModule", "designInfo", "primaryPurpose")),
    "allocation": (words.ALLOCATION, ("designModule", "designInfo", "allocation")),
    "masking": (words.MASKING, ("designModule", "designInfo", "maskingInfo", "masking")),
    "sex": (words.SEX, ("eligibilityModule", "sex")),
    "ipd_plan": (words.IPD, ("ipdSharingStatementModule", "ipdSharing")),
}
FLAGS = {
    "has_dmc": ("oversightModule", "oversightHasDmc"),
    "healthy_volunteers": ("eligibilityModule", "healthyVolunteers"),
}
GROUPS = {
    "co_sponsors": (("sponsorCollaboratorsModule", "collaborators"), {"name": "name"}),
    "public_contact": (
        ("contactsLocationsModule", "centralContacts"),
        {"name": "name", "phone": "phone", "email": "email"},
    ),
    "scientific_contact": (
        ("contactsLocationsModule", "overallOfficials"),
        {"name": "name", "affiliation": "affiliation"},
    ),
    "places": (
        ("contactsLocationsModule", "locations"),
        {"hospital": "facility", "city": "city", "province": "state", "country": "country"},
    ),
    "publications": (("referencesModule", "references"), {"citation": "citation"}),
}
ONE_SIDED = {"phone", "email", "citation", "number"}
DAY, MONTH = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"\d{4}-\d{2}")
AGE = re.compile(r"(\d{1,3}) Years?")
SPLIT = re.compile(r"(?im)^[ \t]*(?:key )?exclusion criteria:?[ \t]*$")
HEAD = re.compile(r"(?i)\A\s*(?:key )?inclusion criteria:?[ \t]*(?:\n|\Z)")


def read(content: bytes) -> Found:
    """The values and notes. Raises UnfitFile for what is no such document."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise UnfitFile(_("This is no JSON file: download the record as JSON from ClinicalTrials.gov.")) from None
    if not isinstance(told, dict) or not isinstance(told.get(P), dict):
        raise UnfitFile(_("The file has no “protocolSection”: download the record as JSON, data format 2."))
    document, found = Document(told), Found()
    _simple(document, found)
    _design(document, found)
    _numbers(document, found)
    _groups(document, found)
    _arms(document, found)
    _outcomes(document, found)
    _eligibility(document, found)
    for place, text in document.left():
        found.drop(place, text)
    return found.measured()


def _simple(document: Document, found: Found) -> None:
    for code, path in TEXTS.items():
        value = document.take(P, *path)
        found.put(code, english(value) if isinstance(value, str) else {})
    for code, (known, path) in CHOICES.items():
        word = document.take(P, *path)
        found.put(code, words.code_of(known, word))
        if word and not words.code_of(known, word):
            found.drop(".".join((P, *path)), word)
    for code, path in FLAGS.items():
        flag = document.take(P, *path)
        found.put(code, ("yes" if flag else "no") if isinstance(flag, bool) else "")
    for code, name in (("planned_start", "startDateStruct"), ("planned_end", "completionDateStruct")):
        found.put(code, _day(document.take(P, "statusModule", name, "date"), f"{P}.statusModule.{name}", found))
        if document.take(P, "statusModule", name, "type") == "ACTUAL":
            found.doubt(f"{P}.statusModule.{name}", _("The registry says that this day is actual, not planned."))


def _day(told, place: str, found: Found) -> str:
    text = plain(told)
    if DAY.fullmatch(text):
        return text
    if MONTH.fullmatch(text):
        found.doubt(place, _("Only the month %(month)s is known: its first day is taken.") % {"month": text})
        return f"{text}-01"
    if text:
        found.drop(place, text)
    return ""


def _design(document: Document, found: Found) -> None:
    kind = document.take(P, "designModule", "studyType")
    registry = document.take(P, "designModule", "patientRegistry")
    code = words.code_of(words.STUDY_TYPE, kind)
    found.put("study_type", "registry" if registry is True else code)
    if kind and not code:
        found.drop(f"{P}.designModule.studyType", kind)
    phases = document.take(P, "designModule", "phases")
    phase = words.code_of(words.PHASES, phases)
    found.put("phase", phase)
    if phases and not phase:
        found.drop(f"{P}.designModule.phases", phases)
    _model(document, found)


def _model(document: Document, found: Found) -> None:
    info = (P, "designModule", "designInfo")
    trial, watching = document.take(*info, "interventionModel"), document.take(*info, "observationalModel")
    code = words.code_of(words.INTERVENTION_MODEL, trial) or words.code_of(words.OBSERVATIONAL_MODEL, watching)
    if watching == "OTHER" and document.peek(*info, "timePerspective") == "CROSS_SECTIONAL":
        document.take(*info, "timePerspective")
        code = "cross_sectional"
    found.put("design", code)
    if (trial or watching) and not code:
        found.drop(".".join(info), trial or watching)


def _numbers(document: Document, found: Found) -> None:
    found.put("subject_code", plain(document.take(P, "identificationModule", "orgStudyIdInfo", "id")))
    rows = [
        {"issuer": english(row.get("domain")), "number": plain(row.get("id"))}
        for row in document.rows(P, "identificationModule", "secondaryIdInfos", of=("id", "domain"))
    ]
    own = plain(document.take(P, "identificationModule", "nctId"))
    if own:
        rows.append({"issuer": english(words.ISSUER), "number": own})
        found.doubt(f"{P}.identificationModule.nctId", _("Kept among the numbers of others: open a filing for it."))
    found.put("secondary_ids", _filled(rows))
    size = document.take(P, "designModule", "enrollmentInfo", "count")
    found.put("target_size", size if isinstance(size, int) and not isinstance(size, bool) else None)
    if document.take(P, "designModule", "enrollmentInfo", "type") == "ACTUAL":
        found.doubt(
            f"{P}.designModule.enrollmentInfo", _("The registry says that this number is actual, not planned.")
        )
    conditions = [{"name": english(name)} for name in document.texts(P, "conditionsModule", "conditions")]
    found.put("conditions", _filled(conditions))


def _filled(rows: list[dict]) -> list[dict]:
    """Rows without their empty columns, and without empty rows."""
    made = [{code: value for code, value in row.items() if value} for row in rows]
    return [row for row in made if row]


def _groups(document: Document, found: Found) -> None:
    for code, (path, columns) in GROUPS.items():
        told = document.rows(P, *path, of=tuple(columns.values()))
        rows = [
            {name: (plain if name in ONE_SIDED else english)(row.get(key)) for name, key in columns.items()}
            for row in told
        ]
        found.put(code, _filled(rows))
    countries = dict.fromkeys(row["country"]["en"] for row in found.values.get("places", []) if "country" in row)
    found.put("countries", english(", ".join(countries)))


def _arms(document: Document, found: Found) -> None:
    module = "armsInterventionsModule"
    groups = document.rows(P, module, "armGroups", of=("label", "type", "description", "interventionNames"))
    done = document.rows(P, module, "interventions", of=("type", "name", "description", "armGroupLabels"))
    paired = len(groups) == len(done) and all(
        _labels(one)[:1] == [group.get("label", "")] for group, one in zip(groups, done, strict=True)
    )
    rows = []
    for place, group in enumerate(groups):
        label = group.get("label")
        own = [done[place]] if paired else [one for one in done if label in _labels(one)]
        does = [plain(group.get("description")), *map(_intervention, own)]
        kind = words.code_of(words.ARM, group.get("type"))
        text = "\n".join(dict.fromkeys(part for part in does if part))
        rows.append({"name": english(label), "kind": kind, "intervention": english(text)})
    found.put("arms", _filled(rows))
    if found.values.get("arms") and any(group.get("interventionNames") for group in groups):
        found.doubt(f"{P}.{module}", _("Interventions are joined to their groups: write how many take part in each."))
    labels = [group.get("label") for group in groups]
    for one in [] if paired else [one for one in done if not any(label in labels for label in _labels(one))]:
        found.drop(f"{P}.{module}.interventions", _intervention(one))


def _labels(intervention: dict) -> list:
    told = intervention.get("armGroupLabels")
    return told if isinstance(told, list) and told else [""]


def _intervention(told: dict) -> str:
    name, text, kind = plain(told.get("name")), plain(told.get("description")), plain(told.get("type"))
    words = text if not name or text.startswith(name) else f"{name}: {text}" if text else name
    return f"{words} ({kind.lower()})" if words and kind not in ("", "OTHER") else words


def _outcomes(document: Document, found: Found) -> None:
    rows = [
        {
            "name": english(row.get("measure")),
            "kind": kind,
            "measure": english(row.get("description")),
            "timepoint": english(row.get("timeFrame")),
        }
        for kind, key in words.OUTCOMES.items()
        for row in document.rows(P, "outcomesModule", key, of=("measure", "description", "timeFrame"))
    ]
    found.put("outcomes", [row for row in _filled(rows) if set(row) - {"kind"}])


def _eligibility(document: Document, found: Found) -> None:
    place = f"{P}.eligibilityModule"
    text = plain(document.take(P, "eligibilityModule", "eligibilityCriteria"))
    parts = SPLIT.split(text, maxsplit=1)
    starts = HEAD.match(parts[0])
    found.put("inclusion", english(HEAD.sub("", parts[0])))
    found.put("exclusion", english(parts[1]) if len(parts) > 1 else {})
    if text and (len(parts) == 1 or not starts):
        found.doubt(
            f"{place}.eligibilityCriteria", _("Inclusion and exclusion are not told apart clearly: check both.")
        )
    for name, code in (("minimumAge", "age_min"), ("maximumAge", "age_max")):
        told = plain(document.take(P, "eligibilityModule", name))
        age = AGE.fullmatch(told)
        found.put(code, int(age[1]) if age else None)
        if told and not age:
            found.drop(f"{place}.{name}", told)
