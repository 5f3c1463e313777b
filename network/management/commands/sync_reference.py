"""`manage.py sync_reference`: the province's reference data as its files say; harmless when repeated."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from access import generation
from access.actor import Actor
from access.enums import Origin
from network.domain import (
    agreement_templates,
    assessment_tables,
    confirmation_rules,
    privacy_notices,
    profile_confirmations,
    reference,
    site_visits,
)
from network.province import ProvinceError, province
from network.province.membership_rules import membership_rules


class Command(BaseCommand):
    """Runs at every start, after the migrations."""

    help = "Bring regions, divisions, fields, tiers and common rules in line with the province's files; never deletes."

    def handle(self, **options):
        call_command("createcachetable", verbosity=0)
        by = Actor.as_system("sync_reference", origin=Origin.COMMAND)
        try:
            changes = reference.sync(province=province(), by=by)
            changes += agreement_templates.sync(Path(settings.PROVINCE_DIR) / "agreement.toml", by=by)
            changes += confirmation_rules.sync(Path(settings.PROVINCE_DIR) / "confirmation.toml", by=by)
            changes += profile_confirmations.sync()
            changes += assessment_tables.sync(Path(settings.PROVINCE_DIR) / "assessment.toml", by=by)
            changes += site_visits.sync_checklists(membership_rules().checklists, by=by)
            changes += privacy_notices.sync(Path(settings.PROVINCE_DIR) / "privacy.toml", by=by)
        except ProvinceError as error:
            raise CommandError(str(error)) from None
        if changes:
            generation.touch()
        if options["verbosity"] > 0:
            for change in changes:
                self.stdout.write(str(change))
            self.stdout.write(f"{len(changes)} changes")
