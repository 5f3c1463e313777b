"""A record for the WHO's registry platform (ICTRP): its upload XML and the columns of its CSV."""

from xml.etree import ElementTree

from studies.record.catalogue import BY_CODE
from studies.record.exchange import cells
from studies.record.exchange.notes import english_of, plain, text_in
from studies.record.reading import text_of

# The columns of a full export, in their order and spelling; the second has no name.
COLUMNS = [
    "TrialID",
    "",
    "SecondaryIDs",
    "public_title",
    "Scientific_title",
    "url",
    "Public_Contact_Firstname",
    "Public_Contact_Lastname",
    "Public_Contact_Address",
    "Public_Contact_Email",
    "Public_Contact_Tel",
    "Public_Contact_Affiliation",
    "Scientific_Contact_Firstname",
    "Scientific_Contact_Lastname",
    "Scientific_Contact_Address",
    "Scientific_Contact_Email",
    "Scientific_Contact_Tel",
    "Scientific_Contact_Affiliation",
    "study_type",
    "study_design",
    "phase",
    "Date_registration",
    "Date_enrollement",
    "Target_size",
    "Recruitment_status",
    "Primary_sponsor",
    "Secondary_sponsors",
    "Source_Support",
    "Countries",
    "Conditions",
    "Interventions",
    "Age_min",
    "Age_max",
    "Gender",
    "Inclusion_Criteria",
    "Exclusion_Criteria",
    "Primary_Outcome",
    "Secondary_Outcomes",
    "Bridging_flag",
    "Bridged_type",
    "Childs",
    "type_enrolment",
    "Retrospective_flag",
    "results_actual_enrollment",
    "results_url_link",
    "results_summary",
    "results_date_posted",
    "results_date_first_publication",
    "results_baseline_char",
    "results_participant_flow",
    "results_adverse_events",
    "results_outcome_measures",
    "results_url_protocol",
    "results_IPD_plan",
    "results_IPD_description",
    "results_date_completed",
    "results_yes_no",
    "Ethics_Status",
    "Ethics_Approval_Date",
    "Ethics_Contact_Name",
    "Ethics_Contact_Address",
    "Ethics_Contact_Phone",
    "Ethics_Contact_Email",
]
IPD = {"yes": "Yes", "no": "No", "undecided": "Undecided"}
GENDER = {"both": "Both", "male": "Male", "female": "Female"}


def facts(values: dict, *, number: str, registered_on, status: str, retrospective: bool) -> dict[str, str]:
    """What both formats say, by the names of the columns: ``number`` and day are those of the registry. A field that
    nobody has filled in is empty; the day is written day/month/year."""
    return {
        "TrialID": number,
        "SecondaryIDs": _joined(values, "secondary_ids", "number"),
        "public_title": english_of(values, "public_title"),
        "Scientific_title": english_of(values, "scientific_title"),
        **_contact("Public", values.get("public_contact")),
        **_contact("Scientific", values.get("scientific_contact")),
        **{code: text_of(BY_CODE[code], values.get(code), "en") for code in ("study_type", "phase")},
        "study_design": _design(values),
        "Date_registration": f"{registered_on:%d/%m/%Y}" if registered_on else "",
        "Date_enrollement": _day(values.get("recruiting_from")),
        "type_enrolment": "anticipated" if values.get("recruiting_from") else "",
        "Target_size": "" if values.get("target_size") is None else str(values["target_size"]),
        "Recruitment_status": status,
        "Primary_sponsor": english_of(values, "sponsor"),
        "Secondary_sponsors": _joined(values, "co_sponsors", "name"),
        "Source_Support": _joined(values, "funding", "source"),
        "Countries": english_of(values, "countries"),
        "Conditions": _joined(values, "conditions", "name"),
        "Interventions": _arms(values),
        "Age_min": _age(values.get("age_min")),
        "Age_max": _age(values.get("age_max")),
        "Gender": GENDER.get(values.get("sex"), ""),
        "Inclusion_Criteria": english_of(values, "inclusion"),
        "Exclusion_Criteria": english_of(values, "exclusion"),
        "Primary_Outcome": _outcomes(values, ("primary",)),
        "Secondary_Outcomes": _outcomes(values, ("secondary", "additional", "adverse")),
        "Retrospective_flag": "Yes" if retrospective else "No",
        "results_summary": english_of(values, "result_summary"),
        "results_IPD_plan": IPD.get(values.get("ipd_plan"), ""),
        "results_IPD_description": "; ".join(filter(None, (english_of(values, c) for c in ("ipd_when", "ipd_how")))),
    }


def csv_row(told: dict[str, str]) -> list[str]:
    """The values in the order of the columns."""
    return [cells.written(told.get(name, "")) for name in COLUMNS]


