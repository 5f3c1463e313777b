"""Signing in and out, and coming by invitation, below /accounts/: only what is in use of allauth's pages."""

from allauth.account import views as allauth
from django.urls import include, path, re_path

from access.views import invitations, passwords, personal_data, privacy

urlpatterns = [
    path("login/", allauth.login, name="account_login"),
    path("logout/", allauth.logout, name="account_logout"),
    path("signup/", allauth.signup, name="account_signup"),
    path("inactive/", allauth.account_inactive, name="account_inactive"),
    path("password/change/", passwords.ChangePassword.as_view(), name="account_change_password"),
    path("password/code/", passwords.use_reset_code, name="account_reset_password_by_code"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    # A plain path would take the hyphen inside the key for the one after the person.
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("email/<str:token>/", personal_data.confirm_email, name="confirm_email"),
    path("privacy/", privacy.accept, name="accept_privacy"),
    path("second-factor/", include("access.second_factor_urls")),
    path("invitation/", invitations.enter_code, name="enter_code"),
    path("invitation/<str:secret>/", invitations.accept, name="invitation"),
]
