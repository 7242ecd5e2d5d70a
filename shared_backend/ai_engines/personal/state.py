"""Everything learned about one person in one coach: small heads and the evidence, as one immutable value.

`after` is the only way it changes, so a state is a pure function of the history: forgetting an answer is a replay
without it, and equals, bit for bit, the state of somebody who never gave it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from shared_backend.ai_engines import blending
from shared_backend.ai_engines.personal import ability, encoding
from shared_backend.ai_engines.personal.ability import (
    AbilityState,
    Constants,
    competency_state,
    sigmoid,
    widened,
)
from shared_backend.ai_engines.personal.difficulty import after_wish
from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.helpfulness import PLACES, Helpfulness
from shared_backend.ai_engines.personal.interactions import (
    Answered,
    Did,
    DifficultyWished,
    Interaction,
    PathJudged,
    RowRejected,
    ScoreOpinion,
    TasteRejected,
    TipRated,
)
from shared_backend.ai_engines.personal.leanings import NAMES as LEANINGS
from shared_backend.ai_engines.personal.leanings import Leanings
from shared_backend.ai_engines.personal.score_offset import ScoreOffset
from shared_backend.ai_engines.personal.trace import Trace
from shared_backend.ai_engines.personal.ways import Ways

SECONDS_A_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class PersonalState:
    """One person, one coach.

    `fit` says which personal model predicts, with which constants; it is the same for everybody. `evidence` is how much
    better that model has predicted than the global one (nats, limited; see `blending`), `last_at` the time of the last
    answer in seconds since 1970 or None.
    """

    ability: AbilityState
    trace: Trace = field(default_factory=Trace)
    evidence: float = 0.0
    last_at: float | None = None
    offset: ScoreOffset = field(default_factory=ScoreOffset)
    helpfulness: Helpfulness = field(default_factory=Helpfulness)
    ways: Ways = field(default_factory=Ways)
    leanings: Leanings = field(default_factory=Leanings)
    fit: PersonalFit = DEFAULT_FIT

    @classmethod
    def fresh(cls, fit: PersonalFit = DEFAULT_FIT) -> PersonalState:
        """Somebody who has not practised yet."""
        return cls(ability.fresh(fit.constants), fit=fit)

    @property
    def constants(self) -> Constants:
        """H2's constants."""
        return self.fit.constants

    def days_away(self, at: float) -> float:
        """Days from the last answer to `at`; 0 for the first one and for clocks that run backwards."""
        return 0.0 if self.last_at is None else max(0.0, (at - self.last_at) / SECONDS_A_DAY)

    def predict(self, global_logit: float, competency: str, at: float) -> blending.Blend:
        """How well an answer at time `at` will go, blended; changes nothing."""
        days = self.days_away(at)
        p_h2 = ability.predict(self.ability, global_logit, competency, self.fit.constants, days_away=days)
        personal = self._personal(global_logit, competency, p_h2, days)
        return blending.blend(sigmoid(global_logit), personal, self.ability.n, self.evidence)

    def forecast(self, interaction: Interaction) -> dict[str, Any]:
        """What was expected before an answer, to be kept with it; nothing for what is not an answer."""
        if not isinstance(interaction, Answered):
            return {}
        expected = self.predict(interaction.global_logit, interaction.competency, interaction.at)
        kept = ("weight", "evidence", "n", "p_global", "p_personal")
        return {"forecast": {"kind": self.fit.kind, **{name: getattr(expected, name) for name in kept}}}

    def after(self, interaction: Interaction) -> PersonalState:
        """The state after one more interaction. Raises `InvalidInput` for an answer no model can learn from."""
        match interaction:
            case Answered():
                return self._after_answer(interaction)
            case ScoreOpinion():
                return replace(self, offset=self.offset.after(interaction.opinion))
            case TipRated():
                rated = self.helpfulness.after(interaction.keys, interaction.helpful, interaction.global_logit)
                return replace(self, helpfulness=rated)
            case RowRejected():
                kept = {k: known for k, known in self.ability.competencies.items() if k != interaction.competency}
                trace = self.trace.without(interaction.competency)
                return replace(self, ability=self.ability._replace(competencies=kept), trace=trace)
            case DifficultyWished():
                asked = (interaction.competency, interaction.global_logit, interaction.wish)
                return replace(self, ability=after_wish(self.ability, *asked, self.constants))
            case Did():
                return replace(self, ways=self.ways.after(interaction.way))
            case TasteRejected(what="ways"):
                return replace(self, ways=Ways())
            case TasteRejected() if interaction.what == "paths" or interaction.what in LEANINGS:
                return replace(self, leanings=self.leanings.without(interaction.what))
            case PathJudged():
                judged = (interaction.features, interaction.liked, interaction.global_logit)
                return replace(self, leanings=self.leanings.after(*judged))
            case TasteRejected():
                return replace(self, helpfulness=self.helpfulness.without(interaction.what))

    def _after_answer(self, answered: Answered) -> PersonalState:
        a, days = answered, self.days_away(answered.at)
        learned, p_global, p_h2 = ability.step(
            self.ability, a.global_logit, a.competency, a.outcome, self.fit.constants, days_away=days
        )
        personal = self._personal(a.global_logit, a.competency, p_h2, days)
        return PersonalState(
            learned,
            self.trace.after(a.competency, a.outcome, a.outcome - p_global),
            blending.evidence_after(self.evidence, p_global, personal, a.outcome),
            a.at,
            self.offset,
            self.helpfulness,
            self.ways,
            self.leanings,
            self.fit,
        )

    def _personal(self, global_logit: float, competency: str, p_h2: float, days: float) -> float:
        """The personal model's own prediction, of the kind that serves; `p_h2` is what H2 predicts."""
        fit = self.fit
        if fit.kind == "h2":
            return p_h2
        if fit.l2 is None:
            return sigmoid(global_logit)
        known = competency_state(self.ability, competency, fit.constants)
        variances = widened(self.ability, known, fit.constants, days)
        return sigmoid(fit.l2.logit(self.ability, known, self.trace, global_logit, competency, p_h2, variances))

    def to_bytes(self) -> bytes:
        """The state in the compact format of `encoding`; floats keep every bit, equal states give equal bytes."""
        head = (self.fit.id, self.ability, self.trace, self.evidence, self.last_at)
        return encoding.pack(*head, self.offset, self.helpfulness, self.ways, self.leanings)

    @classmethod
    def from_bytes(cls, blob: bytes, fit: PersonalFit = DEFAULT_FIT) -> PersonalState:
        """The state of `to_bytes`. Raises `RecordUnreadable` for anything else, and when it had another fit."""
        return cls(*encoding.unpack(fit.id, blob), fit)

    def as_mapping(self) -> dict[str, Any]:
        """The state as plain JSON values with speaking names, for the person who wants to see it."""
        numbers = self.ability._asdict()
        numbers["competencies"] = {name: known._asdict() for name, known in sorted(self.ability.competencies.items())}
        return {
            "format": encoding.FORMAT,
            "fit": self.fit.as_mapping(),
            "ability": numbers,
            "trace": self.trace._asdict(),
            "evidence": self.evidence,
            "last_at": self.last_at,
            "offset": asdict(self.offset),
            "helpfulness": {key: self.helpfulness.effect(key)._asdict() for key in PLACES},
            "ways": self.ways._asdict(),
            "leanings": {
                "n": self.leanings.n,
                "evidence": self.leanings.evidence,
                **{name: self.leanings.leaning(name)._asdict() for name in LEANINGS},
            },
        }


def replay(history: Iterable[Interaction], fit: PersonalFit = DEFAULT_FIT) -> PersonalState:
    """The state that this history leads to under a fit, from a stranger's."""
    state = PersonalState.fresh(fit)
    for interaction in history:
        state = state.after(interaction)
    return state
