"""Everything the checks look at, and how to change the facts of one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from shared_backend.ai_engines.tasks.resume_coach.facts import Facts, facts_of
from shared_backend.ai_engines.tasks.resume_coach.line import Line
from shared_backend.domain.resume import Claim, Profile
from shared_backend.services.resumes.findings.values import Mend


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the CV itself: the job aimed at, what the reader remarked, pages, confirmed claims.

    `remarks` are pairs of code and sentence; `ledger` is None where there is none to compare with.
    """

    target: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    pages: int | None = None
    ledger: tuple[Claim, ...] | None = None

    def facts(self, profile: Profile) -> Facts:
        """The facts of a CV in these circumstances."""
        return facts_of(profile, target=self.target, remarks=(code for code, _ in self.remarks), pages=self.pages)


@dataclass(frozen=True, slots=True)
class Seen:
    """A CV, its circumstances, and the facts of both."""

    profile: Profile
    around: Around
    facts: Facts

    @classmethod
    def of(cls, profile: Profile, around: Around) -> Seen:
        """Look at a CV."""
        return cls(profile, around, around.facts(profile))

    def where(self, line: Line) -> str:
        """The place of a line in words."""
        job = next((job for job in self.facts.jobs if job.id == line.job), None)
        if job is None:
            return "another section"
        number = [other.id for other in self.facts.lines if other.job == line.job].index(line.id) + 1
        return f"{job.label}, line {number}"


def on_lines(ids: Iterable[str], **changes: Any) -> Mend:
    """The facts with these lines changed."""
    wanted = frozenset(ids)

    def mend(facts: Facts) -> Facts:
        lines = tuple(replace(line, **changes) if line.id in wanted else line for line in facts.lines)
        return replace(facts, lines=lines)

    return mend


def on_facts(**changes: Any) -> Mend:
    """The facts with these fields changed."""
    return lambda facts: replace(facts, **changes)


def in_words(names: Iterable[str], most: int = 5) -> str:
    """A list in words.

    >>> in_words(["a", "b", "c"]), in_words("abcdefg", 2)
    ('a, b and c', 'a, b and 5 more')
    """
    listed = list(names)
    if len(listed) > most:
        return f"{', '.join(listed[:most])} and {len(listed) - most} more"
    return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
