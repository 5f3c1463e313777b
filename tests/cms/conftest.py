"""A site with two centres' sections, each with pages, files and editors of its own."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from access.actor import Actor
from access.domain.role_assignments import grant
from access.models import User
from cms.domain.centre_sections import build_section
from cms.domain.pages import publish
from cms.domain.site import build_site
from cms.domain.site_documents import keep
from cms.models import AnnouncementIndexPage, AnnouncementPage, CentrePage, Picture, SiteDocument
from network.models import Centre, Membership
from tests.factories import network as make
from tests.factories.people import person

SYSTEM = Actor.as_system("test")


@pytest.fixture
def home(db, stages):
    """The home page of a built site: the laid one, in modules that lay it (`laid_site`, `laid_own`, `laid_foreign`)."""
    return stages.objects().get("site") or build_site(None, by=SYSTEM)


@dataclass
class Part:
    """A centre's section with one of everything."""

    centre: Centre
    page: CentrePage
    index: AnnouncementIndexPage
    live: AnnouncementPage
    draft: AnnouncementPage
    document: SiteDocument
    picture: Picture
    editor: User


def announcement(index, title: str, *, live: bool = True, **values) -> AnnouncementPage:
    """An announcement below a list, published or a draft."""
    number = AnnouncementPage.objects.count() + 1
    page = AnnouncementPage(title=title, slug=f"announcement-{number}", live=False, **values)
    index.add_child(instance=page)
    page.save_revision()
    if live:
        publish(page)
    return page


def picture(collection, title: str = "picture.png") -> Picture:
    """A small picture in a collection."""
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return Picture.objects.create(title=title, collection=collection, file=ImageFile(content, name=title))


def editor_of(centre: Centre) -> User:
    """A person who edits the centre's section from today on."""
    user = person()
    grant(centre, user=user, role="centre_editor", reason="test", by=SYSTEM)
    return user


def section(name: str) -> Part:
    """A centre called ``name`` with a section whose things carry its name."""
    centre = make.centre(name_zh=f"{name}中心")
    page = build_section(centre, by=SYSTEM)
    index = AnnouncementIndexPage.objects.child_of(page).get()
    return Part(
        centre=centre,
        page=page,
        index=index,
        live=announcement(index, f"{name}的公告"),
        draft=announcement(index, f"{name}的草稿", live=False),
        document=keep(f"{name}的文件.txt", name.encode(), collection=page.collection),
        picture=picture(page.collection, f"{name}的图片.png"),
        editor=editor_of(centre),
    )


@pytest.fixture
def own(home, stages) -> Part:
    """The editor's own section."""
    return stages.objects().get("own") or section("甲")


@pytest.fixture
def foreign(home, stages) -> Part:
    """Somebody else's section."""
    return stages.objects().get("foreign") or section("乙")


@pytest.fixture
def editor(client, own):
    """A browser in which the editor of the own section is signed in."""
    client.force_login(own.editor)
    return client


def member(place=None, *, network=None, tier=None, **columns) -> Membership:
    """An active member in a county."""
    hospital = columns.pop("hospital", None) or make.hospital(place=place)
    return Membership.objects.create(
        **{
            "number": f"M-{Membership.objects.count():03d}",
            "hospital": hospital,
            "campus": hospital.campuses.first(),
            "network": network or make.network(),
            "tier": tier or make.tier(),
            "valid_from": date(2020, 1, 1),
            "valid_to": date(2040, 1, 1),
        }
        | columns
    )


def shown(client, path: str) -> str:
    """The page's HTML; it must answer 200."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def province_list(home) -> AnnouncementIndexPage:
    """The province's list of announcements."""
    return AnnouncementIndexPage.objects.child_of(home).get()
