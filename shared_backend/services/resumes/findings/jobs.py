"""Checks of positions and their dates. A break or two jobs at once is a fact of life, never a fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shared_backend.ai_engines.tasks.resume_coach import spans
from shared_backend.ai_engines.tasks.resume_coach.facts import Facts, JobFacts
from shared_backend.ai_engines.tasks.resume_coach.line import Line
from shared_backend.domain.resume import Job
from shared_backend.services.resumes.findings.seen import Seen, on_facts
from shared_backend.services.resumes.findings.values import Draft, Mend, draft

MOST_LINES = 8


def job_checks(seen: Seen) -> Iterator[Draft]:
    """All drafts about positions."""
    for job in seen.facts.jobs:
        yield from _frame(job)
    for n, job in enumerate(seen.facts.latest()):
        yield from _lines(job, newest=n == 0)
    yield from _dates(seen)
    yield from _verbs(seen)


def _frame(job: JobFacts) -> Iterator[Draft]:
    if job.titled < 1:
        yield draft(
            "untitled", "parse", "structure", "The job title or the employer is missing here.",
            where=job.label, place=job.id,
            why="Readers and software look for both.", how="Add it; your own words will do for an informal job.",
            mend=_on_job(job.id, titled=1.0),
        )  # fmt: skip
    if job.dated < 1:
        yield draft(
            "undated", "parse", "structure", "The start or the end of this position is missing.",
            where=job.label, place=job.id,
            why="Software cannot place it in time, and readers wonder.",
            how="Month and year are best; a year alone is fine. Write “present” if you still do it.",
            mend=_on_job(job.id, dated=1.0),
        )  # fmt: skip


def _lines(job: JobFacts, *, newest: bool) -> Iterator[Draft]:
    if job.lines == 0:
        yield draft(
            "no_lines", "content", "completeness", "Nothing says what you did there.",
            where=job.label, place=job.id,
            why="A title alone means different things at different employers.",
            how="Write two to five lines: what you did, how much, what came of it.",
            mend=_with_lines(job.id),
        )  # fmt: skip
    elif job.lines == 1:
        yield draft(
            "few_lines", "content", "structure", "There is one line only.",
            where=job.label, place=job.id,
            why="The latest positions are read most closely.", how="Add a line about something you did well there.",
            mend=_on_job(job.id, lines=2),
        )  # fmt: skip
    elif job.lines > MOST_LINES:
        yield draft(
            "many_lines", "content", "structure", f"There are {job.lines} lines.",
            where=job.label, place=job.id,
            why="Strong lines drown among many.",
            how=f"Keep the {6 if newest else 4} that matter most for the job you want.",
            mend=_on_job(job.id, lines=6),
        )  # fmt: skip


def _dates(seen: Seen) -> Iterator[Draft]:
    jobs = seen.profile.jobs
    for job in jobs:
        span = spans.span_of(job)
        if span is not None and span.backwards:
            yield draft(
                "backwards", "parse", "structure", f"It ends ({job.end}) before it starts ({job.start}).",
                where=_named(job), place=job.id,
                why="One of the two is a slip.", how="Correct the date.",
            )  # fmt: skip
    for earlier, later in spans.breaks(jobs):
        yield draft(
            "break", "content", "structure",
            f"Between {_named(earlier)} (to {earlier.end}) and {_named(later)} (from {later.start}) nothing is said.",
            where=_named(later), place=later.id,
            why="Breaks are common and fine. Some readers ask, so you may want to be ready.",
            how="One line is enough if you want it there: care, study, travel, health, looking for work. "
            "You need not explain.",
        )  # fmt: skip
    for one, other in spans.overlaps(jobs):
        yield draft(
            "overlap", "parse", "structure", f"{_named(one)} and {_named(other)} run at the same time.",
            where=_named(other), place=f"{other.id}+{one.id}",
            why="That is fine when both were true, and confusing when a date slipped.",
            how="Check the dates. If both are right, “part-time” beside one of them helps.",
        )  # fmt: skip
    if not seen.facts.ordered:
        yield draft(
            "order", "parse", "structure", "The positions are not in the order newest first.",
            why="Readers and software take the first one for the latest.", how="Move the newest position to the top.",
            mend=on_facts(ordered=True),
        )  # fmt: skip


def _verbs(seen: Seen) -> Iterator[Draft]:
    facts = seen.facts
    groups: dict[str, list[Line]] = {}
    for line in facts.lines:
        if line.id in facts.repeated:
            groups.setdefault(line.verb, []).append(line)
    for verb, lines in groups.items():
        ids = frozenset(line.id for line in lines)
        yield draft(
            "repeated", "content", "clarity", f"{len(lines)} lines start with the verb “{verb}”.",
            where=seen.where(lines[0]), place=f"{lines[0].id}+", quote=lines[0].text,
            why="Each line looks like the last.", how="Say more exactly what you did in some of them.",
            mend=on_facts(repeated=tuple(i for i in facts.repeated if i not in ids)),
        )  # fmt: skip
    for job in facts.jobs:
        if job.id in facts.mixed:
            odd = next(line for line in facts.lines if line.job == job.id and line.tense == "present")
            yield draft(
                "tenses", "content", "clarity", "Present and past stand side by side in a position that has ended.",
                where=seen.where(odd), place=f"{job.id}+", quote=odd.text,
                why="It is unclear whether you still do it.", how="Write all lines of a past position in the past.",
                mend=on_facts(mixed=tuple(i for i in facts.mixed if i != job.id)),
            )  # fmt: skip


def _on_job(job_id: str, **changes: float) -> Mend:
    def mend(facts: Facts) -> Facts:
        return replace(facts, jobs=tuple(replace(j, **changes) if j.id == job_id else j for j in facts.jobs))  # type: ignore[arg-type]  # the names are checked by the callers above

    return mend


def _with_lines(job_id: str) -> Mend:
    """Two lines that say what, how much and with what result."""

    def mend(facts: Facts) -> Facts:
        new = tuple(
            Line(f"{job_id}.new{n}", job_id, "", 10, verb=f"do{n}", tense="past", outcome=1.0, number=True)
            for n in (1, 2)
        )
        return _on_job(job_id, lines=2)(replace(facts, lines=(*facts.lines, *new)))

    return mend


def _named(job: Job) -> str:
    return job.title or job.employer or "a position without a name"
