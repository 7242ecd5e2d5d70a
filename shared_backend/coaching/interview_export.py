"""The report of a run as a file: a PDF to read or print, a JSON document to keep or move."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from shared_backend.coaching.interview_report import Report
from shared_backend.domain.practice import Attempt, Range
from shared_backend.services.content.library import TYPE_NAMES
from shared_backend.services.documents.pdf import Block, render

FORMAT = "intellicoach interview report"
FORMAT_VERSION = 1


def as_json(report: Report) -> bytes:
    """Everything the report shows, documented by its own field names; dates in ISO 8601."""
    document: dict[str, Any] = {"format": FORMAT, "version": FORMAT_VERSION, **asdict(report)}
    return json.dumps(document, ensure_ascii=False, indent=2, default=_plain).encode()


def as_pdf(report: Report, *, numbers: bool = True) -> bytes:
    """The report on paper; without `numbers` its scores are said in words."""
    setup = report.run.setup
    blocks = [
        Block("title", f"Interview practice: {setup.role}"),
        Block("note", f"{report.run.started_at:%d %B %Y} · {TYPE_NAMES[setup.question_type]} questions"),
        Block("heading", "In short"),
        Block("text", _summary(report, numbers=numbers)),
    ]
    if report.actions:
        blocks.append(Block("heading", "What to do next"))
        blocks += [Block("item", f"{a.text} (by {a.due:%d %B %Y})") for a in report.actions]
    if report.learned:
        blocks.append(Block("heading", "What the coach learned"))
        blocks += [Block("item", f"{line.name}: {line.text}") for line in report.learned]
    for attempt in report.attempts:
        blocks += _answer(attempt, numbers=numbers)
    blocks.append(Block("heading", "What this score is not"))
    blocks += [Block("item", line) for line in report.limits]
    return render(blocks, title=f"Interview practice: {setup.role}")


def _summary(report: Report, *, numbers: bool) -> str:
    if report.average is None:
        return f"{report.scored} scored. Too early to say more; three answers make a first average."
    said = f"{report.average_word} · {_of(report.average, 10)}" if numbers else report.average_word
    return f"{said} over {report.scored} answers."


def _answer(attempt: Attempt, *, numbers: bool) -> list[Block]:
    said = attempt.feedback
    version = attempt.provenance.version
    blocks = [
        Block("heading", attempt.question),
        Block("quote", attempt.answer),
        Block("text", f"{said.word} · {_of(said.overall, 10)}" if numbers else said.word),
        Block("note", f"Model {version}" + (f", personal {attempt.provenance.weight:.0%}" if numbers else "")),
    ]
    if said.strength is not None:
        blocks.append(Block("item", f"What works: “{said.strength.quote}” {said.strength.text}"))
    blocks.append(Block("item", f"{said.change}: {said.tips[0].text}"))
    levels = [f" {_of(line.score, 4)}." if numbers else "" for line in said.criteria]
    blocks += [
        Block("item", f"{line.name}:{level} {line.meaning}") for line, level in zip(said.criteria, levels, strict=True)
    ]
    blocks.append(Block("text", "A stronger answer, from your own facts:"))
    blocks += [Block("item", line) for line in said.outline]
    return blocks


def _of(found: Range, most: int) -> str:
    return f"{found.value:.1f} of {most} ({found.low:.1f}–{found.high:.1f})"


def _plain(value: Any) -> str:
    return str(value.isoformat())
