"""The shipped content passes its own validator, and the validator notices what it should."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from shared_backend.services.content import validator
from shared_backend.services.content.near_duplicates import near_duplicates
from shared_backend.services.content.reading_level import grade, syllables
from shared_backend.services.content.validator import ContentReport, report


@cache
def shipped() -> ContentReport:
    return report()


def test_shipped_content_has_no_problem() -> None:
    assert shipped().problems == ()


def test_shipped_content_is_enough() -> None:
    found = shipped()
    assert found.questions >= 300
    assert found.tips >= 150
    assert found.role_families >= 30
    assert len(found.coverage) >= 14
    assert set(found.difficulties) == {1, 2, 3, 4, 5}
    assert all(sum(row.values()) >= 10 for row in found.coverage.values())
    assert all(median <= 8 for median, _ in found.grades.values())


@pytest.mark.parametrize(
    ("text", "golden"),
    [
        # 6 words, 1 sentence, 6 syllables
        ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 1 - 15.59),
        # 13 words, 1 sentence, 24 syllables
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            0.39 * 13 + 11.8 * 24 / 13 - 15.59,
        ),
        # 8 words, 2 sentences, 9 syllables
        ("I asked her twice. She never came back.", 0.39 * 4 + 11.8 * 9 / 8 - 15.59),
    ],
)
def test_flesch_kincaid_golden_numbers(text: str, golden: float) -> None:
    assert grade(text) == pytest.approx(golden, abs=1e-9)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("make", 1),
        ("makes", 1),
        ("changes", 2),
        ("little", 2),
        ("handled", 2),
        ("needed", 2),
        ("manager", 3),
        ("café", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_near_duplicates_ignore_common_words() -> None:
    texts = {"a": "What did you do for them?", "b": "What would you do for them?", "c": "Describe a budget."}
    assert list(near_duplicates(texts, 0.5)) == []


Row = dict[str, Any]


def _copy_with(tmp_path: Path, file: str, change: Callable[[list[Row]], None]) -> Path:
    """A copy of the content with one file changed."""
    for name in ("questions", "occupations"):
        shutil.copytree(validator.REFERENCE / name, tmp_path / name)
    for path in [*validator.REFERENCE.glob("*.json"), *validator.REFERENCE.glob("*.jsonl")]:
        shutil.copy(path, tmp_path / path.name)
    rows = [json.loads(line) for line in (tmp_path / file).read_text("utf-8").splitlines()]
    change(rows)
    (tmp_path / file).write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return tmp_path


def _set(**fields: Any) -> Callable[[list[Row]], None]:
    return lambda rows: rows[0].update(fields)


STORIES, TIPS = "questions/behavioral.jsonl", "tips.jsonl"
HARD = "Characterise organisational interdependencies necessitating interdisciplinary responsibilities."


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        (STORIES, _set(id="beh-002"), "used twice"),
        (STORIES, _set(competency="juggling"), "juggling is unknown"),
        (STORIES, _set(difficulty=6), "is not 1 to 5"),
        (STORIES, _set(role_families=["pirates"]), "role families"),
        (STORIES, _set(levels=["wizard"]), "levels"),
        (STORIES, _set(hint=" "), "hint"),
        (STORIES, _set(follow_ups=["Why?"]), "two follow-ups"),
        (STORIES, _set(key_points=["One."]), "key points"),
        ("questions/technical.jsonl", _set(key_points=[]), "key points"),
        (STORIES, _set(question=HARD), "harder to read"),
        (STORIES, lambda rows: rows[0].update(question=rows[1]["question"]), "nearly the same"),
        (STORIES, lambda rows: rows.__delitem__(slice(40, None)), "at least 300"),
        (TIPS, _set(criterion="charm"), "criterion or type"),
        (TIPS, _set(style="stern"), "style or band"),
        (TIPS, _set(text="Answers are good. Be short."), "one sentence"),
        (TIPS, _set(text="Good answers have many facts."), "what to do"),
        (TIPS, lambda rows: rows[0].update(text=rows[1]["text"]), "nearly the same"),
        (
            TIPS,
            lambda rows: rows.__setitem__(slice(None), [r for r in rows if r["style"] != "direct"]),
            "no direct tip",
        ),
    ],
)
def test_each_fault_is_noticed(tmp_path: Path, file: str, change: Callable[[list[Row]], None], told: str) -> None:
    problems = report(_copy_with(tmp_path, file, change)).problems
    assert any(told in problem for problem in problems), problems


def test_a_broken_template_is_noticed(tmp_path: Path) -> None:
    folder = _copy_with(tmp_path, TIPS, lambda rows: None)
    templates = json.loads((folder / "follow_ups.json").read_text("utf-8"))
    templates["story"]["action"] = ["You said {answer}?"]
    (folder / "follow_ups.json").write_text(json.dumps(templates), encoding="utf-8")
    assert any("story, action" in problem for problem in report(folder).problems)


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert validator.main() == 0
    assert "safety_awareness" in capsys.readouterr().out
