"""The province's privacy notice: complete in both languages, published once, never changed in silence."""

from pathlib import Path

import pytest
from django.conf import settings

from access.actor import Actor
from access.models import PrivacyNotice
from network.domain import privacy_notices
from network.province import ProvinceError

pytestmark = pytest.mark.django_db

FILE = Path(settings.PROVINCE_DIR) / "privacy.toml"
BY = Actor.as_system("test")
# What the law wants told: who, what for, how long, rights, whom to ask (PIPL 17; the regulation on network data, 21).
ASKED = ("个人信息处理者", "用于什么", "保存多久", "查阅和更正", "删除", "注销", "撤回", "投诉", "联系")


def test_the_notice_of_the_province_says_what_the_law_asks_in_both_languages():
    privacy_notices.sync(FILE, by=BY)
    notice = PrivacyNotice.objects.get()
    chinese, english = notice.body["zh-hans"], notice.body["en"]
    words = " ".join(section["title"] + "".join(section["paragraphs"]) for section in chinese)

    assert [word for word in ASKED if word not in words] == []
    assert [len(section["paragraphs"]) for section in chinese] == [len(section["paragraphs"]) for section in english]
    rows = [row for section in chinese for row in section["rows"]]
    assert len(rows) == 6 and all(len(row) == 3 and all(row) for row in rows)


def test_running_again_publishes_nothing():
    assert len(privacy_notices.sync(FILE, by=BY)) == 1
    assert privacy_notices.sync(FILE, by=BY) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("谁在处理您的个人信息", "谁", "write a new version"),
        ("effective_on = 2025-01-01", "effective_on = 2025-02-01", "write a new version"),
        ('title_en = "Your rights"\n', "", "title_en"),
    ],
)
def test_a_change_of_what_was_published_and_a_missing_key_are_told(tmp_path, old, new, told):
    privacy_notices.sync(FILE, by=BY)
    changed = tmp_path / "privacy.toml"
    changed.write_text(FILE.read_text().replace(old, new))

    with pytest.raises(ProvinceError, match=told):
        privacy_notices.sync(changed, by=BY)
