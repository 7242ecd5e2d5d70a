"""Measures of a CV that the rubric and the engines see: shares between 0 and 1, and a few counts.

Shares are of at least three lines, so that one good line alone is no good CV; repeated and listed lines never help.
"""

from __future__ import annotations

from collections.abc import Callable

from shared_backend.ai_engines.tasks.resume_coach.facts import Facts
from shared_backend.ai_engines.tasks.resume_coach.line import Line

FEWEST = 3
MOST_OPENING = 2  # an opening full of slogans weighs as much as two lines of them
_REMARK = 0.5  # one hard-to-read thing costs half of what can be had for it


def measure(facts: Facts) -> dict[str, float]:
    """Every measure by name."""
    lines, distinct = facts.lines, facts.distinct()
    solid = frozenset(line.id for line in lines if line.solid)

    def share(has: Callable[[Line], bool | float]) -> float:
        return sum(float(has(line)) for line in distinct) / max(FEWEST, len(distinct))

    def flawed(has: Callable[[Line], bool], more: int = 0) -> float:
        # Beside lines that say something only: a flaw must not be thinned out by lines that say nothing.
        found = {line.id for line in lines if has(line)}
        return min(1.0, (len(found) + more) / max(FEWEST, len(found | solid)))

    slogans = flawed(lambda line: bool(line.slogans), min(MOST_OPENING, len(facts.summary_slogans)))
    return {
        **_frame(facts),
        # Of a text in another language only numbers can be told; the rest stands in the middle.
        "outcomes": share(lambda line: line.outcome) if facts.wordy else 0.4,
        "verb_starts": share(lambda line: bool(line.verb) and line.solid) if facts.wordy else 0.6,
        "no_duties": 1 - flawed(lambda line: bool(line.duty)) if solid else 0.0,
        "no_slogans": 1 - slogans if solid else 0.0,
        "numbers": share(lambda line: line.number),
        "numbered_jobs": _told(facts, {line.job for line in distinct if line.number}),
        "line_count": float(min(4, len(solid))),
        "misfit_lines": flawed(lambda line: line.misfit and not line.doubled),
        "vague_lines": flawed(lambda line: bool(line.vague) and line.wordy),
        "slogans": slogans,
        "passive_lines": flawed(lambda line: bool(line.passive)),
        "me_lines": flawed(lambda line: bool(line.me)),
        "list_lines": flawed(lambda line: line.listed),
        "doubled_lines": flawed(lambda line: line.doubled),
        "typos": float(sum(len(line.typos) for line in lines)),
        "acronyms": float(len(facts.acronyms)),
        "repeated_verbs": len(facts.repeated) / max(8, len(facts.repeated) + len(solid)),
        "mixed_tenses": len(facts.mixed) / max(1, len(facts.jobs)),
        **_aim(facts),
    }


def measure_names() -> tuple[str, ...]:
    """Names of the measures in the order of the arrays."""
    from shared_backend.ai_engines.tasks.resume_coach.facts import facts_of
    from shared_backend.domain.resume import Profile

    return tuple(measure(facts_of(Profile())))


def _frame(facts: Facts) -> dict[str, float]:
    jobs, latest = facts.jobs, facts.latest()
    work = bool(jobs) or any(not line.job for line in facts.lines)
    full = [1.0 if 2 <= job.lines <= 8 else 0.5 if job.lines else 0.0 for job in latest]
    anything = float(bool(work or facts.training))
    return {
        "dated": _mean([job.dated for job in jobs]) if jobs else 0.5 * anything,
        "titled": _mean([job.titled for job in jobs]) if jobs else 0.5 * anything,
        "bulleted": _mean(full) if jobs else float(any(not line.job for line in facts.lines)),
        "ordered": float(facts.ordered) * anything,
        "readable": max(0.0, 1 - _REMARK * len(facts.remarks)) * anything,
        "length_fit": facts.length_fit,
        "has_email": float(facts.email),
        "has_phone": float(facts.phone),
        "has_name": float(facts.name),
        "has_work": float(work),
        "told_jobs": _mean([float(job.lines > 0) for job in latest]) if jobs else float(work),
        "has_training": float(facts.training),
        "has_skills": float(facts.skills),
        "has_opening": float(facts.opening),
    }


def _told(facts: Facts, numbered: set[str]) -> float:
    latest = [job for job in facts.latest() if job.lines]
    if not latest:
        return float("" in numbered)
    return _mean([float(job.id in numbered) for job in latest])


def _aim(facts: Facts) -> dict[str, float]:
    if facts.target is None:
        return {"target_shown": 0.0, "target_title": 0.0, "has_target": 0.0}
    return {
        "target_shown": len(facts.shown) / len(facts.target.terms),
        "target_title": facts.title_shown,
        "has_target": 1.0,
    }


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0
