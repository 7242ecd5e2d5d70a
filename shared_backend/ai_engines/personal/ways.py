"""What a person does with feedback: reads the advice, looks at the example, tries again. Counted, never judged.

It says what somebody mostly does, not what they learn best from: whether practice in a preferred way helps more has not
been shown (Pashler et al. 2008), and the product does not claim it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Way = Literal["reading", "watching", "practising"]
WAYS: tuple[Way, ...] = get_args(Way)
MOST_COUNTED = 65535


class Ways(NamedTuple):
    """How often each was done: advice opened, the example opened, another try or a follow-up."""

    reading: int = 0
    watching: int = 0
    practising: int = 0

    def after(self, way: Way) -> Ways:
        """The counts after it was done once more."""
        counts = self._asdict()
        counts[way] = min(MOST_COUNTED, counts[way] + 1)
        return Ways(**counts)
