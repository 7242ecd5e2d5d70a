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
from shared_backend.services.content.library import Library
from shared_backend.services.content.near_duplicates import near_duplicates
from shared_backend.services.content.reading_level import grade, syllables
from shared_backend.services.content.validator import ContentReport, report
from shared_backend.services.content.wording_check import focus_problems, wording_problems


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
        (TIPS, _set(when=["singing"]), "nobody looks for"),
        (TIPS, _set(text="Replace “{quote}” with a fact."), "without a sign"),
        (TIPS, _set(text="Replace “{quote}” with a fact.", when=["number"]), "without a sign"),
        (
            TIPS,
            lambda rows: [r.update(unless=["number"]) for r in rows if r["criterion"] == "clarity"] and None,
            "no direct tip on clarity",
        ),
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


def _wording(*path: str, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        place: Any = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return change


@pytest.mark.parametrize(
    ("file", "change", "told"),
    [
        ("wording.json", _wording("bands", "middle", to=7), "not in order"),
        ("wording.json", _wording("serious_competencies", to=["integrity", "charm"]), "charm is unknown"),
        ("wording.json", _wording("serious_competencies", to=["integrity"]), "safety_awareness is not"),
        (
            "wording.json",
            _wording("tones", "stern", to={"opening": {"low": [], "middle": [], "high": []}, "bridge": []}),
            "too many",
        ),
        ("wording.json", _wording("tones", "humorous", "opening", "low", to=["A joke."]), "nothing may be said"),
        ("wording.json", _wording("tones", "neutral", "opening", "high", to=["A word."]), "nothing may be said"),
        ("wording.json", _wording("tones", "formal", "opening", "high", to=["One."]), "2 openings"),
        ("wording.json", _wording("tones", "neutral", "bridge", to=["Now."]), "a bridge belongs"),
        ("wording.json", _wording("tones", "formal", "bridge", to=["One! Two.", "Next comes this."]), "not one plain"),
        ("wording.json", _wording("tones", "formal", "bridge", to=["A great answer.", "This next."]), "praises"),
        ("wording.json", _wording("tones", "formal", "bridge", to=[HARD, "This comes next."]), "too hard"),
        ("wording.json", _wording("conversational", "evidence", to="It shows."), "does not use"),
        ("wording.json", _wording("conversational", "aside", to="By the way."), "missing or unknown"),
        ("wording.json", _wording("examples", "story", "action", to="Say it."), "action for story"),
        ("wording.json", _wording("preview", "tips", "direct", to=["tip-102", "tip-202"]), "direct tips"),
        ("wording.json", _wording("preview", "criterion", to="charm"), "of the preview"),
        ("career_focus.json", _wording("focus", "switch", "competencies", to=["juggling"]), "missing or unknown"),
        ("career_focus.json", _wording("focus", "switch", "words", to=""), "no words"),
    ],
)
def test_each_fault_of_the_wording_is_noticed(
    tmp_path: Path, file: str, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    data = json.loads((validator.REFERENCE / file).read_text("utf-8"))
    change(data)
    for path in [*validator.REFERENCE.glob("*.json"), *validator.REFERENCE.glob("*.jsonl")]:
        shutil.copy(path, tmp_path / path.name)
    (tmp_path / file).write_text(json.dumps(data), encoding="utf-8")
    library = Library(tmp_path)
    problems = [*wording_problems(library), *focus_problems(library)]
    assert any(told in problem for problem in problems), problems


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert validator.main() == 0
    assert "safety_awareness" in capsys.readouterr().out
