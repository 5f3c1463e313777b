from gettext import GNUTranslations
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tools.messages.catalogue import read
from tools.messages.catalogue import write as write_to
from tools.messages.extract import SourceError, Use, uses

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy, npgettext
A = _("Sign in")
B = _("Member since %(date)s" " in %(network)s") % {}
C = ngettext("%(count)d member", "%(count)d members", 2)
D = pgettext_lazy("month", "May")
E = npgettext("tier", "core", "cores", 2)
F = _(A)
G = text("code", _("Nested {name}"))
H = "not marked"
"""
TEMPLATE = """{% load i18n %}
<p title="{% translate "Close" %}">{% translate 'Discount 5%' %} {{ x|default:_("none") }}</p>
  {% blocktranslate trimmed with n=name %}
    Hello {{ n }},
    welcome
  {% endblocktranslate %}
    {% blocktranslate count n=rows|length %}one row{% plural %}{{ n }} rows{% endblocktranslate %}
{% translate "May" context "permission" %}
{% comment %}{% translate "Not shown" %}{% endcomment %}
"""


@pytest.fixture
def project(tmp_path, settings):
    """A small project with a house, a template and no catalogue yet."""
    write(tmp_path, "network/views.py", PYTHON)
    write(tmp_path, "templates/network/list.html", TEMPLATE)
    write(tmp_path, "templates/network/mail.txt", '{% load i18n %}{% translate "Dear colleague" %}')
    write(tmp_path, "network/notes.txt", '{% translate "No template" %}')
    write(tmp_path, "network/migrations/0001.py", '_("In a migration")')
    write(tmp_path, "elsewhere/views.py", '_("Other folder")')
    settings.BASE_DIR, settings.LOCALE_PATHS = tmp_path, [tmp_path / "locale"]
    settings.MESSAGE_FOLDERS = ["network", "templates", "absent"]
    return tmp_path


def write(root: Path, name: str, text: str):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def po(project) -> Path:
    return project / "locale/zh_Hans/LC_MESSAGES/django.po"


def run(*options):
    out, err = StringIO(), StringIO()
    call_command("messages", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def faults():
    err = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("messages", "--check", stdout=StringIO(), stderr=err)
    lines = err.getvalue().splitlines()
    assert str(refused.value) == f"{len(lines)} faults in the Chinese messages"
    return lines


CHINESE = {
    "Sign in": "登录",
    "Member since %(date)s in %(network)s": "自%(date)s起为%(network)s成员",
    "%(count)d member": "%(count)d个成员",
    "core": "核心单位",
    "Nested {name}": "嵌套{name}",
    "Close": "关闭",
    "Discount 5%%": "优惠5%%",
    "none": "无",
    "Hello %(n)s, welcome": "%(n)s，欢迎",
    "one row": "%(n)s行",
    "Dear colleague": "尊敬的同事",
}


def translate(project, **changes):
    """Fill in the .po file as a translator does: every message, or another text for some."""
    catalogue = read(po(project))
    for entry in catalogue:
        if entry.id:
            message = entry.id if isinstance(entry.id, str) else entry.id[0]
            text = ({"May": {"month": "五月", "permission": "可以"}.get(entry.context)} | CHINESE | changes)[message]
            entry.string = text if isinstance(entry.id, str) else (text,)
    write_to(catalogue, po(project))


def test_every_marked_text_is_found_with_its_place(project):
    assert uses(project, ["network", "templates"]) == [
        Use("Sign in", None, None, "network/views.py:3"),
        Use("Member since %(date)s in %(network)s", None, None, "network/views.py:4"),
        Use("%(count)d member", None, "%(count)d members", "network/views.py:5"),
        Use("May", "month", None, "network/views.py:6"),
        Use("core", "tier", "cores", "network/views.py:7"),
        Use("Nested {name}", None, None, "network/views.py:9"),
        Use("Close", None, None, "templates/network/list.html:2"),
        Use("Discount 5%%", None, None, "templates/network/list.html:2"),
        Use("none", None, None, "templates/network/list.html:2"),
        Use("Hello %(n)s, welcome", None, None, "templates/network/list.html:3"),
        Use("one row", None, "%(n)s rows", "templates/network/list.html:7"),
        Use("May", "permission", None, "templates/network/list.html:8"),
        Use("Dear colleague", None, None, "templates/network/mail.txt:1"),
    ]


def test_unreadable_files_are_named(project):
    write(project, "network/broken.py", "def f(:")
    with pytest.raises(SourceError, match="^network/broken.py: "):
        uses(project, ["network"])
    write(project, "network/broken.py", "")
    write(project, "templates/broken.html", "{% blocktranslate %}{% if x %}{% endif %}{% endblocktranslate %}")
    with pytest.raises(CommandError, match="^templates/broken.html: "):
        run()


def test_update_writes_a_sorted_file_without_dates_and_places(project):
    assert run("--update") == ("13 messages, 13 missing, 0 fuzzy\n", "")
    text = po(project).read_text()
    assert text.startswith(
        """msgid ""
