"""Addresses of the editor: Wagtail's own, each behind the doorman."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.urls import urlpatterns as wagtail_patterns
from wagtail.utils.urlpatterns import decorate_urlpatterns

from cms.views import editor

urlpatterns = [
    path("account/", editor.to_workspace),
    path("choose-page/", editor.guarded(require_admin_access(editor.choose_page))),
    *decorate_urlpatterns(wagtail_patterns, editor.guarded),
]
