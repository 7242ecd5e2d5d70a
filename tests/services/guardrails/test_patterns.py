"""The notation of the pattern file, and that every group in it can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from shared_backend.services.guardrails.patterns import Notation, read_groups

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
NOTATION = Notation({"fruit": "(apple|pear)"}, "not|never")


@pytest.mark.parametrize(
    ("written", "text", "fits"),
    [
        ("i eat {fruit}", " i eat pear ", True),
        ("i eat {fruit}", " i eat pears ", False),
        ("i ... eat", " i do now eat ", True),
        ("i ... eat", " i do not eat ", False),
        ("i ... eat", " i a b c d e eat ", False),
        ("eat <not out|in>", " eat out ", False),
        ("eat <not out|in>", " eat now ", True),
        ("(very )*big", " very very big ", True),
        ("a .* b", " a x y z b ", True),
    ],
)
def test_notation(written: str, text: str, fits: bool) -> None:
    assert bool(NOTATION.compile(written).search(text)) is fits


def test_every_group_is_readable_and_has_words_to_be_tried_on() -> None:
    groups = read_groups(json.loads((REFERENCE / "safety" / "patterns.json").read_text("utf-8")))
    assert len({group.label for group in groups}) == 6
    assert all(group.needs and group.exclusions for group in groups)
