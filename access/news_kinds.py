"""The kinds of news of this house."""

from django.utils.translation import gettext_lazy as _

from access.delivery.kinds import Kind

ACCOUNT = Kind(
    "account",
    _("The safety of my account"),
    ("news.account.", "news.password.", "news.second_factor.", "news.sign_in."),
    pressing=True,
    fixed=True,
)
# Whoever knows the address can ask for one: it goes where the link goes, and costs nobody a text message.
PASSWORD_LINK = Kind("password_link", _("Links for a new password"), ("news.password_link.",), fixed=True)
EMAIL_CHANGE = Kind("email_change", _("Links that confirm an address"), ("news.email_change.",), fixed=True)
DUE = Kind("due", _("Tasks that are due"), ("news.task.",), pressing=True)
