"""Sealed secrets: opened by their key only, also after the key was changed."""

import pytest

from tools.sealing import Unsealable, seal, unseal


def test_sealed_text_does_not_show_itself_and_opens_again():
    sealed = seal("JBSWY3DPEHPK3PXP", ["key"])

    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert unseal(sealed, ["key"]) == "JBSWY3DPEHPK3PXP"
    assert seal("JBSWY3DPEHPK3PXP", ["key"]) != sealed


def test_an_older_key_still_opens_what_it_sealed():
    assert unseal(seal("text", ["old"]), ["new", "old"]) == "text"


@pytest.mark.parametrize(
    "spoil", [lambda sealed: sealed[:-4] + "AAA=", lambda sealed: "", lambda sealed: "A" + sealed]
)
def test_altered_text_is_refused(spoil):
    with pytest.raises(Unsealable):
        unseal(spoil(seal("text", ["key"])), ["key"])


def test_another_key_is_refused():
    with pytest.raises(Unsealable):
        unseal(seal("text", ["key"]), ["other"])
