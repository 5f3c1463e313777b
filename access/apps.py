"""Who someone is, what they may do, what was done and what is due."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """The ground that every other house stands on."""

    name = "access"
    verbose_name = _("Access")

    def ready(self):
        """Connect the database pieces, register the menu, works and beats."""
        from access import database, logbook_tasks, tasks  # noqa: F401
        from access.registration import register_all

        connection_created.connect(database.prepare_connection, dispatch_uid="lianyan_today")
        pre_migrate.connect(_drop, sender=self, dispatch_uid="drop_pieces")
        post_migrate.connect(_install, sender=self, dispatch_uid="install_pieces")
        register_all()


def _drop(using, **kwargs):
    from access import database

    database.drop_all(using)


def _install(using, **kwargs):
    from access import database

    database.install_all(using)
