"""Whatever the door filters can be searched: the filter uses only columns that the search index knows."""

import pytest
from django.apps import apps
from modelsearch.index import FilterField, get_indexed_models
from modelsearch.queryset import SearchableQuerySetMixin

from access.actor import Actor
from access.door import paths_of
from access.enums import PROVINCE_WIDE
from access.models import ScopedModel
from access.roles import ROLES
from network.models import Hospital
from tests.factories import network as make
from tests.factories.people import actor

pytestmark = pytest.mark.django_db


def _indexed() -> list[type]:
    return [model for model in get_indexed_models() if issubclass(model, ScopedModel)]


def filter_columns(model) -> set[str]:
    """The columns that the door may filter a model by, for whichever actor."""
    columns = {path.field for kind, path in paths_of(model) if kind not in PROVINCE_WIDE}
    conditions = [path.when for _kind, path in paths_of(model)] + [model.public]
    columns |= {name.partition("__")[0] for condition in conditions for name in _names(condition)}
    return {model._meta.pk.name if name == "pk" else name for name in columns}


def _names(condition):
    for child in getattr(condition, "children", ()):
        if isinstance(child, tuple):
            yield child[0]
        else:
            yield from _names(child)


def unsearchable(model) -> list[str]:
    """Columns of the door that the model's search index does not know as filters."""
    known = {field.field_name for field in model.get_search_fields() if isinstance(field, FilterField)}
    return sorted(filter_columns(model) - known)


def test_something_is_indexed():
    assert Hospital in _indexed()


@pytest.mark.parametrize("model", _indexed(), ids=lambda model: model.__name__)
def test_columns_of_the_door_are_filters_of_the_index(model):
    assert unsearchable(model) == []


@pytest.mark.both
@pytest.mark.parametrize("model", _indexed(), ids=lambda model: model.__name__)
def test_every_actor_can_search_what_is_visible(model):
    make.centre(host=make.hospital(name_zh="示范第一医院"))
    scopes = {"hospital": Hospital.objects.first(), "centre": make.centre(), "region": make.region()}
    actors = [actor(code, scopes.get(role.scope_kind)) for code, role in ROLES.items()]

    for by in (*actors, Actor.anonymous(), Actor.as_system("test")):
        found = model._default_manager.all().visible_to(by).search("示范")
        assert set(found) <= set(model._default_manager.all().visible_to(by))


@pytest.mark.both
@pytest.mark.parametrize("model", _indexed(), ids=lambda model: model.__name__)
def test_what_the_door_hides_is_not_found(model, monkeypatch):
    """Directories are public; were they not, search would keep to the door as lists do."""
    make.centre(host=make.hospital(name_zh="示范第一医院"), name_zh="示范中心")
    row = model._default_manager.order_by("pk").first()
    assert row in set(model._default_manager.all().visible_to(Actor.anonymous()).search("示范"))

    monkeypatch.setattr(model, "public", None)

    assert not list(model._default_manager.all().visible_to(Actor.anonymous()).search("示范"))


def test_searchable_querysets_belong_to_indexed_models():
    searchable = {
        model
        for model in apps.get_models()
        if issubclass(model, ScopedModel) and isinstance(model._default_manager.all(), SearchableQuerySetMixin)
    }

    assert searchable == set(_indexed())


def test_a_column_of_the_door_that_the_index_does_not_know_is_found(monkeypatch):
    """The planted fault: a path over a column that search cannot filter by."""
    from django.db.models import Q

    monkeypatch.setattr(Hospital, "public", Q(legal_person=True))

    assert unsearchable(Hospital) == ["legal_person"]
    with pytest.raises(Exception, match="legal_person"):
        list(Hospital.objects.visible_to(Actor.anonymous()).search("示范"))
