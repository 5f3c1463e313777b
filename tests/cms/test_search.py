"""The public search: inner words, either script, and no query that breaks it, on both databases."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from modelsearch.query import Fuzzy, Not, Phrase, PlainText

from access.actor import Actor
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, SUPERVISOR
from cms import search_backend
from cms.domain.pages import publish
from cms.models import AnnouncementIndexPage, AnnouncementPage
from cms.search import KINDS, LONGEST_QUERY, Segment, cleaned, excerpt, marked
from network.models import Centre, Hospital
from tests.cms.conftest import announcement
from tests.factories import network as make
from tests.factories.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("laid_site"), pytest.mark.both]


@pytest.fixture
def index(home) -> AnnouncementIndexPage:
    """The province's list."""
    return AnnouncementIndexPage.objects.child_of(home).get()


def _paragraph(text: str) -> list:
    return [("paragraph", f"<p>{text}</p>")]


def _titles(query: str) -> set[str]:
    return {page.title for page in AnnouncementPage.objects.live().search(query)}


@pytest.mark.parametrize(
    "query", ["临床研究", "床研", "臨床研究", "临床 研究", "研究", "究", "ＣＯＰＤ", "copd", "ICD-10", "真实世界"]
)
def test_words_inside_the_text_are_found_in_either_script(index, query):
    announcement(index, "甲", body=_paragraph("开展临床研究与真实世界COPD队列，编码按ICD-10。"))
    announcement(index, "乙", body=_paragraph("关于放假的通知。"))

    assert _titles(query) == {"甲"}


def test_traditional_text_is_found_by_simplified_words(index):
    announcement(index, "臨床醫學通知", body=_paragraph("樣本庫"))

    assert _titles("临床医学") == _titles("樣本库") == {"臨床醫學通知"}


@pytest.mark.parametrize("query", ["国家医学", "研床", "不存在"])
def test_words_that_are_not_there_are_not_found(index, query):
    announcement(index, "甲", body=_paragraph("国家重点实验室与医学研究中心，临床研究"))

    assert _titles(query) == set()


@pytest.mark.parametrize("field", ["title", "summary", "issuer", "document_number", "source"])
def test_particulars_are_found(index, field):
    page = announcement(index, "甲")
    setattr(page, field, "冀科平规〔2018〕6号")
    publish(page)

    assert AnnouncementPage.objects.live().search("科平规").count() == 1


def test_cited_document_is_found_by_its_number(index):
    page = announcement(index, "甲")
    page.related_entries.create(title="某方案", document_number="国科发基〔2017〕250号")
    publish(page)

    assert _titles("国科发基〔2017〕250号") == {"甲"}


def test_drafts_are_not_found(index):
    announcement(index, "未发布的公告", live=False)

    assert _titles("未发布") == set()


HOSTILE = [
    "",
    "   ",
    '"',
    "'",
    '"临床',
    "临床' OR 1=1 --",
    "%",
    "临%",
    "_",
    "\\",
    "*",
    "临床*",
    "(",
    "临床 AND",
    "NOT 临床",
    "NEAR(临床 研究)",
    "title:临床",
    "^临床",
    "临床\x00研究",
    "<script>alert(1)</script>",
    "﻿临床",
    "临" * 5000,
    " ".join(f"词{n}" for n in range(900)),
    "😀",
    "{{ 7|add:7 }}",
    "%s %(x)s",
]


def test_no_query_breaks_the_page(client, index, subtests):
    announcement(index, "临床研究公告")

    for number, query in enumerate(HOSTILE):
        with subtests.test(number):
            answer = client.get(reverse("search"), {"q": query})

            assert answer.status_code == 200
            assert "<script>alert" not in answer.content.decode()


def test_no_query_breaks_the_library(index, subtests):
    for number, query in enumerate(HOSTILE):
        for model in (AnnouncementPage, Hospital, Centre):
            with subtests.test(f"{number} {model.__name__}"):
                assert model.objects.search(query).count() == len(model.objects.search(query)[:3])


def test_other_kinds_of_queries_are_split_too(index):
    announcement(index, "临床研究公告")
    announcement(index, "放假通知")

    def found(query):
        return {page.title for page in AnnouncementPage.objects.live().search(query)}

    assert found(PlainText("臨床研究")) == {"临床研究公告"}
    assert found(PlainText("床研") & PlainText("公告")) == {"临床研究公告"}
    assert found(PlainText("临床") | PlainText("放假")) == {"临床研究公告", "放假通知"}
    assert found(PlainText("公告") & Not(PlainText("放假"))) == {"临床研究公告"}
    assert found(PlainText("研究", boost=2)) == {"临床研究公告"}


def test_query_objects_keep_their_kind():
    assert search_backend.split_query(Phrase("臨床研究")).query_string == "临床 床研 研究"
    assert search_backend.split_query(Fuzzy("臨床")).query_string == "临床"


def test_stock_index_uses_our_indexer(index):
    """The library has no hook for it: a new release could go round it without an error."""
    page = announcement(index, "临床研究公告")
    backend = search_backend.SearchBackend({})
    module = __import__(type(backend).__mro__[1].__module__, fromlist=["ObjectIndexer"])

    indexer = module.ObjectIndexer(page, backend)

    assert "床研" in indexer.prepare_value(page.title)
    assert backend.config == "simple" or connection.vendor != "postgresql"


