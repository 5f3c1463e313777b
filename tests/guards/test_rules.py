"""Each rule finds its planted fault, and leaves alone what only looks like one."""

import pytest

from tests.guards import faces, rules

FAULTS = [
    (rules.index_addresses, "a.sh", "pip install --index-" + "url x y"),
    (rules.index_addresses, "a.txt", "see https://mirror.example/sim" + "ple/ for more"),
    (rules.index_addresses, "package-lock.json", '"resol' + 'ved": "https://r.example/x.tgz"'),
    (rules.machine_paths, "a.py", 'open("/ro' + 'ot/notes")'),
    (rules.machine_paths, "a.md", "in /wo" + "rk/main"),
    (rules.province_words, "network/a.py", "REGION = 1" + "30100"),
    (rules.province_words, "a.html", "<p>河" + "北省</p>"),
    (rules.old_words, "a.py", "受" + "试者"),
    (rules.unfinished, "a.py", "x = 1  # TO" + "DO later"),
    (rules.unfinished, "a.py", "raise NotImplemen" + "tedError"),
    (rules.long_file, "a.py", "x = 1\n" * 301),
    (rules.banned_python, "a.py", "from django.utils import timezone\nx = timezone.now()"),
    (rules.banned_python, "a.py", "from django.utils import timezone\nx = Field(default=timezone.now)"),
    (rules.banned_python, "a.py", "import datetime\nx = datetime.date.today()"),
    (rules.banned_python, "a.py", "from datetime import datetime\nx = datetime.now()"),
    (rules.banned_python, "a/models/b.py", "x = models.DateTimeField(auto_now=True)"),
    (rules.banned_python, "a/models/b.py", "x = models.DateTimeField(auto_now_add=True)"),
    (rules.banned_python, "a/models/b.py", "class A:\n    def save(self):\n        pass"),
    (rules.banned_python, "a/migrations/0002.py", "def fill(apps, schema_editor):\n    apps.get_model('a', 'B')"),
    (rules.banned_python, "a/b.py", "@receiver(post_save)\ndef changed(**kwargs):\n    pass"),
    (rules.dependency_reasons, "pyproject.toml", 'dependencies = [\n  # why\n  "a>=1",\n  "b>=1",\n]'),
    (rules.open_locks, "a.lock", "a==1 \\\n    --hash=sha256:00\nb==2"),
    (rules.open_locks, "a.lock", "a>=1 \\\n    --hash=sha256:00"),
    (rules.open_locks, "a.lock", "--index x\na==1 \\\n    --hash=sha256:00"),
    (rules.open_locks, "a.lock", "a @ https://files.example/a.whl"),
    (rules.doubled_words, "CONTEXT.md", "| 医院 | hospital | `hospital` |\n| 病院 | clinic | `hospital` |"),
    (rules.doubled_words, "CONTEXT.md", "| 医院 | hospital | `hospital` |\n| 医院 | clinic | `clinic` |"),
    (faces.inline_code, "a.html", '<p style="color: red">'),
    (faces.inline_code, "a.html", "<p\n  onclick='go()'>"),
    (faces.inline_code, "a.html", '<button hx-on:click="go()">'),
    (faces.inline_code, "a.html", "<script>go()</script>"),
    (faces.inline_code, "a.html", "<style>p {}</style>"),
    (faces.inline_code, "a.html", '<a href="javascript:go()">'),
    (faces.inline_code, "a.html", '<p {% if a > 1 %}class="b"{% endif %} style="c">'),
    (faces.inline_code, "a.py", "format_html('<b style=\"color: {}\">', c)"),
    (faces.foreign_files, "a.html", '<script defer src="https://cdn.example/x.js"></script>'),
    (faces.foreign_files, "a.html", '<link rel="stylesheet" href="//cdn.example/x.css">'),
    (faces.foreign_files, "a.css", "a { background: url('https://cdn.example/x.png') }"),
    (faces.untranslated, "a.html", "<p>Members</p>"),
    (faces.untranslated, "a.html", "<p>成员单位</p>"),
    (faces.untranslated, "a.html", '<img alt="Map" src="x">'),
    (faces.untranslated, "a.html", '<input placeholder="姓名">'),
    (faces.css_floor, "a.css", "a { color: red; &:hover { color: blue; } }"),
    (faces.css_floor, "a.css", "a { b { color: red } }"),
    (faces.css_floor, "a.css", "a { @media print { color: red } }"),
    (faces.css_floor, "a.css", "@layer base { a { color: red } }"),
    (faces.css_floor, "a.css", "@container (min-width: 1px) { a { color: red } }"),
    (faces.css_floor, "a.css", "p:has(a) { color: red }"),
    (faces.css_floor, "a.css", "@media (width >= 600px) { a { color: red } }"),
    (faces.css_floor, "a.css", "a { inset: 0 }"),
    (faces.script_floor, "a.js", "const last = list.at(-1);"),
    (faces.script_floor, "a.js", "const copy = structuredClone(x);"),
]