msgstr ""
"Language: zh_Hans\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

#, python-format
msgid "%(count)d member"
msgid_plural "%(count)d members"
msgstr[0] ""

msgid "Close"
msgstr ""
"""
    )
    assert "views.py" not in text
    run("--update")
    assert po(project).read_text() == text


def test_update_keeps_translations_and_drops_what_is_not_used(project):
    run("--update")
    translate(project)
    write(project, "templates/network/mail.txt", '{% load i18n %}{% translate "Dear colleagues" %}')
    assert run("--update") == ("13 messages, 1 missing, 0 fuzzy\n", "")
    text = po(project).read_text()
    assert ("尊敬的同事" in text, "五月" in text, "可以" in text, "%(count)d个成员" in text) == (
        False,
        True,
        True,
        True,
    )


def test_update_keeps_marks_and_remarks_of_translators(project):
    run("--update")
    translate(project)
    marked = po(project).read_text().replace('msgid "Close"', '# of a window\n#, fuzzy\nmsgid "Close"')
    po(project).write_text(marked)
    assert run("--update") == ("13 messages, 0 missing, 1 fuzzy\n", "")
    assert po(project).read_text() == marked


def test_translation_survives_when_a_plural_is_added(project):
    run("--update")
    translate(project)
    write(project, "network/more.py", 'ngettext("Close", "Close %(count)d", 2)')
    assert run("--update") == ("13 messages, 0 missing, 0 fuzzy\n", "")
    assert read(po(project))["Close"].string == ("关闭",)


def test_complete_catalogue_passes_the_check(project):
    run("--update")
    translate(project)
    assert run("--check") == ("13 messages, 0 missing, 0 fuzzy\n", "")


def test_check_lists_every_missing_message_with_its_place(project):
    assert len(faults()) == 13
    run("--update")
    translate(project, Close="", none="")
    write(project, "network/more.py", '_("New")')
    assert faults() == [
        "network/more.py:1: missing: 'New'",
        "templates/network/list.html:2: missing: 'Close'",
        "templates/network/list.html:2: missing: 'none'",
    ]


def test_check_lists_fuzzy_translations(project):
    run("--update")
    translate(project)
    po(project).write_text(po(project).read_text().replace('msgid "Close"', '#, fuzzy\nmsgid "Close"'))
    assert faults() == ["templates/network/list.html:2: fuzzy: 'Close'"]


@pytest.mark.parametrize(
    ("message", "translation"),
    [
        ("Member since %(date)s in %(network)s", "自%(date)s起为成员"),
        ("Member since %(date)s in %(network)s", "自%(date)s起为%(Network)s成员"),
        ("Member since %(date)s in %(network)s", "自%(date)s起为%(network)d成员"),
        ("Nested {name}", "嵌套{姓名}"),
        ("Sign in", "登录%(name)s"),
        ("%(count)d member", "成员"),
    ],
)
def test_check_lists_other_placeholders(project, message, translation):
    run("--update")
    translate(project, **{message: translation})
    (line,) = faults()
    assert line.endswith(f": other placeholders in {translation!r}: {message!r}")


def test_singular_without_a_number_needs_the_number_of_the_plural_or_none(project):
    run("--update")
    translate(project, **{"one row": "一行"})
    assert run("--check")[1] == ""


def test_check_lists_a_forgotten_trimmed(project):
    write(
        project,
        "templates/network/mail.txt",
        "{% load i18n %}{% blocktranslate %}\n  Dear\n  colleague\n{% endblocktranslate %}",
    )
    run("--update")
    translate(project, **{"\n  Dear\n  colleague\n": "尊敬的同事"})
    assert faults() == ["templates/network/mail.txt:1: blocktranslate without trimmed: '\\n  Dear\\n  colleague\\n'"]


def test_compiled_catalogue_holds_what_is_translated_and_sure(project):
    run("--update")
    translate(project, Close="")
    po(project).write_text(po(project).read_text().replace('msgid "none"', '#, fuzzy\nmsgid "none"'))
    run("--compile")
    with po(project).with_suffix(".mo").open("rb") as file:
        chinese = GNUTranslations(file)
    assert [chinese.gettext(message) for message in ("Sign in", "Close", "none")] == ["登录", "Close", "none"]
    assert [chinese.pgettext(context, "May") for context in ("month", "permission")] == ["五月", "可以"]
    assert chinese.ngettext("%(count)d member", "%(count)d members", 1) == "%(count)d个成员"


def test_report_changes_nothing(project):
    assert run() == ("13 messages, 13 missing, 0 fuzzy\n", "")
    assert not po(project).exists()
