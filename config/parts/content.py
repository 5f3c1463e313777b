"""Settings of the content system: the public site and its editor."""

from config import environment
from config.parts.papers import ATTACHMENT_MAX_BYTES
from config.parts.sign_in import LOGIN_URL

PUBLIC_URL = environment.text("PUBLIC_URL", "http://localhost:8000")
WAGTAIL_SITE_NAME = "联研 Lianyan"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_I18N_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# What the editor does not need: moderation by a second person, remarks with e-mails, links turned into other pages.
WAGTAIL_WORKFLOW_ENABLED = WAGTAILADMIN_COMMENTS_ENABLED = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
WAGTAILIMAGES_IMAGE_MODEL = "cms.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# Forms that look through titles and files (access.safe_text).
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.material.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.material.PictureForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "doc", "docx", "xls", "xlsx", "csv", "txt", "zip", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = WAGTAILIMAGES_MAX_UPLOAD_SIZE = ATTACHMENT_MAX_BYTES
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search_backend"}}
