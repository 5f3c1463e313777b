"""What a new version changes: lines that were added, left out or written otherwise."""

from difflib import SequenceMatcher


def differences(before: list[str], after: list[str]) -> list[dict]:
    """The changes from one list of lines to another, in order: ``{"before", "after"}``, one of them empty when a line
    was added or left out. Lines that stay are left out."""
    found = []
    for tag, b1, b2, a1, a2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = before[b1:b2], after[a1:a2]
        for place in range(max(len(old), len(new))):
            found.append(
                {"before": old[place] if place < len(old) else "", "after": new[place] if place < len(new) else ""}
            )
    return found


def agreement_lines(content: dict) -> list[str]:
    """The lines of an agreement's text: title, facts, clauses."""
    facts = [f"{label}：{value}" for label, value in content["facts"]]
    return [content["title"], *facts, *content["clauses"]]
