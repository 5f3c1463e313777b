"""What the house tells the ground floor when the product starts."""

from sites.registration import acts, database, menu, scopes

__all__ = ["register_all"]


def register_all() -> None:
    """Register everything; called once from ``apps.ready()``."""
    from sites import lifecycles, permissions, tasks  # noqa: F401 - importing registers catalogue and daily work

    scopes.register_scopes()
    acts.register_words()
    database.register_database()
    menu.register_menu()
