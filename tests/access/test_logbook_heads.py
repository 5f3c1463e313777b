"""Daily heads of the logbook and the command that checks: what left the machine shows what was done to the rest."""

import json

import pytest
from django.core.management import CommandError, call_command

from access import beats
from access.models import LogHead, LogSeal
from access.sealing import chain, heads
from tests.access.sealed_logbook import codes, sealed, tamper, write
from tools import clock

pytestmark = [pytest.mark.both, pytest.mark.alone, pytest.mark.django_db(transaction=True)]


def test_a_cut_off_end_is_found_by_the_head_that_left_the_machine(settings, tmp_path):
    settings.LOGBOOK_HEAD_DIR = tmp_path
    sealed(1)
    sealed(1)
    heads.send()
    assert codes(heads_in=tmp_path) == []

    tamper(
        "DELETE FROM access_loghead",
        "DELETE FROM access_logentry WHERE id IN (SELECT entry_id FROM access_sealedentry WHERE seal = 2)",
        "DELETE FROM access_sealedentry WHERE seal = 2",
        "DELETE FROM access_logseal WHERE number = 2",
    )

    assert codes() == []
    assert codes(heads_in=tmp_path) == ["head_without_seal"]


def test_a_chain_made_anew_is_found_by_the_head(settings, tmp_path):
    settings.LOGBOOK_HEAD_DIR = tmp_path
    entry = sealed(1)[0]
    heads.send()
    tamper(
        "UPDATE access_logentry SET reason = 'another' WHERE id = {key}",
        "DELETE FROM access_sealedentry",
        "DELETE FROM access_logseal",
        key=entry.pk,
    )
    chain.seal_finished(whole=True)

    assert codes() == ["head_differs"]
    tamper("DELETE FROM access_loghead")
    assert codes(heads_in=tmp_path) == ["head_differs"]


def test_the_head_leaves_once_a_day_as_file_and_mail(settings, tmp_path, mailoutbox):
    settings.LOGBOOK_HEAD_DIR = tmp_path / "heads"
    settings.LOGBOOK_HEAD_MAIL = ["keeper@example.org", "other@example.org"]
    with clock.at("2026-03-05 02:30"):
        write(2)
        beats.run("logbook.head")
        beats.run("logbook.head")

    seal = LogSeal.objects.get()
    content = {"day": "2026-03-05", "seal": 1, "hash": seal.hash, "entries": 2}
    [head] = LogHead.objects.all()
    assert (head.seal, head.hash, head.file_name) == (1, seal.hash, "2026-03-05.json")
    assert head.mailed_to == "keeper@example.org, other@example.org"
    assert json.loads((tmp_path / "heads" / head.file_name).read_text()) == content
    [mail] = mailoutbox
    assert mail.to == settings.LOGBOOK_HEAD_MAIL and seal.hash in mail.body and "2026-03-05" in mail.subject


def test_a_head_that_cannot_leave_is_not_recorded(settings, tmp_path):
    settings.LOGBOOK_HEAD_DIR = tmp_path / "file"
    settings.LOGBOOK_HEAD_DIR.write_text("in the way")
    write(1)

    with pytest.raises(FileExistsError):
        heads.send()

    assert not LogHead.objects.exists()


@pytest.mark.usefixtures("in_english")
def test_the_command_says_what_is_wrong_in_sentences(capsys, settings, tmp_path):
    settings.LOGBOOK_HEAD_DIR = tmp_path
    entry = sealed(1)[0]
    write(1)
    call_command("verify_logbook")
    said = capsys.readouterr().out
    assert "1 entries in 1 seals; 1 entries wait" in said
    (tmp_path / "2026-01-01.json").write_text("not a head")
    tamper("UPDATE access_logentry SET actor_label = 'somebody else' WHERE id = {key}", key=entry.pk)

    with pytest.raises(CommandError, match="2 findings"):
        call_command("verify_logbook")

    said = capsys.readouterr().out
    assert f"Entry {entry.pk} was altered after seal 1" in said and "somebody else" in said
    assert "2026-01-01.json cannot be read" in said
