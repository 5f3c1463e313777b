"""Language and security headers by the part of the site that is asked for."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation

PERSONAL_PREFIXES = ("/workspace/", "/accounts/", "/editor/", "/i18n/", "/demo/")


class Language(LocaleMiddleware):
    """The public site speaks the language in its address; the workspace the one its user chose.

    Browsers' preferences are not asked: one address shows the same text to everyone, and caches rely on it.
    """

    def process_request(self, request):
        if request.path_info.startswith(PERSONAL_PREFIXES):
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        else:
            language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language

    def process_response(self, request, response):
        response.headers.setdefault("Content-Language", translation.get_language())
        return response


class ContentSecurityPolicy(CSPMiddleware):
    """Only own scripts and styles; the page editor of the content system still needs inline ones."""

    def process_response(self, request, response):
        if request.path_info.startswith("/editor/"):
            update = {"style-src": [SELF, UNSAFE_INLINE], "img-src": [SELF, "data:", "blob:"]}
            if request.path_info.startswith("/editor/pages/"):
                update["script-src"] = [SELF, UNSAFE_INLINE]
            response._csp_update = update
        return super().process_response(request, response)
