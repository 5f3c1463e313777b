"""A record as a protocol of ClinicalTrials.gov, data format 2 (JSON)."""

from studies.record.exchange import ctgov_words as words
from studies.record.exchange.english import carried
from studies.record.exchange.notes import english_of, text_in, without_empty

LONGEST_NAME = 200
YES = {"yes": True, "no": False}


def carries(values: dict) -> dict:
    """What of a record the format carries, as it comes back: the English side of its fields, study types in the three
    of the format, and designs and outcomes that it has a word for."""
    made = carried(values, words.FIELDS)
    kind = made.get("study_type")
    if kind not in (None, "interventional", "registry"):
        made["study_type"] = "observational"
    fit = words.INTERVENTION_MODEL if kind == "interventional" else words.OBSERVATIONAL_MODEL
    if made.get("design") not in (*fit, "cross_sectional") or not kind:
        made.pop("design", None)
    elif made["design"] == "cross_sectional" and kind == "interventional":
        made.pop("design")
    _outcomes(made)
    return made


def _outcomes(made: dict) -> None:
    """Outcomes by kind in the order of the format, which knows adverse events as further outcomes."""
    known = [one | {"kind": _kind(one)} for one in made.get("outcomes", []) if set(one) - {"kind"}]
    ordered = [one for kind in words.OUTCOMES for one in known if one["kind"] == kind]
    made.pop("outcomes", None)
    if ordered:
        made["outcomes"] = ordered


def _kind(outcome: dict) -> str:
    return outcome["kind"] if outcome.get("kind") in words.OUTCOMES else "additional"


def protocol(values: dict, *, number: str = "", status: str = "") -> dict:
    """The document. ``number`` is that of ClinicalTrials.gov if there is one, ``status`` its overall status."""
    told = carries(values)
    section = {
        "identificationModule": _identity(told, number),
        "statusModule": {
            "overallStatus": status,
            "startDateStruct": _day(told, "planned_start"),
            "completionDateStruct": _day(told, "planned_end"),
        },
        "sponsorCollaboratorsModule": {
            "leadSponsor": {"name": english_of(told, "sponsor")},
            "collaborators": [{"name": english_of(row, "name")} for row in told.get("co_sponsors", [])],
        },
        "oversightModule": {"oversightHasDmc": YES.get(told.get("has_dmc"))},
        "descriptionModule": {
            "briefSummary": english_of(told, "summary"),
            "detailedDescription": english_of(told, "objective"),
        },
        "conditionsModule": {"conditions": [english_of(row, "name") for row in told.get("conditions", [])]},
        "designModule": _design(told),
        "armsInterventionsModule": _arms(told),
        "outcomesModule": _measures(told),
        "eligibilityModule": _eligibility(told),
        "contactsLocationsModule": _contacts(told),
        "referencesModule": {
            "references": [{"citation": text_in(r, "citation")} for r in told.get("publications", [])]
        },
        "ipdSharingStatementModule": {
            "ipdSharing": words.IPD.get(told.get("ipd_plan")),
            "timeFrame": english_of(told, "ipd_when"),
            "accessCriteria": english_of(told, "ipd_how"),
        },
    }
    made = without_empty(section)
    if "armsInterventionsModule" in made:
        # Empty groups keep their place: by it interventions belong to them.
        groups = [without_empty(group) for group in section["armsInterventionsModule"]["armGroups"]]
        made["armsInterventionsModule"]["armGroups"] = groups
    return {"protocolSection": made}


def _identity(told: dict, number: str) -> dict:
    ids = [{"id": text_in(r, "number"), "domain": english_of(r, "issuer")} for r in told.get("secondary_ids", [])]
    return {
        "nctId": number,
        "orgStudyIdInfo": {"id": text_in(told, "subject_code")},
        "secondaryIdInfos": ids,
        "briefTitle": english_of(told, "public_title"),
        "officialTitle": english_of(told, "scientific_title"),
        "acronym": english_of(told, "acronym"),
    }


def _day(told: dict, code: str) -> dict:
    return {"date": told[code], "type": "ESTIMATED"} if told.get(code) else {}


def _design(told: dict) -> dict:
    kind = told.get("study_type")
    info = {
        "primaryPurpose": words.PURPOSE.get(told.get("purpose")),
        "allocation": words.ALLOCATION.get(told.get("allocation")),
        "maskingInfo": {
            "masking": words.MASKING.get(told.get("masking")),
            "maskingDescription": english_of(told, "masking_text"),
        },
        "interventionModel": words.INTERVENTION_MODEL.get(told.get("design")),
        "observationalModel": words.OBSERVATIONAL_MODEL.get(told.get("design")),
    }
    if told.get("design") == "cross_sectional":
        info |= {"observationalModel": "OTHER", "timePerspective": "CROSS_SECTIONAL"}
    size = {"count": told.get("target_size"), "type": "ESTIMATED"} if told.get("target_size") is not None else {}
    return {
        "studyType": {None: "", "interventional": "INTERVENTIONAL"}.get(kind, "OBSERVATIONAL"),
        "patientRegistry": True if kind == "registry" else None,
        "phases": words.PHASES.get(told.get("phase")),
        "designInfo": info,
        "enrollmentInfo": size,
    }


def _arms(told: dict) -> dict:
    """Each group with one intervention, in the same order: so they belong together even where names are the same."""
    groups, done = [], []
    for row in told.get("arms", []):
        label, does = english_of(row, "name"), english_of(row, "intervention")
        groups.append({"label": label, "type": words.ARM.get(row.get("kind"))})
        name = does.split("\n")[0][:LONGEST_NAME].strip()
        done.append({"type": "OTHER", "name": name, "description": does, "armGroupLabels": [label]})
    return {"armGroups": groups, "interventions": done}


def _measures(told: dict) -> dict:
    found: dict = {}
    for row in told.get("outcomes", []):
        told_of = {
            "measure": english_of(row, "name"),
            "description": english_of(row, "measure"),
            "timeFrame": english_of(row, "timepoint"),
        }
        found.setdefault(words.OUTCOMES[row["kind"]], []).append(told_of)
    return found


def _eligibility(told: dict) -> dict:
    parts = [(words.INCLUSION, english_of(told, "inclusion")), (words.EXCLUSION, english_of(told, "exclusion"))]
    ages = {f"{end}imumAge": told.get(code) for end, code in (("min", "age_min"), ("max", "age_max"))}
    return {
        "eligibilityCriteria": "\n\n".join(f"{title}\n\n{text}" for title, text in parts if text),
        "healthyVolunteers": YES.get(told.get("healthy_volunteers")),
        "sex": words.SEX.get(told.get("sex")),
        "studyPopulation": english_of(told, "population"),
        **{name: f"{age} Years" for name, age in ages.items() if age is not None},
    }


def _contacts(told: dict) -> dict:
    central = [
        {"name": english_of(r, "name"), "phone": text_in(r, "phone"), "email": text_in(r, "email")}
        for r in told.get("public_contact", [])
    ]
    officials = [
        {"name": english_of(r, "name"), "affiliation": english_of(r, "affiliation")}
        for r in told.get("scientific_contact", [])
    ]
    places = [
        {
            "facility": english_of(r, "hospital"),
            "city": english_of(r, "city"),
            "state": english_of(r, "province"),
            "country": english_of(r, "country"),
        }
        for r in told.get("places", [])
    ]
    return {"centralContacts": central, "overallOfficials": officials, "locations": places}
