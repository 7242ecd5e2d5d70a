"""Everything learned about one person in one coach: three small heads and the evidence, as one immutable value.

`after` is the only way it changes, so a state is a pure function of the history: forgetting an answer is a replay
without it, and equals, bit for bit, the state of somebody who never gave it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from shared_backend.ai_engines import blending
from shared_backend.ai_engines.personal import ability
from shared_backend.ai_engines.personal.ability import AbilityState, CompetencyState, Constants, sigmoid
from shared_backend.ai_engines.personal.helpfulness import Helpfulness
from shared_backend.ai_engines.personal.interactions import Answered, Interaction, ScoreOpinion, TipRated
from shared_backend.ai_engines.personal.score_offset import ScoreOffset
from shared_backend.domain.errors import RecordUnreadable

FORMAT = 1
SECONDS_A_DAY = 86400.0


@dataclass(frozen=True, slots=True)
class PersonalState:
    """One person, one coach.

    `evidence` is the summed log likelihood ratio of the personal over the global model (nats), `last_at` the time of
    the last answer in seconds since 1970 or None.
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
        """The state after one more interaction."""
        match interaction:
            case Answered():
                return self._after_answer(interaction)
            case ScoreOpinion():
                return replace(self, offset=self.offset.after(interaction.opinion))
            case TipRated():
                return replace(self, helpfulness=self.helpfulness.after(interaction.keys, interaction.helpful))

    def _after_answer(self, answered: Answered) -> PersonalState:
        before = self.predict(answered.global_logit, answered.competency, answered.at)
        learned = ability.learn(
            self.ability,
            answered.global_logit,
            answered.competency,
            answered.outcome,
            self.constants,
            days_away=self.days_away(answered.at),
        )
        evidence = blending.evidence_after(self.evidence, before.p_global, before.p_personal, answered.outcome)
        return replace(self, ability=learned, evidence=evidence, last_at=answered.at)

    def to_bytes(self) -> bytes:
        """The state as JSON; floats keep every bit."""
        return json.dumps({"format": FORMAT, **asdict(self)}, separators=(",", ":"), sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, blob: bytes) -> PersonalState:
        """The state of `to_bytes`. Raises `RecordUnreadable` for anything else."""
        try:
            data: dict[str, Any] = json.loads(blob)
            if data["format"] != FORMAT:
                raise RecordUnreadable("A personal model was saved by another version. Update the program.")
            a = data["ability"]
            competencies = {name: CompetencyState(**known) for name, known in a.pop("competencies").items()}
            reports = {key: (float(v[0]), int(v[1])) for key, v in data["helpfulness"]["reports"].items()}
            return cls(
                AbilityState(**a, competencies=competencies),
                Constants(**data["constants"]),
                float(data["evidence"]),
                None if data["last_at"] is None else float(data["last_at"]),
                ScoreOffset(**data["offset"]),
                Helpfulness(reports),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as reason:
            raise RecordUnreadable("A personal model could not be read, so it is not used.") from reason


def replay(history: Iterable[Interaction], constants: Constants | None = None) -> PersonalState:
    """The state that this history leads to, from a stranger's."""
    state = PersonalState.fresh(constants)
    for interaction in history:
        state = state.after(interaction)
    return state
