"""What a hospital writes into its profile and into the sections of an application."""

from demo.building.chance import Stream
from demo.files import CentreRow, HospitalRow
from network.enums import HospitalLevel

# Open beds by the first digit of the level: at least, at most.
_BEDS = {"3": (780, 2100), "2": (240, 760), "1": (20, 95), "0": (0, 0)}


def profile(row: HospitalRow, chance: Stream, *, year: int, studies: bool = True) -> dict:
    """The fields of the hospital's profile: figures that fit its level, all invented."""
    beds = chance.randint(*_BEDS[row.level[0]])
    tertiary = row.level[0] == "3"
    trials = row.level in HospitalLevel.at_least("3A")
    led, joined = (chance.randint(0, 6), chance.randint(2, 24)) if trials else (0, chance.randint(0, 3))
    ethics = tertiary or chance.random() < 0.6
    facts = {
        "figures_year": year,
        "beds_authorised": int(beds * chance.uniform(0.82, 0.97)),
        "beds_open": beds,
        "outpatient_visits": beds * chance.randint(520, 760) if beds else chance.randint(2000, 9000),
        "discharges": beds * chance.randint(28, 38),
        "operations": beds * chance.randint(6, 13) if row.level[0] in "23" else 0,
        "staff_senior": beds // 9 + chance.randint(4, 12),
        "staff_intermediate": beds // 5 + chance.randint(8, 20),
        "staff_junior": beds // 3 + chance.randint(8, 30),
        "gcp_registered": trials,
        "device_trial_registered": trials and chance.random() < 0.7,
        "ethics_committee": ethics,
        "multicentre_led": led if studies else 0,
        "multicentre_joined": joined if studies else 0,
        "cohorts": chance.randint(0, 4) if tertiary else chance.randint(0, 1),
        "biobank": trials and chance.random() < 0.7,
        "database": tertiary or chance.random() < 0.3,
    }
    return facts | _records(row, facts)


def _records(row: HospitalRow, facts: dict) -> dict:
    numbers = {}
    if facts["gcp_registered"]:
        numbers["gcp_record_number"] = f"DEMO-GCP-{row.number:04d}"
    if facts["device_trial_registered"]:
        numbers["device_trial_filing"] = f"DEMO-DEV-{row.number:04d}"
    if facts["ethics_committee"]:
        numbers["ethics_record_number"] = f"DEMO-EC-{row.number:04d}"
    return numbers


def sections(row: HospitalRow, centre: CentreRow, words: dict, chance: Stream, *, people: dict, region) -> dict:
    """Section code → answers as the section's form cleans them; ``people`` are the names of leader and contact."""
    texts = words["answers"]
    large = row.level[0] == "3"
    cases = chance.randint(500, 3200) if large else chance.randint(90, 880)
    return {
        "unit": {"confirmed": True, "note": chance.choice(texts["unit_note"])},
        "department": _department(centre, cases, chance, large),
        "leader": _leader(row, texts, chance, people, region),
        "research": _research(texts, chance, large),
        "role": {
            "studies": centre.study,
            "cases_per_year": cases // chance.randint(8, 20),
            "techniques_wanted": texts["techniques_wanted"].format(technique=centre.technique),
            "training_needs": chance.choice(texts["training_needs"]),
            "primary_units": chance.randint(3, 26),
        },
        "commitment": {
            "charter": True,
            "truthful": True,
            "lawful": True,
            "recommended_by": texts["recommended_by"].format(region=region.name_zh) if chance.random() < 0.5 else "",
        },
    }


def _department(centre: CentreRow, cases: int, chance: Stream, large: bool) -> dict:
    return {
        "name": centre.department,
        "key_discipline": chance.choice(("provincial", "city") if large else ("none", "county", "city")),
        "beds": chance.randint(80, 260) if large else chance.randint(20, 90),
        "doctors_senior": chance.randint(6, 22) if large else chance.randint(1, 6),
        "doctors_intermediate": chance.randint(8, 30) if large else chance.randint(3, 10),
        "doctors_junior": chance.randint(6, 24) if large else chance.randint(3, 12),
        "annual_cases": cases,
        "equipment": centre.equipment,
        "techniques": centre.technique if chance.random() < 0.7 else "",
    }


def _leader(row: HospitalRow, texts: dict, chance: Stream, people: dict, region) -> dict:
    return {
        "leader_name": people["leader"],
        "leader_title": chance.choice(texts["titles"]),
        "leader_post": chance.choice(texts["posts"]),
        "societies": chance.choice(texts["societies"]),
        "contact_name": people["contact"],
        "contact_phone": f"{texts['area_codes'][region.code]}-0{row.number:03d}{chance.randint(100, 999)}0",
        "contact_email": texts["email"].format(key=row.key),
    }


def _research(texts: dict, chance: Stream, large: bool) -> dict:
    led, joined = (chance.randint(0, 5), chance.randint(2, 16)) if large else (0, chance.randint(0, 3))
    return {
        "studies_led": led,
        "studies_joined": joined,
        "cases_enrolled": (led * 120 + joined * 35) * chance.randint(1, 3),
        "projects": chance.randint(4, 40) if large else chance.randint(0, 6),
        "papers": chance.randint(30, 260) if large else chance.randint(2, 30),
        "awards": chance.choice(texts["awards"]),
        "cohorts": chance.choice(texts["cohorts"]),
        "sample_bank": chance.choice(texts["sample_bank"]) if large else "",
        "data_systems": chance.choice(texts["data_systems"]),
    }
