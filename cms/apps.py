"""What the public reads: pages of words around live data, search, feeds, the centres' own sections."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The public site on Wagtail; it shows the data of the houses below and copies none of it."""

    name = "cms"
    label = "cms"
    verbose_name = _("Public site")

    def ready(self):
        """Register permissions, menu and regular works, keep the search index complete and the public pages fresh."""
        from wagtail.signals import page_published

        from cms import tasks  # noqa: F401
        from cms.domain.freshness import watch
        from cms.registration import register_all
        from cms.search import reindex

        register_all()
        page_published.connect(reindex, dispatch_uid="cms_reindex")
        watch()
