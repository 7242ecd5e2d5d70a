"""Checks the content that is shipped: enough of it, nothing twice, readable, and everything it refers to is there."""

from __future__ import annotations

import csv
import json
import re
import string
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from shared_backend.services.content.advice import STYLES
from shared_backend.services.content.library import QUESTION_TYPES, STORY_TYPES, Library, Question, Tip, kind_of
from shared_backend.services.content.near_duplicates import near_duplicates
from shared_backend.services.content.reading_level import grade
from shared_backend.services.content.signs import PROBLEMS, SIGNS
from shared_backend.services.content.tip_choice import SLOT
from shared_backend.services.content.wording_check import focus_problems, wording_problems

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
LEAST = {"questions": 300, "competencies": 14, "role families": 30, "difficulties": 5, "tips": 150}
LEVELS = frozenset({"entry", "mid", "senior", "executive"})
BANDS = ("low", "mid", "high")
HARDEST_GRADE = 12.0
SAME_QUESTION, SAME_TIP = 0.5, 0.5
# A clause that tells somebody what to do opens with one of these verbs.
_CLAUSE = re.compile(r"[,;:.]\s*|\b(?:and|then|so|or|to|can|may|could|might|not|rather|first|of|below)\s+")
_VERBS = """
    add aim answer ask attach back be begin build carry check choose close combine commit complete conclude connect
    count cover credit cross cut deal decide delete describe draw drop end estimate explain fill find finish follow
    give go hold imagine include join keep lean leave let list look make mark match mention merge move name note
    open order pick place plan point practise prepare propose put rank read rebuild rehearse remove repeat replace
    restate return review rework rewrite save say see select settle shift shorten show shrink sort speak spell
    spend split start state stay suggest sum swap take tell test think tie trade treat trim try turn use walk weigh
    work write
"""
_DOING = frozenset(_VERBS.split())


@dataclass(frozen=True, slots=True)
class ContentReport:
    """What the content covers, and what is wrong with it.

    Attributes
    ----------
    coverage : mapping
        Competency → number of questions of each type.
    grades : mapping
        Question type → median and highest Flesch–Kincaid grade of its questions.
    problems : tuple of str
        One sentence each; empty when all is well.
    """

    questions: int
    tips: int
    role_families: int
    difficulties: Mapping[int, int]
    coverage: Mapping[str, Mapping[str, int]]
    grades: Mapping[str, tuple[float, float]]
    problems: tuple[str, ...]