def upload_xml(told: dict[str, str], values: dict, *, registry: str) -> bytes:
    """The document of a registry's upload."""
    root = ElementTree.Element("trials")
    trial = ElementTree.SubElement(root, "trial")
    _write(ElementTree.SubElement(trial, "main"), _main(told, values, registry))
    contacts = ElementTree.SubElement(trial, "contacts")
    for kind in ("Public", "Scientific"):
        _write(ElementTree.SubElement(contacts, "contact"), _person(kind, told))
    _many(trial, "countries", "country2", told["Countries"].split(", "))
    criteria = {"inclusion_criteria": "Inclusion_Criteria", "agemin": "Age_min", "agemax": "Age_max"}
    criteria |= {"gender": "Gender", "exclusion_criteria": "Exclusion_Criteria"}
    _write(ElementTree.SubElement(trial, "criteria"), {name: told[key] for name, key in criteria.items()})
    _many(trial, "health_condition_code", "hc_code", [text_in(r, "icd10") for r in values.get("conditions") or []])
    _many(trial, "health_condition_keyword", "hc_keyword", [])
    codes = [text_in(row, "intervention_code") for row in values.get("arms") or []]
    _many(trial, "intervention_code", "i_code", codes)
    _many(trial, "intervention_keyword", "i_keyword", [])
    _many(trial, "primary_outcome", "prim_outcome", told["Primary_Outcome"].split("\n"))
    _many(trial, "secondary_outcome", "sec_outcome", told["Secondary_Outcomes"].split("\n"))
    _many(trial, "secondary_sponsor", "sponsor_name", told["Secondary_sponsors"].split("; "))
    ids = ElementTree.SubElement(trial, "secondary_ids")
    for row in values.get("secondary_ids") or []:
        pair = {"sec_id": text_in(row, "number"), "issuing_authority": english_of(row, "issuer")}
        _write(ElementTree.SubElement(ids, "secondary_id"), pair)
    _many(trial, "source_support", "source_name", told["Source_Support"].split("; "))
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _main(told: dict, values: dict, registry: str) -> dict[str, str]:
    names = {"date_registration": "Date_registration", "primary_sponsor": "Primary_sponsor"}
    return {
        "trial_id": told["TrialID"],
        "utrn": "",
        "reg_name": registry,
        **{name: told[key] for name, key in names.items()},
        "public_title": told["public_title"],
        "acronym": english_of(values, "acronym"),
        "scientific_title": told["Scientific_title"],
        "scientific_acronym": "",
        "date_enrolment": told["Date_enrollement"],
        "type_enrolment": told["type_enrolment"],
        "target_size": told["Target_size"],
        "recruitment_status": told["Recruitment_status"],
        "url": "",
        "study_type": told["study_type"],
        "study_design": told["study_design"],
        "phase": told["phase"],
        "hc_freetext": told["Conditions"],
        "i_freetext": told["Interventions"],
    }


def _person(kind: str, told: dict) -> dict[str, str]:
    keys = {"firstname": "Firstname", "lastname": "Lastname", "address": "Address", "telephone": "Tel"}
    keys |= {"email": "Email", "affiliation": "Affiliation"}
    found = {name: told[f"{kind}_Contact_{key}"] for name, key in keys.items()}
    order = ("firstname", "middlename", "lastname", "address", "city", "country1", "zip", "telephone", "email")
    return {"type": kind.lower(), **{name: found.get(name, "") for name in (*order, "affiliation")}}


def _write(element, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        ElementTree.SubElement(element, name).text = plain(text)


def _many(parent, group: str, name: str, texts: list[str]) -> None:
    element = ElementTree.SubElement(parent, group)
    for text in filter(None, texts):
        ElementTree.SubElement(element, name).text = plain(text)


def _joined(values: dict, code: str, column: str) -> str:
    told = [row.get(column) for row in values.get(code) or []]
    texts = (plain(one.get("en", "") if isinstance(one, dict) else one) for one in told)
    return "; ".join(cells.kept(text) for text in texts if text)


def _contact(kind: str, rows) -> dict[str, str]:
    row = (rows or [{}])[0]
    found = {"Firstname": "", "Lastname": english_of(row, "name"), "Address": english_of(row, "address")}
    found |= {"Email": text_in(row, "email"), "Tel": text_in(row, "phone")}
    return {f"{kind}_Contact_{name}": text for name, text in found.items()} | {
        f"{kind}_Contact_Affiliation": english_of(row, "affiliation")
    }


def _design(values: dict) -> str:
    parts = [text_of(BY_CODE[code], values.get(code), "en") for code in ("design", "allocation", "masking", "purpose")]
    return "; ".join(filter(None, parts))


def _arms(values: dict) -> str:
    return _lines(values.get("arms") or [], ("name", "intervention"))


def _outcomes(values: dict, kinds: tuple[str, ...]) -> str:
    rows = [row for row in values.get("outcomes") or [] if row.get("kind") in kinds]
    return _lines(rows, ("name", "measure", "timepoint"))


def _lines(rows: list[dict], columns: tuple[str, ...]) -> str:
    """A line for each row, with a part for each column; rows without any text are left out."""
    told = [[cells.kept(english_of(row, code)) for code in columns] for row in rows]
    return "\n".join("; ".join(parts) for parts in told if any(parts))


def _age(years) -> str:
    return "" if years is None else f"{years} Years"


def _day(text) -> str:
    year, month, day = text.split("-") if text else ("", "", "")
    return f"{day}/{month}/{year}" if text else ""
