"""The work of a campaign that takes longer than a page."""

from django.utils.translation import gettext_lazy as _

from access import jobs
from access.texts import text
from network.domain import signing_campaigns
from network.models import SigningCampaign

DONE = text("network.campaign.job_done", _("Issued to %(members)s members."))


@jobs.work(signing_campaigns.ISSUE_WORK, _("Issuing agreements"))
def issue(progress: jobs.Progress, campaign: int) -> dict:
    """Issue the agreements of a campaign; called twice, it goes on where it stopped."""
    found = SigningCampaign.objects.with_names().select_related("network__centre__host").get(pk=campaign)
    signing_campaigns.issue_missing(found, by=progress.by, advance=progress.advance)
    return {"code": DONE, "params": {"members": found.agreements.count()}, "url": found.get_absolute_url()}
