"""The design language: every component renders with its sample, says what it must and keeps to the rules of a page."""

import html
import json
import re
from pathlib import Path
from types import SimpleNamespace

import django_tables2 as tables
import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

ROOT = Path(__file__).resolve().parent.parent.parent
COMPONENTS = ROOT / "templates" / "components"
ENTRIES = json.loads((COMPONENTS / "gallery.json").read_text())
# Parts of the shells, of other components, or in need of a real form: tested below or with the pages that hold them.
NOT_IN_GALLERY = {
    "changes",
    "demo_banner",
    "dialog",
    "error_summary",
    "filters",
    "form",
    "messages",
    "row_count",
    "theme_switch",
}
SHOWN = {"title", "text", "label", "value", "note", "caption", "code", "who", "reason", "refusal", "header", "unit"}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def rendered(source: str, **context) -> str:
    """A piece of template, rendered with the tags of the design language."""
    context.setdefault("request", RequestFactory().get("/workspace/list/?state=active&page=3"))
    return Template("{% load ui %}" + source).render(Context(context))


def shown_texts(value, key="") -> set[str]:
    """The strings of a sample that a reader must see."""
    if isinstance(value, dict):
        return set().union(*(shown_texts(inner, name) for name, inner in value.items()))
    if isinstance(value, list):
        return set().union(*(shown_texts(inner, key) for inner in value))
    return {value} if isinstance(value, str) and key in SHOWN else set()


@pytest.mark.parametrize("entry", ENTRIES, ids=[f"{e['component']}-{n}" for n, e in enumerate(ENTRIES)])
def test_sample_shows_all_its_texts(entry):
    page = html.unescape(rendered("{% sample entry %}", entry=entry))
    expected = {line for text in shown_texts(entry["context"]) for line in text.splitlines()}
    assert {text for text in expected if text not in page} == set()
    assert "{{" not in page and "{%" not in page


def test_every_component_is_in_the_gallery():
    present = {path.stem for path in COMPONENTS.glob("*.html")}
    assert present == {entry["component"] for entry in ENTRIES} | NOT_IN_GALLERY


def test_gallery_page_shows_every_entry():
    page = render_to_string("workspace/gallery.html", {"entries": ENTRIES, "form": sample_form({})})
    assert all(f'id="{entry["component"]}"' in page for entry in ENTRIES)
    assert page.count("<h1>") == 1


def test_disabled_action_says_why_and_sends_nothing():
    action = {"name": "seal", "title": "用印", "enabled": False, "refusal": "协议尚未核对。"}
    page = rendered('{% include "components/action.html" %}', action=action)
    assert 'aria-disabled="true" aria-describedby="why-seal"' in page
    assert 'id="why-seal">协议尚未核对。' in page
    assert "<form" not in page and 'type="submit"' not in page


def test_action_with_reason_sends_version_token_and_reason():
    action = {"name": "decline", "title": "不予接纳", "enabled": True, "needs_reason": True}
    page = rendered('{% include "components/action.html" %}', action=action, version=0, token="t-1", url="/x/")
    assert 'action="/x/"' in page
    assert 'name="version" value="0"' in page and 'name="token" value="t-1"' in page
    assert re.search(r'<textarea id="reason-decline" name="reason" rows="4" required>', page)


def test_map_prints_figures_and_hides_neighbours_from_speech():
    page = next(rendered("{% sample entry %}", entry=e) for e in ENTRIES if e["component"] == "hexmap")
    assert 'aria-label="丁东市，0 家网络成员单位"' in page
    assert page.count('<g class="tile tile--dashed" aria-hidden="true">') == 2
    assert page.count('<tr><th scope="row">') == 11


def test_component_tag_wraps_escaped_content():
    page = rendered(
        '{% component "form_section" title=title %}<b>{{ name }}</b>{% endcomponent %}', title="<i>", name="<u>"
    )
    assert "<b>&lt;u&gt;</b>" in page and "&lt;i&gt;" in page


