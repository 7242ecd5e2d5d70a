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


def as_pdf(report: Report) -> bytes:
    """The report on paper."""
    setup = report.run.setup
    blocks = [
        Block("title", f"Interview practice: {setup.role}"),
        Block("note", f"{report.run.started_at:%d %B %Y} · {TYPE_NAMES[setup.question_type]} questions"),
        Block("heading", "In short"),
        Block("text", _summary(report)),
    ]
    if report.actions:
        blocks.append(Block("heading", "What to do next"))
        blocks += [Block("item", f"{a.text} (by {a.due:%d %B %Y})") for a in report.actions]
    if report.learned:
        blocks.append(Block("heading", "What the coach learned"))
        blocks += [Block("item", f"{line.name}: {line.text}") for line in report.learned]
    for attempt in report.attempts:
        blocks += _answer(attempt)
    blocks.append(Block("heading", "What this score is not"))
    blocks += [Block("item", line) for line in report.limits]
    return render(blocks, title=f"Interview practice: {setup.role}")


def _summary(report: Report) -> str:
    if report.average is None:
        return f"{report.scored} scored. Too early to say more; three answers make a first average."
    return f"{report.average_word} · {_of(report.average, 10)} over {report.scored} answers."


def _answer(attempt: Attempt) -> list[Block]:
    said = attempt.feedback
    version = attempt.provenance.version
    blocks = [
        Block("heading", attempt.question),
        Block("quote", attempt.answer),
        Block("text", f"{said.word} · {_of(said.overall, 10)}"),
        Block("note", f"Model {version}, personal {attempt.provenance.weight:.0%}"),
    ]
    if said.strength is not None:
        blocks.append(Block("item", f"What works: “{said.strength.quote}” {said.strength.text}"))
    blocks.append(Block("item", f"The one thing to change: {said.tips[0].text}"))
    blocks += [Block("item", f"{line.name}: {_of(line.score, 4)}. {line.meaning}") for line in said.criteria]
    blocks.append(Block("text", "A stronger answer, from your own facts:"))
    blocks += [Block("item", line) for line in said.outline]
    return blocks


def _of(found: Range, most: int) -> str:
    return f"{found.value:.1f} of {most} ({found.low:.1f}–{found.high:.1f})"


def _plain(value: Any) -> str:
    return str(value.isoformat())
