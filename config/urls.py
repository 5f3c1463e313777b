"""Every address of the product: workspace, accounts, editor, and the public site in each language."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as wagtaildocs_urls

from access.views import privacy
from config import health, media, metrics

sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("health/live/", health.alive, name="health_live"),
    path("health/ready/", health.ready, name="health_ready"),
    path("metrics/", metrics.metrics, name="metrics"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("access.account_urls")),
    path("accounts/", include("network.code_urls")),
    path("workspace/", include("access.workspace_urls")),
    path("workspace/", include("access.urls")),
    path("workspace/", include("office.urls")),
    path("workspace/network/", include("network.urls")),
    path("workspace/studies/", include("studies.urls")),
    path("workspace/research/", include("sites.urls")),
    path("workspace/start/", include("cms.start_urls")),
    # The content system has no sign-in of its own: it would bypass the rules of ours.
    path("editor/login/", sign_in, name="wagtailadmin_login"),
    path("editor/", include("cms.editor_urls")),
    path("documents/", include(wagtaildocs_urls)),
    # Sizes of public pictures. Where a server stands in front, it answers this from the folder itself.
    path("media/<path:path>", media.public_file),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("demo.urls")))
urlpatterns += i18n_patterns(
    path("privacy/", privacy.notice, name="privacy"),
    path("hospital-registration/", include("network.public_urls")),
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
