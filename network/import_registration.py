"""What bringing tables in tells the ground floor when the product starts."""

from django.utils.translation import gettext_lazy as _

from access import histories, navigation, presenters
from access.delivery import kinds as news_kinds
from access.navigation import NavItem, holding
from network import import_permissions, permissions

ACTS = {
    "import.uploaded": _("uploaded a table"),
    "import.commit_asked": _("had the table taken in"),
    "membership.brought_in": _("entered the existing member from a table"),
}


def register_imports() -> None:
    """The kinds of tables, their papers, works, news, history and menu."""
    from network import import_tasks  # noqa: F401 - importing registers the works
    from office.owners import register_owner

    presenters.register_acts(ACTS)
    news_kinds.register(news_kinds.Kind("import", _("Imports of tables"), ("news.import.",)))
    histories.register("import", "network.ImportRun")
    register_owner("network.importrun", {"table": (_("Table"), import_permissions.ADD_IMPORT)})
    navigation.register(
        NavItem("network", _("Imports"), "network:imports", "upload", holding(import_permissions.ADD_IMPORT), 60)
    )
    _register_organisations()
    _register_people()


def _register_organisations() -> None:
    from network.domain import imported_rows
    from network.imports import ImportKind, hospitals, members, register

    register(
        ImportKind(
            "hospitals",
            _("Hospitals"),
            _("Hospitals for the province's directory, each with its main campus."),
            permissions.ADD_HOSPITAL,
            hospitals.COLUMNS,
            hospitals.CHECKS,
            imported_rows.take_hospitals,
            icon="hospital",
        )
    )
    register(
        ImportKind(
            "members",
            _("Existing members"),
            _("Hospitals that were members of a network before it came here, each with its tier and term."),
            import_permissions.IMPORT_MEMBERS,
            members.COLUMNS,
            members.CHECKS,
            imported_rows.take_members,
            scope="network",
            icon="network",
        )
    )


def _register_people() -> None:
    from network.domain import imported_rows
    from network.imports import ImportKind, centre_people, people, register

    # Invited one by one, each with a code that is shown once.
    facts = {"most": 200, "shows_result": "network/import_people.html", "icon": "users"}
    register(
        ImportKind(
            "people",
            _("People to invite"),
            _("Colleagues of your hospital: each gets a code of the own to make an account."),
            import_permissions.IMPORT_PEOPLE,
            people.COLUMNS,
            people.CHECKS,
            imported_rows.take_people,
            scope="hospital",
            **facts,
        )
    )
    register(
        ImportKind(
            "centre-people",
            _("People of a centre to invite"),
            _("The secretary, director and editors of a centre, as far as you may give these roles."),
            import_permissions.IMPORT_CENTRE_PEOPLE,
            centre_people.COLUMNS,
            centre_people.CHECKS,
            imported_rows.take_people,
            scope="centre",
            **facts,
        )
    )
