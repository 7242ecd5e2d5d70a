"""What can be linked to: things with one or more names, in the order their ids were first met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from shared_backend.ai_engines.base import FloatArray
from shared_backend.domain.errors import InvalidInput


@dataclass(frozen=True)
class Names:
    """Names of things, grouped by thing.

    Attributes
    ----------
    ids : tuple of str
        The things.
    texts : tuple of str
        Their names, those of one thing side by side.
    starts : (n,) int array
        Place of each thing's first name in `texts`.
    """

    ids: tuple[str, ...]
    texts: tuple[str, ...]
    starts: NDArray[np.intp]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """From (id, name) pairs in any order. Raises `InvalidInput` when there is none."""
        grouped: dict[str, dict[str, None]] = {}
        for key, name in pairs:
            grouped.setdefault(key, {})[name] = None
        if not grouped:
            raise InvalidInput("There are no names to link to.")
        texts = tuple(name for names in grouped.values() for name in names)
        starts = np.cumsum([0, *(len(names) for names in grouped.values())])[:-1].astype(np.intp)
        return cls(tuple(grouped), texts, starts)

    def documents(self) -> list[str]:
        """All names of each thing as one text."""
        ends = [*self.starts[1:], len(self.texts)]
        return [" ".join(self.texts[a:b]) for a, b in zip(self.starts, ends, strict=True)]

    def best(self, by_name: FloatArray) -> FloatArray:
        """The highest score (n, things) among each thing's names, from scores by name (n, names)."""
        highest: FloatArray = np.maximum.reduceat(by_name, self.starts, axis=1)
        return highest
