"""The second factor, below /accounts/second-factor/, under the names that allauth knows."""

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as keys
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from access.views import second_factor

urlpatterns = [
    path("", never_cache(second_factor.Index.as_view()), name="mfa_index"),
    path("sign-in/", base.authenticate, name="mfa_authenticate"),
    path("confirm/", never_cache(base.reauthenticate), name="mfa_reauthenticate"),
    path("app/", never_cache(second_factor.ActivateApp.as_view()), name="mfa_activate_totp"),
    path("app/remove/", never_cache(second_factor.DeactivateApp.as_view()), name="mfa_deactivate_totp"),
    path("codes/", never_cache(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("codes/new/", never_cache(second_factor.RenewCodes.as_view()), name="mfa_generate_recovery_codes"),
    path("passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("passkeys/new/", never_cache(second_factor.AddKey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/confirm/", never_cache(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", never_cache(keys.login_webauthn), name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/", never_cache(second_factor.RenameKey.as_view()), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", never_cache(second_factor.RemoveKey.as_view()), name="mfa_remove_webauthn"),
]