CLEAN = [
    (rules.index_addresses, "README.md", "Licences: https://www.apache.org/licenses/LICENSE-2.0"),
    (rules.machine_paths, "a.py", 'reverse("/workspace/") + "/home/hospitals/" + "https://x.example/work/a"'),
    (rules.province_words, "a.py", "SIZE = 1300000 + 113000"),
    (rules.unfinished, "a.py", "todo_list = inbox.tasks()"),
    (rules.long_file, "a.py", "x = 1\n" * 300),
    (rules.banned_python, "a.py", "from tools import clock\nx = clock.now(); y = clock.today()"),
    (rules.banned_python, "a/forms/b.py", "class A:\n    def save(self):\n        pass"),
    (rules.dependency_reasons, "pyproject.toml", 'dependencies = [\n  # why\n  "a>=1",\n]\nlayers = [\n  "a",\n]'),
    (rules.open_locks, "a.lock", "a[b]==1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n    # via c\n"),
    (rules.doubled_words, "CONTEXT.md", "| 医院 | hospital | `hospital` |\n| 院区 | campus | `campus` |"),
    (faces.inline_code, "a.html", '<script src="{% static "js/a.js" %}" defer></script><p class="style">a on = b</p>'),
    (faces.inline_code, "a.html", '{# <p style="x"> #}<script type="application/json">{}</script>'),
    (faces.inline_code, "a.py", 'document.add_paragraph(text, style="Heading")'),
    (faces.foreign_files, "a.html", '<a href="https://example.org/">{{ name }}</a><img src="{{ picture.url }}">'),
    (faces.untranslated, "a.html", '<p title="{% translate "Map" %}">{% translate "Members" %} &middot; {{ a }}</p>'),
    (faces.untranslated, "a.html", "{% blocktranslate trimmed %}\nAll of it\n{% endblocktranslate %}<p>联研 · 3%</p>"),
    (faces.css_floor, "a.css", "/* :has( */ @media print { a::before { content: '{ @layer' } }"),
    (faces.css_floor, "a.css", "@supports (gap: 1px) { @media (min-width: 1px) { a, b > c { top: 0 } } }"),
    (faces.css_floor, "a.css", "@keyframes turn { from { top: 0 } to { top: 1px } }"),
    (faces.script_floor, "a.js", "// list.at(-1)\nconst x = a?.b ?? c;"),
]


def _name(case):
    return case.__name__ if callable(case) else None


@pytest.mark.parametrize(("rule", "path", "text"), FAULTS, ids=_name)
def test_rule_finds_planted_fault(rule, path, text):
    findings = rule(path, text)

    assert findings
    assert all(finding.startswith(f"{path}:") for finding in findings)


@pytest.mark.parametrize(("rule", "path", "text"), CLEAN, ids=_name)
def test_rule_leaves_clean_text_alone(rule, path, text):
    assert rule(path, text) == []


def test_every_rule_has_a_planted_fault():
    single = {
        rule
        for module in (rules, faces)
        for name, rule in vars(module).items()
        if callable(rule) and getattr(rule, "__module__", "") == module.__name__ and not name.startswith("_")
    }
    of_many = {rules.decision_numbers, rules.stale_exceptions, rules.glossary_lines, rules.words_missing}
    of_many |= {rules.chinese_ids}

    assert single - of_many == {rule for rule, _path, _text in FAULTS}


def test_finding_names_the_line():
    assert faces.inline_code("a.html", "<p>\n{# x\ny #}\n<b\n style='x'>") == ["a.html:4: attribute style="]


def test_stale_exceptions_finds_entries_without_use_or_reason():
    findings = ["long.py:301: 301 lines", "other.py:400: 400 lines"]

    assert rules.stale_exceptions({"long.py": "a table", "short.py": "was long", "other.py": ""}, findings) == [
        "short.py: is on the allow-list and needs no exception",
        "other.py: is on the allow-list without a reason",
    ]


def test_decision_numbers_finds_gap_and_wrong_heading():
    documents = [("docs/adr/0001-a.md", "# 1. A"), ("docs/adr/0003-b.md", "# 2. B"), ("docs/adr/0004-c.md", "# 4. C")]

    assert rules.decision_numbers(documents) == [
        "docs/adr/0003-b.md: expected number 0002",
        "docs/adr/0004-c.md: expected number 0003",
        "docs/adr/0004-c.md:1: the heading does not begin with “# 3. ”",
    ]


def test_words_missing_names_models_without_a_line():
    glossary = "| 中文 | English | code |\n|---|---|---|\n| 医院签发 | hospital sign-off | `sign_off` |\n"

    assert rules.words_missing(glossary, ["SignOff", "Membership"]) == ["Membership"]


def test_chinese_ids_finds_a_message_that_is_not_english():
    assert rules.chinese_ids([("a.py:3", "Seal"), ("b.html:1", "盖章")]) == ["b.html:1: message id in Chinese: 盖章"]
