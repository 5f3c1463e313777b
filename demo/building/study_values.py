"""The record of a demonstration study, from the few words that the script has for it."""

from datetime import date, timedelta

COPIED = ("inclusion", "exclusion", "data_collection", "data_management", "countries", "objective")


def _both(pair: list[str]) -> dict:
    return {"zh": pair[0], "en": pair[1]}


def record_of(row: dict, words: dict, *, hospital, investigator, begins: date) -> dict:
    """Values of every field that the script can tell; ``begins`` is the planned first day."""
    name, place = {"zh": hospital.name_zh, "en": hospital.name_en}, _both(words["province"])
    values = {code: _both(words[code]) for code in COPIED}
    values |= _identity(row, words, name, investigator)
    values |= _design(row, words)
    return values | {
        "takes_samples": "no",
        "target_size": row["size"],
        "places": [{"country": _both(words["countries"]), "province": place, "hospital": name}],
        "planned_start": begins.isoformat(),
        "planned_end": (begins + timedelta(days=1095)).isoformat(),
        "recruiting_from": (begins + timedelta(days=30)).isoformat(),
        "recruiting_to": (begins + timedelta(days=760)).isoformat(),
        "follow_up_length": _both(words["follow_up"]),
        "consent_signed": "yes",
        "has_dmc": "yes" if row["study_type"] == "interventional" else "no",
        "ipd_plan": "yes",
        "ipd_when": _both(words["ipd_when"]),
        "ipd_how": _both(words["ipd_how"]),
        "publishes_statistics": "yes",
    }


def _identity(row: dict, words: dict, name: dict, investigator) -> dict:
    contact = {"name": {"zh": investigator.name, "en": investigator.username}, "affiliation": name}
    contact |= {"phone": "0311-85550123", "email": investigator.email, "address": name}
    return {
        "public_title": _both(row["title"]),
        "scientific_title": _both(row["title"]),
        "sponsor": name,
        "sponsor_address": name,
        "public_contact": [contact],
        "scientific_contact": [contact],
        "ethics_contact": [contact],
        "funding": [{"source": _both(words["funding"])}],
        "project_source": "vertical",
        "project_subsource": _both(words["subsource"]),
        "conditions": [{"name": _both(row["condition"]), "icd10": row["condition"][2]}],
        "research_field": "tcm" if row["kind"] == "iit_tcm" else "clinical",
        "no_repetition": words["no_repetition"],
    }


def _design(row: dict, words: dict) -> dict:
    tried = row["study_type"] == "interventional"
    arms = [{"name": _both(words["experimental"]), "kind": "experimental" if tried else "observed"}]
    arms[0] |= {"size": row["size"] // 2 if tried else row["size"], "intervention": _both(row["intervention"])}
    if tried:
        control = {"name": _both(words["control"]), "kind": "active", "size": row["size"] - row["size"] // 2}
        arms.append(control | {"intervention": _both(words["control_does"])})
    outcome = {"measure": _both(words["measure"]), "timepoint": _both(words["timepoint"])}
    values = {
        "study_type": row["study_type"],
        "purpose": "treatment" if tried else "diagnostic" if row["study_type"] == "diagnostic" else "other",
        "phase": "3" if row["kind"] == "drug" else "na",
        "design": "parallel" if tried else "cohort",
        "arms": arms,
        "population": _both(row["population"]),
        "age_min": 18,
        "sex": "both",
        "healthy_volunteers": "no",
        "outcomes": [
            {"name": _both(words["outcome_primary"]), "kind": "primary"} | outcome,
            {"name": _both(words["outcome_secondary"]), "kind": "secondary"} | outcome,
        ],
    }
    if tried:
        values |= {"allocation": "randomised", "masking": "single"}
        values |= {"randomisation": _both(words["randomisation"]), "masking_text": _both(words["masking_text"])}
    return values
