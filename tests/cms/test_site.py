"""The public site is built once, and each centre gets its own section."""

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from access.actor import Actor
from access.domain.role_groups import group_for
from access.models import LogEntry
from access.refusals import Forbidden
from access.roles import CENTRE_ADMIN, CENTRE_EDITOR, DEPARTMENT_OFFICER
from cms.domain.centre_sections import build_section
from cms.domain.editing_rights import COLLECTION_RIGHTS, PAGE_RIGHTS
from cms.domain.site import build_site
from cms.models import AnnouncementIndexPage, CentreIndexPage, CentrePage, HomePage
from tests.factories import network as make
from tests.factories.people import actor

pytestmark = pytest.mark.django_db
SYSTEM = Actor.as_system("test")


def test_site_is_built_in_place_of_the_page_that_wagtail_leaves_behind():
    home = build_site(None, by=SYSTEM)

    site = Site.objects.get(is_default_site=True)
    assert site.root_page.specific == home
    assert list(Page.get_first_root_node().get_children()) == [home.page_ptr]
    assert [type(page) for page in home.get_children().specific()] == [CentreIndexPage, AnnouncementIndexPage]
    assert all(page.live and page.latest_revision for page in home.get_descendants(inclusive=True))


def test_building_again_changes_nothing():
    make.centre()
    build_site(None, by=SYSTEM)
    before = _everything()

    build_site(None, by=SYSTEM)

    assert _everything() == before


def _everything() -> list:
    return [
        list(Page.objects.order_by("pk").values_list("pk", "path", "title", "latest_revision_id")),
        list(Collection.objects.order_by("pk").values_list("pk", "name")),
        list(GroupPagePermission.objects.order_by("pk").values_list("pk", flat=True)),
        list(GroupCollectionPermission.objects.order_by("pk").values_list("pk", flat=True)),
        LogEntry.objects.count(),
    ]


def test_new_centre_gets_its_section_the_next_time():
    build_site(None, by=SYSTEM)
    centre = make.centre()

    build_site(None, by=SYSTEM)

    page = CentrePage.objects.get()
    assert (page.centre, page.title, page.slug) == (centre, centre.name_zh, centre.slug)
    assert [type(child) for child in page.get_children().specific()] == [AnnouncementIndexPage]
    assert LogEntry.objects.filter(verb="centre.section_built", object_id=centre.pk).count() == 1


def test_editors_group_has_exactly_the_rights_to_its_section():
    build_site(None, by=SYSTEM)
    centre = make.centre()
    page = build_section(centre, by=SYSTEM)

    group = group_for(CENTRE_EDITOR, "centre", centre.pk)
    assert [p.codename for p in group.permissions.all()] == ["access_admin"]
    pages = GroupPagePermission.objects.filter(group=group)
    assert {(right.page_id, right.permission.codename) for right in pages} == {(page.pk, name) for name in PAGE_RIGHTS}
    files = GroupCollectionPermission.objects.filter(group=group)
    assert {(right.collection, right.permission.codename) for right in files} == {
        (page.collection, name) for name in COLLECTION_RIGHTS
    }


def test_rights_that_a_group_should_not_have_are_taken_away():
    build_site(None, by=SYSTEM)
    centre = make.centre()
    build_section(centre, by=SYSTEM)
    group = group_for(CENTRE_EDITOR, "centre", centre.pk)
    GroupPagePermission.objects.create(
        group=group,
        page=HomePage.objects.get(),
        permission=Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore"),
    )

    build_section(centre, by=SYSTEM)

    assert set(GroupPagePermission.objects.filter(group=group).values_list("page__slug", flat=True)) == {centre.slug}


def test_renamed_centre_renames_page_and_collection_and_keeps_the_draft():
    build_site(None, by=SYSTEM)
    centre = make.centre(name_zh="旧名中心")
    page = build_section(centre, by=SYSTEM)
    page.body = [("heading", {"text": "未发布的草稿", "level": "h2"})]
    page.save_revision()
    centre.name_zh = "新名中心"
    centre.save()

    build_section(centre, by=SYSTEM)

    page = CentrePage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert (page.title, page.collection.name, page.slug) == ("新名中心", "新名中心", centre.slug)
    assert draft.title == "新名中心"
    assert draft.body[0].value["text"] == "未发布的草稿"
    assert len(page.body) == 0


@pytest.mark.parametrize("role", [CENTRE_EDITOR, CENTRE_ADMIN])
def test_section_is_not_built_by_the_centre_itself(role):
    build_site(None, by=SYSTEM)
    centre = make.centre()

    with pytest.raises(Forbidden):
        build_section(centre, by=actor(role, centre))

    assert not CentrePage.objects.exists()


def test_department_officer_may_build():
    home = build_site(None, by=actor(DEPARTMENT_OFFICER))

    assert home.live


def test_section_without_a_site_is_refused():
    with pytest.raises(LookupError, match="Build the site"):
        build_section(make.centre(), by=SYSTEM)
