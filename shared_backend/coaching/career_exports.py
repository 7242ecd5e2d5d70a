"""A plan as a file: for a calendar, to read, to print, for a spreadsheet, or to move to another installation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.career import Plan
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.calendar_file import as_calendar
from shared_backend.services.careers.plan_edits import progress
from shared_backend.services.careers.plan_files import as_csv, as_json, as_markdown
from shared_backend.services.documents.pdf import Block, render

Format = Literal["ics", "md", "csv", "json", "pdf"]
FORMAT_NAMES: Mapping[Format, str] = {
    "ics": "Calendar",
    "md": "Markdown",
    "pdf": "PDF",
    "csv": "Spreadsheet",
    "json": "To bring to another installation",
}
_TYPES: Mapping[Format, str] = {
    "ics": "text/calendar",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "json": "application/json",
}
_STATES = {"open": "", "done": "Done. ", "skipped": "Skipped. "}


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file to download."""

    name: str
    media_type: str
    content: bytes


class CareerExports:
    """Reads only."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def file(self, principal: Principal, plan_id: str, kind: Format) -> PlanFile:
        """The plan in one format. Raises `NotFound`, and `InvalidInput` for a format there is not."""
        if kind not in get_args(Format):
            raise InvalidInput("Choose one of the formats.")
        with self._desk.database.read() as connection:
            plan = self._desk.store.plan(connection, principal.user_id, plan_id)
        write: Mapping[Format, Callable[[Plan], bytes]] = {
            "ics": as_calendar,
            "md": as_markdown,
            "csv": as_csv,
            "json": as_json,
            "pdf": as_pdf,
        }
        return PlanFile(f"career-plan.{kind}", _TYPES[kind], write[kind](plan))


def as_pdf(plan: Plan) -> bytes:
    """The plan on paper."""
    done, counted = progress(plan)
    blocks = [
        Block("title", plan.title),
        Block("note", f"{done} of {counted} steps done · {plan.hours_per_week:g} hours a week"),
    ]
    for step in plan.steps:
        when = f"{step.start:%d %B %Y} to {step.due:%d %B %Y}, {step.hours:g} hours"
        blocks += [Block("heading", step.title), Block("note", f"{_STATES[step.state]}{when}")]
        about = (("Why", step.why), ("Proof", step.proof), ("Note", step.note))
        blocks += [Block("item", f"{name}: {text}") for name, text in about if text]
    return render(blocks, title=plan.title)
