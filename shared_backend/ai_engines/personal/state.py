"""Everything learned about one person in one coach: three small heads and the evidence, as one immutable value.

`after` is the only way it changes, so a state is a pure function of the history: forgetting an answer is a replay
without it, and equals, bit for bit, the state of somebody who never gave it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from shared_backend.ai_engines import blending
from shared_backend.ai_engines.personal import ability, encoding
from shared_backend.ai_engines.personal.ability import AbilityState, Constants, sigmoid
from shared_backend.ai_engines.personal.helpfulness import Helpfulness
from shared_backend.ai_engines.personal.interactions import Answered, Interaction, RowRejected, ScoreOpinion, TipRated
from shared_backend.ai_engines.personal.score_offset import ScoreOffset

SECONDS_A_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class PersonalState:
    """One person, one coach.

    `evidence` is how much better the personal model has predicted than the global one (nats, limited; see
    `blending`), `last_at` the time of the last answer in seconds since 1970 or None.
    """

    ability: AbilityState
    constants: Constants = field(default_factory=Constants)
    evidence: float = 0.0
    last_at: float | None = None
    offset: ScoreOffset = field(default_factory=ScoreOffset)
    helpfulness: Helpfulness = field(default_factory=Helpfulness)

    @classmethod
    def fresh(cls, constants: Constants | None = None) -> PersonalState:
        """Somebody who has not practised yet."""
        chosen = constants or Constants()
        return cls(ability.fresh(chosen), chosen)

    def days_away(self, at: float) -> float:
        """Days from the last answer to `at`; 0 for the first one and for clocks that run backwards."""
        return 0.0 if self.last_at is None else max(0.0, (at - self.last_at) / SECONDS_A_DAY)

    def predict(self, global_logit: float, competency: str, at: float) -> blending.Blend:
        """How well an answer at time `at` will go, blended; changes nothing."""
        personal = ability.predict(self.ability, global_logit, competency, self.constants, days_away=self.days_away(at))
        return blending.blend(sigmoid(global_logit), personal, self.ability.n, self.evidence)

    def after(self, interaction: Interaction) -> PersonalState:
        """The state after one more interaction. Raises `InvalidInput` for an answer no model can learn from."""
        match interaction:
            case Answered():
                return self._after_answer(interaction)
            case ScoreOpinion():
                return replace(self, offset=self.offset.after(interaction.opinion))
            case TipRated():
                return replace(self, helpfulness=self.helpfulness.after(interaction.keys, interaction.helpful))
            case RowRejected():
                kept = {k: known for k, known in self.ability.competencies.items() if k != interaction.competency}
                return replace(self, ability=self.ability._replace(competencies=kept))

    def _after_answer(self, answered: Answered) -> PersonalState:
        learned, p_global, p_personal = ability.step(
            self.ability,
            answered.global_logit,
            answered.competency,
            answered.outcome,
            self.constants,
            days_away=self.days_away(answered.at),
        )
        evidence = blending.evidence_after(self.evidence, p_global, p_personal, answered.outcome)
        return PersonalState(learned, self.constants, evidence, answered.at, self.offset, self.helpfulness)

    def to_bytes(self) -> bytes:
        """The state in the compact format of `encoding`; floats keep every bit, equal states give equal bytes."""
        return encoding.pack(self.ability, self.constants, self.evidence, self.last_at, self.offset, self.helpfulness)

    @classmethod
    def from_bytes(cls, blob: bytes) -> PersonalState:
        """The state of `to_bytes`. Raises `RecordUnreadable` for anything else."""
        return cls(*encoding.unpack(blob))

    def as_mapping(self) -> dict[str, Any]:
        """The state as plain JSON values with speaking names, for the person who wants to see it."""
        numbers = self.ability._asdict()
        numbers["competencies"] = {name: known._asdict() for name, known in sorted(self.ability.competencies.items())}
        return {
            "format": encoding.FORMAT,
            "ability": numbers,
            "constants": asdict(self.constants),
            "evidence": self.evidence,
            "last_at": self.last_at,
            "offset": asdict(self.offset),
            "helpfulness": {key: list(report) for key, report in sorted(self.helpfulness.reports.items())},
        }


def replay(history: Iterable[Interaction], constants: Constants | None = None) -> PersonalState:
    """The state that this history leads to, from a stranger's."""
    state = PersonalState.fresh(constants)
    for interaction in history:
        state = state.after(interaction)
    return state