def report(reference: Path = REFERENCE) -> ContentReport:
    """Read all content and check it."""
    library = Library(reference)
    questions = tuple(library.questions.values())
    grades = {kind: sorted(grade(q.question) for q in questions if q.type == kind) for kind in QUESTION_TYPES}
    return ContentReport(
        questions=len(questions),
        tips=len(library.tips),
        role_families=len({family for q in questions for family in q.role_families}),
        difficulties=dict(sorted(Counter(q.difficulty for q in questions).items())),
        coverage={
            name: {kind: sum(q.competency == name and q.type == kind for q in questions) for kind in QUESTION_TYPES}
            for name in library.competencies
        },
        grades={kind: (round(v[len(v) // 2], 1), round(v[-1], 1)) for kind, v in grades.items() if v},
        problems=tuple(_problems(library, reference)),
    )


def _problems(library: Library, reference: Path) -> Iterator[str]:
    yield from _amounts(library)
    yield from _ids(library, reference)
    families = _families(reference)
    for question in library.questions.values():
        yield from (f"{question.id}: {wrong}" for wrong in _question_problems(question, library, families))
    for tip in library.tips:
        yield from (f"{tip.id}: {wrong}" for wrong in _tip_problems(tip, library))
    yield from _missing_tips(library)
    yield from _references(library, reference, families)
    yield from wording_problems(library)
    yield from focus_problems(library)
    for one, other, share in near_duplicates({q.id: q.question for q in library.questions.values()}, SAME_QUESTION):
        yield f"{one} and {other} ask nearly the same ({share})."
    for one, other, share in near_duplicates({t.id: t.text for t in library.tips}, SAME_TIP):
        yield f"{one} and {other} advise nearly the same ({share})."


def _amounts(library: Library) -> Iterator[str]:
    questions = library.questions.values()
    found = {
        "questions": len(questions),
        "competencies": len({q.competency for q in questions}),
        "role families": len({family for q in questions for family in q.role_families}),
        "difficulties": len({q.difficulty for q in questions}),
        "tips": len(library.tips),
    }
    yield from (
        f"{found[name]} {name}, at least {least} are needed." for name, least in LEAST.items() if found[name] < least
    )


def _ids(library: Library, reference: Path) -> Iterator[str]:
    lines = [
        json.loads(line)["id"] for path in sorted((reference / "questions").glob("*.jsonl")) for line in _text(path)
    ]
    twice = [name for name, n in Counter([*lines, *(tip.id for tip in library.tips)]).items() if n > 1]
    yield from (f"The id {name} is used twice." for name in twice)


def _question_problems(q: Question, library: Library, families: frozenset[str]) -> Iterator[str]:
    if q.type not in QUESTION_TYPES:
        yield f"type {q.type} is unknown."
    if q.competency not in library.competencies:
        yield f"competency {q.competency} is unknown."
    if q.difficulty not in range(1, 6):
        yield f"difficulty {q.difficulty} is not 1 to 5."
    if not q.role_families or not set(q.role_families) <= families:
        yield "role families are missing or unknown."
    if not q.levels or not set(q.levels) <= LEVELS:
        yield "levels are missing or unknown."
    if not q.shows.strip() or not q.hint.strip():
        yield "what a strong answer shows, or the hint, is missing."
    if len(q.follow_ups) != 2 or len(set(q.follow_ups)) != 2:
        yield "there must be two follow-ups."
    if (q.type in STORY_TYPES) == bool(q.key_points):
        yield "key points belong to technical and case questions, and only there."
    hard = grade(q.question)
    if hard > HARDEST_GRADE:
        yield f"grade {hard:.1f} is harder to read than {HARDEST_GRADE:.0f}."


def _tip_problems(tip: Tip, library: Library) -> Iterator[str]:
    if tip.criterion not in library.criteria or tip.type not in {*QUESTION_TYPES, "story", "substance", "any"}:
        yield "criterion or type is unknown."
    if tip.style not in STYLES or tip.band not in {*BANDS, "any"}:
        yield "style or band is unknown."
    if not SIGNS.issuperset((*tip.when, *tip.unless)):
        yield "it depends on a sign that nobody looks for."
    if SLOT in tip.text and not (tip.when and tip.when[0] in PROBLEMS):
        yield "it quotes the answer without a sign to quote."
    if len(re.findall(r"[.!?](?:\s|$)", tip.text)) != 1 or not tip.text.endswith((".", "?")):
        yield "a tip is one sentence."
    if not any(_tells_to_do(clause) for clause in _CLAUSE.split(tip.text.lower())):
        yield "the tip does not say what to do."


def _tells_to_do(clause: str) -> bool:
    return clause.split(" ", 1)[0].strip(".?") in _DOING


def _missing_tips(library: Library) -> Iterator[str]:
    """Whatever an answer shows, there must be a tip: one that presumes nothing."""
    there = {(t.criterion, t.type, t.style, t.band) for t in library.tips if not t.when and not t.unless}
    for criterion in library.criteria:
        for kind in QUESTION_TYPES:
            for style in STYLES:
                for band in BANDS:
                    fitting = product([criterion], [kind, kind_of(kind), "any"], [style], [band, "any"])
                    if there.isdisjoint(fitting):
                        yield f"There is no {style} tip on {criterion} for every {kind} answer, band {band}."


def _references(library: Library, reference: Path, families: frozenset[str]) -> Iterator[str]:
    used = {q.competency for q in library.questions.values()}
    for name, competency in library.competencies.items():
        if name not in used:
            yield f"No question is about {name}."
        if set(competency.importance) != families or not all(0 < v <= 1 for v in competency.importance.values()):
            yield f"The importance of {name} does not cover every role family with a weight in (0, 1]."
    words = json.loads((reference / "competency_words.json").read_text(encoding="utf-8"))["words"]
    yield from (
        f"competency_words names {name}, which is unknown." for name in words if name not in library.competencies
    )
    yield from _template_problems(json.loads((reference / "follow_ups.json").read_text(encoding="utf-8")), library)


def _template_problems(templates: Mapping[str, Any], library: Library) -> Iterator[str]:
    for kind in ("story", "substance"):
        for criterion in library.criteria:
            for template in templates[kind].get(criterion) or [""]:
                fields = {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
                if not template or not fields <= {"quote"}:
                    yield f"The follow-up templates for {kind}, {criterion} are missing or name an unknown field."


def _families(reference: Path) -> frozenset[str]:
    with (reference / "occupations" / "role_families.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["family"] for row in csv.DictReader(file)) | {"general"}


def _text(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> int:
    """Print the coverage table and the problems; 1 when there are any."""
    found = report()
    print(f"{found.questions} questions, {found.role_families} role families, {found.tips} tips")
    print("difficulty  " + "  ".join(f"{level}: {n}" for level, n in found.difficulties.items()))
    print(f"{'competency':24}" + "".join(f"{kind:>13}" for kind in QUESTION_TYPES) + f"{'all':>6}")
    for name, row in found.coverage.items():
        print(f"{name:24}" + "".join(f"{row[kind]:13}" for kind in QUESTION_TYPES) + f"{sum(row.values()):6}")
    print("reading grade, median and highest: " + ", ".join(f"{k} {m} / {h}" for k, (m, h) in found.grades.items()))
    print(*found.problems, sep="\n")
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
