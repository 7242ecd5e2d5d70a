"""What the engines for next jobs share: the occupations that can be named, and the jobs so far of an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Self

from shared_backend.ai_engines.base import Examples, Labels

HISTORY = "codes"


class Occupations:
    """Codes and official titles, in order of code; every one of them can be named as the next job."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self.codes = tuple(sorted(titles))
        self.titles = tuple(titles[code] for code in self.codes)

    @cached_property
    def places(self) -> dict[str, int]:
        """Code → its place."""
        return {code: i for i, code in enumerate(self.codes)}

    def title(self, code: str) -> str:
        """The official title; the code itself where it is not known."""
        at = self.places.get(code)
        return code if at is None else self.titles[at]

    def as_meta(self) -> dict[str, str]:
        """As JSON."""
        return dict(zip(self.codes, self.titles, strict=True))

    @classmethod
    def from_meta(cls, meta: Mapping[str, str]) -> Self:
        """From `as_meta`."""
        return cls(meta)


def histories(examples: Examples) -> list[tuple[str, ...]]:
    """The codes of each example's jobs, oldest first; its text where an example names none."""
    return [tuple(row.get(HISTORY) or (text,)) for row, text in zip(examples.rows, examples.texts, strict=True)]


def of_people(examples: Examples) -> list[int]:
    """The examples that are steps of people; the others are published links."""
    return [i for i, row in enumerate(examples.rows) if not row.get("published")]


def taken(targets: Labels, places: Sequence[int]) -> Labels:
    """The targets at these places."""
    return Labels(tuple(targets.values[i] for i in places))
