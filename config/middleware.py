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
    """Only own scripts and styles, in nobody's frame; pages of the workspace may open a WebSocket to this host.

    The content system's editor needs inline styles, its page editor inline scripts, and it shows previews in a frame.
    """

    def process_response(self, request, response):
        if request.path_info.startswith("/editor/"):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_replace = self._of_editor(request.path_info)
        elif request.path_info.startswith("/workspace/"):
            response._csp_update = {"connect-src": [SELF, self._socket_of(request)]}
        return super().process_response(request, response)

    @staticmethod
    def _socket_of(request) -> str:
        """Its address in full: older browsers do not count a WebSocket as 'self'."""
        return f"{'wss' if request.is_secure() else 'ws'}://{request.get_host()}"

    @staticmethod
    def _of_editor(path: str) -> dict:
        replaced = {
            "style-src": [SELF, UNSAFE_INLINE],
            "img-src": [SELF, "data:", "blob:"],
            "frame-ancestors": [SELF],
        }
        if path.startswith("/editor/pages/"):
            replaced["script-src"] = [SELF, UNSAFE_INLINE]
        return replaced
