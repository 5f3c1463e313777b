"""The house's acts, facts, news and histories in words."""

from collections.abc import Callable

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access import door, histories, logbook, presenters
from access.delivery import kinds
from sites.enums.research_site import DataSystem, Language, SampleStorage
from sites.permissions.records import CHANGE_COMMITTEE


def _titles(choices) -> Callable[[list[str]], str]:
    """A reader of codes in words; what is no code any more is shown as it is."""
    return lambda codes: gettext(", ").join(str(dict(choices.choices).get(code, code)) for code in codes)


ACTS = {
    "research_site.entered": _("entered the research site"),
    "research_site.revised": _("changed the description of the research site"),
    "research_site.capacity_written": _("wrote fields, beds and cases of the research site"),
    "research_site.equipment_written": _("wrote the equipment of the research site"),
    "research_site.confirmed": _("confirmed the description of the research site"),
    "research_site.closed": _("closed the research site"),
    "research_site.person_entered": _("entered a person at the research site"),
    "research_site.person_ended": _("ended a person's function at the research site"),
    "gcp_record.entered": _("entered the record of the trial institution"),
    "gcp_record.specialties_written": _("wrote the specialties of the record"),
    "gcp_record.ended": _("ended the record of the trial institution"),
    "ethics_committee.entered": _("entered the ethics committee"),
    "ethics_committee.revised": _("changed the facts of the ethics committee"),
    "ethics_committee.ended": _("ended the ethics committee"),
    "recognition.entered": _("put the committee onto the recognition list"),
    "recognition.ended": _("ended the entry of the recognition list"),
    "person_certificate.entered": _("entered the certificate"),
    "person_certificate.renewed": _("renewed the certificate"),
    "person_certificate.withdrawn": _("withdrew the certificate"),
    "person_certificate.told": _("told of the end of the certificate"),
    "feasibility_round.prepared": _("began the feasibility round"),
    "feasibility_round.revised": _("changed the feasibility round"),
    "feasibility_round.questions_written": _("wrote the questions of the round"),
    "feasibility_round.sites_chosen": _("chose research sites for the round"),
    "feasibility_invitation.answered_anew": _("changed the answers"),
}
FACTS = {
    "capacities": (_("fields with beds, cases and year"), None),
    "equipment": (_("equipment"), None),
    "person": (_("person"), None),
    "specialties": (_("specialties"), None),
    "sites": (_("chosen sites"), None),
    "site_languages": (_("working languages"), _titles(Language)),
    "site_systems": (_("data systems"), _titles(DataSystem)),
    "site_storage": (_("storage of samples"), _titles(SampleStorage)),
}
GROUPS = {
    "research_site": _("research site"),
    "gcp_record": _("record of a trial institution"),
    "ethics_committee": _("ethics committee"),
    "recognition": _("recognition list"),
    "person_certificate": _("certificate of a person"),
}
HISTORIES = {
    "research-site": "research_sites.researchsite",
    "gcp-record": "research_sites.gcprecord",
    "ethics-committee": "research_sites.ethicscommittee",
    "person-certificate": "research_sites.personcertificate",
    "feasibility-round": "research_sites.feasibilityround",
    "feasibility-invitation": "research_sites.feasibilityinvitation",
}


def register_words() -> None:
    """Acts, facts, kinds of news, histories."""
    presenters.register_acts(ACTS)
    presenters.register_facts(FACTS)
    presenters.GROUPS.update(GROUPS)
    kinds.register(
        kinds.Kind("certificate_ends", _("Certificates of people that end"), ("news.certificate_ends.",)),
        kinds.Kind("feasibility", _("Feasibility rounds"), ("news.feasibility.",)),
    )
    for kind, label in HISTORIES.items():
        if kind == "ethics-committee":
            histories.register(kind, label, _of_committee)
        else:
            histories.register(kind, label)


def _of_committee(committee, actor):
    """Who changed a committee is read by its own hospital, not by everybody who sees it."""
    door.require(actor, CHANGE_COMMITTEE, committee)
    return logbook.history(committee)
