"""Where somebody can go from here: a few occupations up, sideways and a stretch away, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shared_backend.ai_engines.personal.leanings import Leanings
from shared_backend.domain.career import PREPARATION, CareerProfile, Feedback
from shared_backend.services.careers.chains import chain
from shared_backend.services.careers.matching import Held, held, match
from shared_backend.services.careers.own_levels import Own
from shared_backend.services.careers.ranking import Ranking, ranking
from shared_backend.services.careers.reasons import why
from shared_backend.services.careers.requirements import Requirements, requirements
from shared_backend.services.careers.rules import Kind

MOST = 8
# How many of each kind are wanted; what one kind cannot fill the others do.
WANTED: Mapping[Kind, int] = {"start": 4, "step_up": 3, "sideways": 3, "stretch": 2}
FOCUS: Mapping[str, Mapping[Kind, int]] = {
    "advancement": {"start": 3, "step_up": 5, "sideways": 1, "stretch": 2},
    "switch": {"start": 4, "step_up": 2, "sideways": 3, "stretch": 3},
    "stability": {"start": 5, "step_up": 2, "sideways": 5, "stretch": 1},
}
# Share of a new card's score that is lost when it is the same as one already chosen.
ALIKE = 0.5
FAMILY, DEPTH = 7, 12
# A kind is not filled up with what fits less than this share of the tenth best; a single one far ahead is no measure.
MEASURE = 10
WORTH, WORTH_AT_SCHOOL = 0.65, 0.75


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Attributes
    ----------
    lines : tuple of Held
        The key skills beside what the person has; `match` is their share weighted by importance.
    steps : tuple of str
        Titles on a usual way, the present one first; empty for somebody without an occupation.
    entry : str
        A licence or another condition in words; empty where none is known.
    why : tuple of str
        Sentences that follow from the numbers on the card.
    """

    code: str
    title: str
    kind: Kind
    match: float
    lines: tuple[Held, ...]
    steps: tuple[str, ...]
    preparation: str
    entry: str
    why: tuple[str, ...]
    interested: bool
    score: float

    @property
    def have(self) -> int:
        """How many of the key skills are there."""
        return sum(line.status == "have" for line in self.lines)


def paths(
    profile: CareerProfile,
    own: Mapping[str, Own],
    feedback: Sequence[Feedback],
    reference: Path,
    *,
    focus: str = "open",
    leanings: Leanings | None = None,
    next_jobs: Mapping[str, float] | None = None,
    count: int = MOST,
) -> tuple[Card, ...]:
    """At most `count` cards, those of a kind together, best first.

    Parameters
    ----------
    feedback : sequence of Feedback
        What was said of suggestions before, in order: what is not for somebody is left out.
    leanings : Leanings, optional
        What was learned from it moves the ones like it; without, the cards are ordered as for anybody.
    next_jobs : mapping of code to share, optional
        Where people go from the present occupation, as the deployed model foresees it.
    focus : str
        ``advancement``, ``switch`` or ``stability`` shift how many of each kind there are; anything else does not.
    """
    facts = requirements(reference)
    ranked = ranking(profile, own, feedback, reference, leanings=leanings, next_jobs=next_jobs)
    liked = {one.code for one in feedback if one.verdict == "interested"}
    worth = WORTH_AT_SCHOOL if facts.standing(profile.occupation) is None else WORTH
    chosen = _chosen(facts, ranked, FOCUS.get(focus, WANTED), profile.towards, count, worth)
    cards = [_card(facts, i, ranked, profile, own, facts.codes[i] in liked, reference) for i in chosen]
    order: list[Kind] = ["start", "step_up", "sideways", "stretch"]
    return tuple(sorted(cards, key=lambda card: (order.index(card.kind), -card.score)))


def _chosen(
    facts: Requirements,
    ranked: Ranking,
    wanted: Mapping[Kind, int],
    towards: tuple[str, ...],
    count: int,
    worth: float,
) -> list[int]:
    """Places of the cards: half of them where the person wants to go, so many of each kind, then whatever fits best."""
    pool = sorted(ranked.kinds, key=lambda i: (-ranked.score[i], facts.codes[i]))
    chosen: list[int] = []
    least = worth * ranked.score[pool[min(MEASURE, len(pool)) - 1]] if pool else 0.0
    _add(facts, ranked, [i for i in pool if facts.codes[i][:2] in towards], chosen, count // 2)
    for kind, number in wanted.items():
        there = sum(ranked.kinds[i] == kind for i in chosen)
        fits = [i for i in pool if ranked.kinds[i] == kind and ranked.score[i] >= least]
        _add(facts, ranked, fits, chosen, min(number - there, count - len(chosen)))
    near = [i for i in pool if ranked.kinds[i] != "stretch" and ranked.score[i] >= least]
    for rest in (near, pool):
        _add(facts, ranked, rest, chosen, count - len(chosen))
    return chosen


def _add(facts: Requirements, ranked: Ranking, pool: list[int], chosen: list[int], number: int) -> None:
    """Append `number` of the pool, each the best after what it shares with those chosen (maximal marginal relevance).

    Of one family (a code up to its point) there is one card of a kind; variety is sought among the best `DEPTH`.
    Source: Carbonell and Goldstein (1998).
    """
    left = pool[: DEPTH + len(chosen)]
    lost = dict.fromkeys(left, 0.0)
    for card in chosen:
        lost = {i: max(lost[i], _alike(facts, i, card)) for i in left}
    for _ in range(number):
        families = {(facts.codes[i][:FAMILY], ranked.kinds[i]) for i in chosen}
        left = [i for i in left if (facts.codes[i][:FAMILY], ranked.kinds[i]) not in families]
        if not left:
            return
        best = max(left, key=lambda i: ranked.score[i] - ALIKE * lost[i])
        chosen.append(best)
        lost = {i: max(lost[i], _alike(facts, i, best)) for i in left}


def _alike(facts: Requirements, one: int, other: int) -> float:
    """Likeness in [0, 1] by what is called for and by interests."""
    return float(facts.kinship[one, other])


def _card(
    facts: Requirements,
    at: int,
    ranked: Ranking,
    profile: CareerProfile,
    own: Mapping[str, Own],
    interested: bool,
    reference: Path,
) -> Card:
    code = facts.codes[at]
    lines = held(facts.needs(code), own)
    now = facts.standing(profile.occupation)
    steps = () if now is None else chain(reference, facts.codes[now], code)
    return Card(
        code=code,
        title=facts.titles[code],
        kind=ranked.kinds[at],
        match=round(match(lines), 4),
        lines=lines,
        steps=tuple(facts.titles[one] for one in steps),
        preparation=PREPARATION[int(facts.zone[at])],
        entry=facts.entry[at][1],
        why=why(facts, profile, code, lines, reference),
        interested=interested,
        score=round(float(ranked.score[at]), 4),
    )