class SampleForm(forms.Form):
    """One field of each kind that the field template treats differently."""

    name = forms.CharField(label="科室名称", help_text="与执业登记一致。")
    gcp = forms.ChoiceField(label="是否备案", choices=[("y", "是"), ("n", "否")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="已核对")
    proof = forms.FileField(label="盖章页", required=False)


def sample_form(data) -> SampleForm:
    """A form that was sent with ``data``."""
    form = SampleForm(data)
    form.is_valid()
    return form


def test_field_ties_help_and_error_to_its_input():
    page = str(sample_form({})["name"].as_field_group())
    described = re.search(r'<input[^>]*aria-describedby="([^"]+)"', page).group(1).split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert all(f'id="{name}"' in page for name in described)
    assert 'aria-invalid="true"' in page and "field__required" in page
    assert '<label class="field__label" for="id_name">' in page


def test_choices_stand_in_a_fieldset_with_legend():
    page = str(sample_form({})["gcp"].as_field_group())
    assert re.search(r'<fieldset aria-describedby="id_gcp_error">\s*<legend class="field__label">是否备案', page)


def test_checkbox_stands_before_its_label():
    page = str(SampleForm()["agree"].as_field_group())
    assert page.index("<input") < page.index('<label for="id_agree">')


def test_optional_field_has_no_required_mark():
    assert "field__required" not in str(SampleForm()["proof"].as_field_group())


def test_form_summary_links_to_fields_and_takes_files():
    page = rendered('{% include "components/form.html" %}', form=sample_form({}))
    links = re.findall(r'<a href="#(id_\w+)">', page)
    assert links == ["id_name", "id_gcp", "id_agree"]
    assert all(f'id="{target}"' in page for target in links)
    assert 'enctype="multipart/form-data"' in page


class HospitalTable(tables.Table):
    """A sample list."""

    name = tables.Column(verbose_name="医院")
    beds = tables.Column(verbose_name="床位", attrs={"td": {"class": "is-number"}})
    caption = "成员单位"


def sample_table(count: int) -> HospitalTable:
    """A list of ``count`` rows, sorted by name, on its second page of three rows each when it has one."""
    table = HospitalTable([{"name": f"医院 {n}", "beds": n} for n in range(count)], order_by="name")
    if count > 3:
        table.paginate(page=2, per_page=3)
    return table


def test_table_sorts_pages_and_labels_its_cells():
    page = rendered('{% include "components/table.html" %}', table=sample_table(7))
    assert page.count('aria-sort="ascending"') == 1
    assert 'href="?state=active&amp;sort=-name"' in page
    assert 'data-label="床位" class="is-number"' in page
    assert 'href="?state=active&amp;page=1"' in page and 'href="?state=active&amp;page=3"' in page
    assert page.count('<tr role="row"><td') == 3


def test_empty_table_says_so():
    table = HospitalTable([], empty_text="没有符合条件的医院")
    page = rendered('{% include "components/table.html" %}', table=table)
    assert "没有符合条件的医院" in page and "<table" not in page


@pytest.mark.parametrize(("number", "shown"), [(1, ["next"]), (2, ["prev", "next"]), (3, ["prev"])])
def test_pager_offers_only_pages_that_exist(number, shown):
    page = rendered('{% include "components/pager.html" %}', page=Paginator(range(6), 2).page(number))
    assert re.findall(r'rel="(\w+)"', page) == shown


def test_filters_count_what_is_in_use():
    class Fields(forms.Form):
        state = forms.CharField(required=False)
        region = forms.CharField(required=False)

    used = rendered(
        '{% include "components/filters.html" %}', filter=SimpleNamespace(form=Fields(QueryDict("state=a&region=")))
    )
    unused = rendered('{% include "components/filters.html" %}', filter=SimpleNamespace(form=Fields(QueryDict(""))))
    assert "data-used" in used and 'href="?"' in used
    assert "data-used" not in unused and 'href="?"' not in unused
    assert 'name="region"' in unused


def test_page_of_refusal_shows_the_reason():
    assert "只有医院管理员可以签批。" in render_to_string("403.html", {"reason": "只有医院管理员可以签批。"})


def test_page_of_fault_needs_no_context():
    assert "<h1>" in render_to_string("500.html")


ACCOUNT_PAGES = sorted(
    p.name for p in (ROOT / "templates/account").glob("*.html") if p.stem not in {"base", "login_form", "privacy_text"}
)


@pytest.mark.parametrize("name", [*ACCOUNT_PAGES, "reauthenticate.html"])
def test_account_page_has_the_look_and_one_heading(name):
    page = render_to_string(f"account/{name}", {"form": sample_form({}), "action_url": "/set/"})
    assert page.count("<h1") == 1
    assert 'id="main"' in page and "css/tokens.css" in page


def test_sign_in_of_the_demonstration_tells_the_story_first():
    card = next(entry["context"] for entry in ENTRIES if entry["component"] == "story")
    page = render_to_string("account/login.html", {"demo_mode": True, "story_cards": [card], "form": SampleForm()})
    assert page.index(card["title"]) < page.index('action="/accounts/login/"')


def test_story_card_enters_as_its_person():
    page = rendered(
        '{% include "components/story.html" %}', step=1, title="签批", person="赵建国", username="zhao", action="/in/"
    )
    assert 'action="/in/"' in page and 'name="person" value="zhao"' in page


def test_icons_in_templates_are_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons/sprite.svg").read_text()))
    named = re.compile(r'(?:{% icon |\bicon=|\bicon\|default:)"([\w-]+)"')
    asked = {name for path in TEMPLATES for name in named.findall(path.read_text())}
    from access.templatetags import ui

    asked |= set(ui.TONE_ICONS.values()) | set(ui.STATE_MARKS.values())
    assert asked - drawn == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=[str(p.relative_to(ROOT / "templates")) for p in TEMPLATES])
def test_template_holds_no_inline_style_or_script(path):
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)
    scripts = [tag for tag in re.findall(r"<script[^>]*>", source) if " src=" not in tag]
    assert scripts == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", source) == []
