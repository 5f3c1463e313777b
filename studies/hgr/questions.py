"""The questions about human genetic resources; the rules (rules.toml) name them by their codes."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "material": _("Is human genetic material collected or used (organs, tissue, blood, cells with human genes)?"),
    "information": _("Is gene or genome information made or used? Clinical, imaging and protein data are none."),
    "large": _("Are more than 3,000 persons, important pedigrees or people of specific regions included?"),
    "kept": _("Is the material kept to serve further research by others?"),
    "foreign": _("Does a foreign organisation, or one that is controlled from abroad, take part?"),
    "market": _("Is it a trial for market approval in China from which no material leaves the country?"),
    "leaves": _("Does material leave the country?"),
    "abroad": _("Is information given abroad or opened to foreign parties?"),
}
