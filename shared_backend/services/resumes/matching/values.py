"""What a comparison of a CV with a job ad is made of. Everything that is said quotes the CV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from shared_backend.services.resumes.matching.words import Token, tokens

Level = Literal["must", "nice"]
How = Literal["literal", "equivalent"]
Kind = Literal["summary", "job", "employer", "bullet", "study", "skill", "certification", "language", "other"]

RULES_VERSION = "match 1"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing an ad asks for, in the ad's words."""

    phrase: str
    level: Level = "must"


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a CV: its words, what it is, and where it stands in words a person knows.

    `job` is the id of the position it belongs to, `section` the heading or position it stands under. `known_by` and
    `letters` make looking quick.
    """

    text: str
    kind: Kind
    section: str = ""
    job: str = ""
    words: tuple[Token, ...] = ()
    known_by: frozenset[str] = frozenset()
    letters: str = ""

    def may_hold(self, words: Sequence[Token]) -> bool:
        """A quick look that is never wrong when it says no: whether words in order can be found here at all."""
        first = words[0]
        return (
            first.root in self.known_by or first.form in self.known_by or "".join(w.form for w in words) in self.letters
        )

    @classmethod
    def of(cls, text: str, kind: Kind, section: str = "", job: str = "") -> Passage:
        """With its words."""
        words = tokens(text)
        known = {word.root for word in words} | {word.form for word in words}
        known |= {word.form.removesuffix("s") for word in words}
        return cls(text, kind, section, job, words, frozenset(known), "".join(word.form for word in words))


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a requirement is shown: the quoted line, the characters ``[start, end)`` in it, and how it says so.

    `weak` tells that the line itself speaks of little: "basic", "some exposure to". `why` is a short reason for an
    equivalent.
    """

    quote: str
    start: int
    end: int
    kind: Kind
    section: str
    how: How
    weak: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A requirement and its evidence; None when the CV does not show it.

    `denied` quotes a line that names it but says it is not there yet ("no experience with", "learning").
    """

    requirement: Requirement
    evidence: Evidence | None
    denied: str = ""
