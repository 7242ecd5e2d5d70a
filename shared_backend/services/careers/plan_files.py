"""A plan as Markdown, as a table for a spreadsheet, and as JSON that comes back as the same plan."""

from __future__ import annotations

import csv
import io
import json
import re

from pydantic import TypeAdapter, ValidationError

from shared_backend.domain.career import EARLIEST, LATEST, Plan
from shared_backend.domain.cells import still_text
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers.elements import kind_of, name_of
from shared_backend.services.careers.planning import MOST_STEPS

FORMAT, FORMAT_VERSION = "intellicoach career plan", 1
MOST_BYTES = 1_000_000
_HEADER = ("title", "skill", "level", "start", "due", "hours", "state", "done_on", "why", "proof", "note")
_STATES = {"open": " ", "done": "x", "skipped": "-"}
_MARKED = re.compile(r"([\\`*_{}\[\]<>#|])")
_NOT_A_PLAN = "This is not a career plan of this product. Choose the JSON file that was exported here."
_PLAN: TypeAdapter[Plan] = TypeAdapter(Plan)


def as_json(plan: Plan) -> bytes:
    """Everything in the plan."""
    document = {"format": FORMAT, "version": FORMAT_VERSION, "plan": _PLAN.dump_python(plan, mode="json")}
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def from_json(content: bytes) -> Plan:
    """The plan of `as_json`. Raises `InvalidInput` for anything else; nothing is guessed."""
    if len(content) > MOST_BYTES:
        raise InvalidInput(_NOT_A_PLAN)
    try:
        document = json.loads(content)
        if not isinstance(document, dict) or document.get("format") != FORMAT:
            raise InvalidInput(_NOT_A_PLAN)
        if document.get("version") != FORMAT_VERSION:
            raise InvalidInput("This plan was exported by another version of the product, which this one cannot read.")
        plan = _PLAN.validate_python(document["plan"], extra="forbid")
        if not all(EARLIEST <= at.date() <= LATEST for at in (plan.created_at, plan.updated_at)):
            raise InvalidInput(_NOT_A_PLAN)
    except (ValueError, KeyError, ValidationError, RecursionError) as reason:
        if isinstance(reason, InvalidInput):
            raise
        raise InvalidInput(_NOT_A_PLAN) from None
    everything = (*plan.steps, *plan.removed)
    if len({step.id for step in everything}) != len(everything) or len(plan.steps) > MOST_STEPS:
        raise InvalidInput(_NOT_A_PLAN)
    if len(plan.removed) > MOST_STEPS:
        raise InvalidInput(_NOT_A_PLAN)
    for step in everything:
        kind_of(step.skill)
    return plan


def as_markdown(plan: Plan) -> bytes:
    """A list to tick off."""
    lines = [f"# {_plain(plan.title)}", "", f"{plan.hours_per_week:g} hours a week", ""]
    for step in plan.steps:
        when = f"{step.start:%d %B %Y} to {step.due:%d %B %Y}, {step.hours:g} hours"
        lines.append(f"- [{_STATES[step.state]}] **{_plain(step.title)}** ({when})")
        about = (("Why", step.why), ("Proof", step.proof), ("Note", step.note))
        lines += [f"  - {name}: {_plain(text)}" for name, text in about if text]
    return ("\n".join(lines) + "\n").encode()


def as_csv(plan: Plan) -> bytes:
    """One row a step; no cell runs as a formula in a spreadsheet program."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for step in plan.steps:
        row = [
            step.title,
            name_of(step.skill),
            f"{step.level:g}",
            step.start.isoformat(),
            step.due.isoformat(),
            f"{step.hours:g}",
            step.state,
            step.done_on.isoformat() if step.done_on else "",
            step.why,
            step.proof,
            step.note,
        ]
        writer.writerow([still_text(cell) for cell in row])
    # The mark tells spreadsheet programs that it is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _plain(text: str) -> str:
    return _MARKED.sub(r"\\\1", " ".join(text.split()))
