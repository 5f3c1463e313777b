"""The action plan becomes an announcement: its whole text, nothing around it, once."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from wagtail.models import Revision

from access.models import LogEntry
from cms.domain.imported_text import read_recipe, read_text
from cms.models import AnnouncementPage, SiteDocument
from network.province.files import ProvinceError
from tools.chinese import to_simplified

DOCUMENTS = Path(settings.PROVINCE_DIR) / "documents"


@pytest.fixture
def folder(tmp_path) -> Path:
    """The province's documents, to be changed by the test."""
    shutil.copytree(DOCUMENTS, tmp_path / "documents")
    return tmp_path / "documents"


def _run(folder: Path = DOCUMENTS) -> AnnouncementPage:
    call_command("import_action_plan", folder / "action_plan.toml", verbosity=0)
    return AnnouncementPage.objects.get(import_code="action-plan-2018-2020")


def _text(page: AnnouncementPage) -> str:
    return "".join(
        block.value["text"] if block.block_type == "heading" else str(block.value.source)[3:-4] for block in page.body
    )


def test_recipe_keeps_every_word_of_the_text_and_none_of_the_page_around_it():
    text = read_text(read_recipe(DOCUMENTS / "action_plan.toml"))

    lines = (DOCUMENTS / "action_plan_2018_2020.txt").read_text(encoding="utf-8").splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("發布日期")) + 1
    last = next(n for n, line in enumerate(lines) if line.startswith("Copyright"))
    expected = "".join(to_simplified(line.strip()) for line in lines[first:last])
    assert "".join(part.text for part in text.parts) == expected


def test_headings_are_kept_in_two_levels():
    text = read_text(read_recipe(DOCUMENTS / "action_plan.toml"))

    assert [part.text for part in text.parts if part.level == "h2"] == [
        "一、总体要求",
        "二、重点任务及工作目标",
        "三、保障措施",
    ]
    assert [part.text[1] for part in text.parts if part.level == "h3"] == list("一二三") + list(
        "一二三四五六七八九十"
    ) + list("一二三")


@pytest.mark.django_db
class TestPage:
    def test_page_states_what_the_text_states_and_nothing_more(self, home):
        page = _run()

        assert page.live
        assert page.title == "河北省科技创新平台与条件保障能力建设三年行动计划工作方案(2018-2020年)"
        assert (page.published_on, page.republished, page.column) == (date(2018, 7, 12), True, "sector_news")
        assert (page.issuer, page.document_number, page.issued_on, page.source_url, page.summary) == (
            "",
            "",
            None,
            "",
            "",
        )
        assert page.get_parent().specific.get_parent().specific == home

    def test_site_around_the_text_is_left_out(self, home):
        text = _text(_run())

        for foreign in (
            "内网办公",
            "加入收藏",
            "浏览次数",
            "应用系统",
            "行业动态",
            "Copyright",
            "冀ICP备",
            "招生电话",
        ):
            assert foreign not in text
        assert "开展临床研究、协同创新" in text
        assert not set(text) & set("創臨醫學術")

    def test_cited_documents_are_entries_without_text(self, home):
        entries = _run().related_entries.all()

        assert [(entry.title, entry.document_number, entry.linked_page) for entry in entries] == [
            ("国家科技创新基地优化整合方案", "国科发基〔2017〕250号", None),
            ("“十三五”国家科技创新基地与条件保障能力建设专项规划", "国科发〔2017〕322号", None),
            ("河北省人民政府关于印发河北省科技创新三年行动计划(2018-2020年)的通知", "冀政发〔2018〕6号", None),
        ]

    def test_original_is_attached_as_it_came(self, home, client):
        document = _run().attachments.get().document

        answer = client.get(document.url)

        assert b"".join(answer) == (DOCUMENTS / "action_plan_2018_2020.txt").read_bytes()
        assert document.filename == "action_plan_2018_2020.txt"

    def test_running_again_changes_nothing(self, home):
        before = _run()
        counts = (Revision.objects.count(), SiteDocument.objects.count(), LogEntry.objects.count())

        after = _run()

        assert after.latest_revision_id == before.latest_revision_id
        assert (Revision.objects.count(), SiteDocument.objects.count(), LogEntry.objects.count()) == counts

    def test_changed_text_makes_a_new_revision_of_the_same_page(self, home, folder):
        first = _run(folder)
        attached = first.attachments.get().document
        path = folder / "action_plan_2018_2020.txt"
        path.write_text(path.read_text(encoding="utf-8").replace("總體要求", "總的要求"), encoding="utf-8")

        second = _run(folder)

        assert second.pk == first.pk
        assert second.latest_revision_id != first.latest_revision_id
        assert "一、总的要求" in _text(second)
        assert second.related_entries.count() == 3
        assert second.attachments.get().document != attached
        assert AnnouncementPage.objects.count() == 1

    def test_changed_recipe_makes_a_new_revision(self, home, folder):
        first = _run(folder)
        recipe = folder / "action_plan.toml"
        text = recipe.read_text(encoding="utf-8")
        recipe.write_text(text.replace('column = "sector_news"', 'column = "policy"'), encoding="utf-8")

        second = _run(folder)

        assert (second.pk, second.column) == (first.pk, "policy")
        assert second.latest_revision_id != first.latest_revision_id

    def test_without_a_site_the_command_says_what_to_do(self):
        with pytest.raises(CommandError, match="Build the site"):
            _run()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("action_plan_2018_2020.txt", "應用系統\n", "", "應用系統"),
        ("action_plan_2018_2020.txt", "發布日期: 2018-07-12", "發布於 2018-07-12", "發布日期"),
        ("action_plan_2018_2020.txt", "國科發基〔2017〕250號", "國科發基", "does not cite"),
        ("action_plan_2018_2020.txt", "建設三年行動計劃工作方案(2018-2020年)\n", "建設計劃\n", "the title"),
        ("action_plan.toml", 'column = "sector_news"', 'column = "gossip"', "column must be one of"),
        ("action_plan.toml", 'slug = "action-plan-2018-2020"', "", "slug"),
        ("action_plan.toml", 'source = "', 'colour = "', "colour"),
        ("action_plan.toml", 'file = "action_plan_2018_2020.txt"', 'file = "none.txt"', "none.txt is missing"),
    ],
)
def test_source_that_no_longer_fits_the_recipe_is_refused(folder, file, old, new, told):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(ProvinceError, match=told):
        read_text(read_recipe(folder / "action_plan.toml"))
