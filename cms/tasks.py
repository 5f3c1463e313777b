"""The regular works of the public site; imported when the application starts."""

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from access import beats


@beats.each_minute("cms.publish_scheduled", _("Publish and take down pages at their time"))
def publish_scheduled() -> None:
    """Bring out pages whose time has come, and take down those whose time is over, by the content system's command."""
    call_command("publish_scheduled", verbosity=0)