def test_hospital_is_found_by_inner_words_former_name_and_code():
    hospital = make.hospital(name_zh="青禾县人民医院")
    make.other_name(hospital, "青禾县第一医院")
    hospital.save()

    for query in ("人民医院", "青禾", "第一医院", hospital.credit_code, "qhxrmyy"):
        assert list(Hospital.objects.search(query)) == [hospital], query


def test_centre_is_found_by_name_field_network_and_host():
    centre = make.centre(
        name_zh="示范肾脏病中心",
        field=make.disease_field(name_zh="慢性肾病"),
        host=make.hospital(name_zh="庚西大学医院"),
    )
    make.network(centre=centre, name_zh="肾病协同创新网络")
    centre.save()

    for query in ("肾脏病", "慢性肾病", "协同创新", "庚西大学"):
        assert list(Centre.objects.search(query)) == [centre], query


@pytest.mark.parametrize(
    "who", [Actor.anonymous, lambda: Actor.as_system("test"), HOSPITAL_ADMIN, CENTRE_ADMIN, SUPERVISOR]
)
def test_what_is_visible_to_somebody_can_be_searched(who):
    hospital = make.hospital(name_zh="青禾县人民医院")
    centre = make.centre(name_zh="青禾中心")
    scopes = {HOSPITAL_ADMIN: hospital, CENTRE_ADMIN: centre, SUPERVISOR: hospital.campuses.get().region}
    reader = who() if callable(who) else actor(who, scopes[who])

    assert list(Hospital.objects.visible_to(reader).search("青禾")) == [hospital]
    assert list(Centre.objects.visible_to(reader).search("青禾")) == [centre]


def test_what_somebody_may_do_can_be_searched():
    hospital, other = make.hospital(name_zh="青禾县人民医院"), make.hospital(name_zh="青禾县中医院")
    administrator = actor(HOSPITAL_ADMIN, hospital)

    found = Hospital.objects.permitted(administrator, "network.change_hospitalprofile").search("青禾")

    assert list(found) == [hospital]
    assert other in Hospital.objects.search("青禾")


def test_rebuilding_finds_everything_again_and_forgets_what_is_gone(index):
    announcement(index, "临床研究公告")
    gone = announcement(index, "要删的公告")
    AnnouncementPage.objects.filter(pk=gone.pk).delete()

    call_command("build_search", verbosity=0)

    assert _titles("公告") == {"临床研究公告"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="an index of PostgreSQL")
def test_postgresql_can_serve_title_and_body_from_one_index(index):
    announcement(index, "临床研究公告")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT id FROM wagtailsearch_indexentry WHERE (title || body) @@ '临床'::tsquery")
        plan = " ".join(line for (line,) in cursor.fetchall())

    assert "cms_search_title_and_body" in plan


class TestPage:
    def test_each_kind_is_shown_with_its_number(self, client, index):
        for number in range(7):
            announcement(index, f"青禾公告{number}")
        make.hospital(name_zh="青禾县人民医院")
        make.centre(name_zh="青禾中心")

        answer = client.get(reverse("search"), {"q": "青禾"})

        groups = {group["kind"].code: (group["total"], len(group["found"])) for group in answer.context["groups"]}
        assert groups == {"centres": (1, 1), "hospitals": (1, 1), "announcements": (7, 5)}
        assert answer.context["total"] == 9

    def test_one_kind_goes_page_by_page(self, client, index):
        for number in range(23):
            announcement(index, f"青禾公告{number}")

        seen = []
        for page in (1, 2):
            answer = client.get(reverse("search"), {"q": "青禾", "kind": "announcements", "page": page})
            seen += [found.url for found in answer.context["found"]]

        assert len(seen) == len(set(seen)) == 23

    def test_unknown_kind_and_page_are_harmless(self, client, index):
        announcement(index, "青禾公告")

        for parameters in ({"kind": "users"}, {"kind": "announcements", "page": "no"}, {"page": "-1"}):
            assert client.get(reverse("search"), {"q": "青禾"} | parameters).status_code == 200

    def test_closed_hospitals_are_left_out(self, client, home):
        make.hospital(name_zh="青禾县旧医院", closed_on="2020-01-01")

        assert client.get(reverse("search"), {"q": "青禾"}).context["total"] == 0

    def test_constant_queries(self, client, index, django_assert_max_num_queries):
        for number in range(5):
            announcement(index, f"青禾公告{number}")
            make.hospital(name_zh=f"青禾县第{number}医院")
            make.centre(name_zh=f"青禾中心{number}")

        with django_assert_max_num_queries(16):
            client.get(reverse("search"), {"q": "青禾"})


def test_longest_query_is_cut():
    assert len(cleaned("临" * 5000)) == LONGEST_QUERY


def test_hits_are_marked_whatever_script_was_asked():
    assert marked("开展临床研究", "臨床") == [Segment("开展"), Segment("临床", hit=True), Segment("研究")]
    assert marked("開展臨床研究", "临床") == [Segment("開展"), Segment("臨床", hit=True), Segment("研究")]
    assert marked("没有", "临床") == [Segment("没有")]
    assert marked("a.b", ".") == [Segment("a.b")]


def test_excerpt_shows_the_place_of_the_first_hit():
    text = "前" * 200 + "临床研究" + "后" * 200

    pieces = excerpt(text, "临床")

    assert "临床" in [piece.text for piece in pieces if piece.hit]
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")
    assert len("".join(piece.text for piece in pieces)) < 120


def test_every_kind_has_a_title_and_rows():
    assert {code: bool(str(kind.title)) for code, kind in KINDS.items()} == {
        "centres": True,
        "hospitals": True,
        "announcements": True,
    }
