"""Every form of the product, the page editor's included, looks for resident numbers."""

import importlib
import pkgutil

from django.forms import BaseForm
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form, get_document_multi_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import get_page_models

from access.forms.base import SafeText
from cms.models.safe_page_form import SafeCopyForm, SafePageForm

HOUSES = ("config", "demo", "cms", "studies", "sites", "network", "office", "access", "tools")
# Forms that keep nothing of what is typed into them but a hash, or only compare it.
KEEP_NOTHING = {
    "cms.forms.verification.VerificationForm": "compares what is printed on a certificate",
    "access.forms.passwords.SignInForm": "compares a name and a password",
    "access.forms.passwords.ChangePasswordForm": "keeps a hash of the password",
    "access.forms.passwords.ResetPasswordForm": "keeps a hash of the password",
    "access.forms.second_factor.AuthenticateForm": "compares a code",
    "access.forms.second_factor.ReauthenticateForm": "compares a code",
    "access.forms.second_factor.ActivateForm": "compares a code",
    "access.forms.second_factor.LoginKeyForm": "compares an answer of a key",
    "access.forms.second_factor.AuthenticateKeyForm": "compares an answer of a key",
    "access.forms.second_factor.ReauthenticateKeyForm": "compares an answer of a key",
}


def _load_all() -> None:
    for house in HOUSES:
        package = importlib.import_module(house)
        for module in pkgutil.walk_packages(package.__path__, f"{house}."):
            if "migrations" not in module.name and not module.name.endswith("sheets.child"):
                importlib.import_module(module.name)


def _below(form: type) -> set[type]:
    return {form, *(each for child in form.__subclasses__() for each in _below(child))}


def _own_forms() -> dict[str, type]:
    _load_all()
    named = {f"{form.__module__}.{form.__qualname__}": form for form in _below(BaseForm)}
    return {
        name: form
        for name, form in named.items()
        if name.split(".")[0] in HOUSES and not issubclass(form, SafePageForm) and not _is_filter(form)
    }


def _is_filter(form: type) -> bool:
    """Filters of lists are searches: django-filter makes their forms, and nothing of them is stored."""
    return "filter" in form.__module__ or form.__qualname__.endswith("FilterSetForm")


def test_every_form_looks_through_its_fields():
    forms = _own_forms()
    unsafe = {name for name, form in forms.items() if not issubclass(form, SafeText)}
    assert unsafe == set(KEEP_NOTHING)


def test_no_form_goes_past_the_look():
    passed = {
        name
        for name, form in _own_forms().items()
        if issubclass(form, SafeText)
        and any(
            "full_clean" in vars(each)
            for each in form.__mro__[form.__mro__.index(SafeText) + 1 :]
            if each.__module__.split(".")[0] in HOUSES
        )
    }
    assert passed == set()


def test_every_page_and_what_lies_beside_pages_is_edited_with_a_form_that_looks():
    pages = [model for model in get_page_models() if model.__module__.split(".")[0] in HOUSES]
    assert len(pages) >= 5
    assert all(issubclass(model.get_edit_handler().get_form_class(), SafePageForm) for model in pages)
    assert all(issubclass(model.copy_form_class, SafeCopyForm) for model in pages)
    document, picture = get_document_model(), get_image_model()
    material = [get_document_form(document), get_document_multi_form(document), get_image_form(picture)]
    assert all(issubclass(form, SafeText) for form in material)
