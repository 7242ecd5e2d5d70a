"""L2: H2's logit corrected by one logistic regression over the state, the same for everybody, fitted on many people.

    logit p = logit p_H2 + w₀ + Σ w_i x_i + (for a competency seen while fitting) d₀ + Σ d_j x_j

x are `features`, j runs over the few of `BY_COMPETENCY`. With all weights 0 it is H2; the fit draws every weight
towards 0. Source: the project's measured design ("L2"); the competency's own part is a random-slopes term as in
additive factor models (Cen, Koedinger & Junker 2006).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import mul
from typing import Any

from shared_backend.ai_engines.personal.ability import AbilityState, CompetencyState, logit
from shared_backend.ai_engines.personal.features import BY_COMPETENCY, FEATURES, features
from shared_backend.ai_engines.personal.trace import NEVER, PLACE, Trace
from shared_backend.domain.errors import ArtifactCorrupt

_PLACES = tuple(FEATURES.index(name) for name in BY_COMPETENCY)
_A, _B, _C, _D = _PLACES


@dataclass(frozen=True, slots=True)
class L2Model:
    """The fitted regression on features as they are (not standardised).

    `weights` belong to `FEATURES`; `by_competency` maps a competency to its own intercept and its weights for
    `BY_COMPETENCY`.
    """

    intercept: float
    weights: tuple[float, ...]
    by_competency: Mapping[str, tuple[float, ...]]

    def logit(
        self,
        ability: AbilityState,
        known: CompetencyState,
        trace: Trace,
        global_logit: float,
        competency: str,
        p_h2: float,
        variances: tuple[float, float],
    ) -> float:
        """Logit of a good result, before the answer.

        Parameters
        ----------
        known
            The competency's state, a stranger's when it was never practised.
        p_h2, variances
            What H2 predicts, and its overall and competency variance as widened for this answer.
        """
        m_u, _, n, ewma_90, ewma_97, residual_sum, variance_sum, _ = ability
        m_c, _, n_c, outcomes_c, ewma_c, last = known
        outcomes, ewma_70, latest, started, first_residuals, recent = trace
        before_c, last_c = divmod(recent.get(competency, NEVER), PLACE)
        h2 = logit(p_h2)
        v_u, v_c = variances
        # One argument after the other: to unpack groups of them takes longer.
        # fmt: off
        x = features(
            global_logit, h2, m_u, v_u, n, ewma_90, ewma_97, residual_sum, variance_sum,
            m_c, v_c, n_c, outcomes_c, ewma_c, n - last + 1,
            outcomes, ewma_70, latest, started, first_residuals, last_c, before_c,
        )
        # fmt: on
        found: float = h2 + self.intercept + sum(map(mul, self.weights, x))
        own = self.by_competency.get(competency)
        if own is not None:
            found += own[0] + own[1] * x[_A] + own[2] * x[_B] + own[3] * x[_C] + own[4] * x[_D]
        return found

    def as_mapping(self) -> dict[str, Any]:
        """The regression as JSON values with the features' names; `from_mapping` gives it back bit for bit."""
        return {
            "intercept": self.intercept,
            "weights": dict(zip(FEATURES, self.weights, strict=True)),
            "by_competency": {name: list(own) for name, own in sorted(self.by_competency.items())},
        }

    @classmethod
    def from_mapping(cls, stored: Mapping[str, Any]) -> L2Model:
        """The regression of `as_mapping`. Raises `ArtifactCorrupt` when it was fitted for other features."""
        weights = stored["weights"]
        own = {str(name): tuple(map(float, values)) for name, values in stored["by_competency"].items()}
        if sorted(weights) != sorted(FEATURES) or any(len(v) != len(_PLACES) + 1 for v in own.values()):
            raise ArtifactCorrupt("This personal model was fitted by another version of the program. Train it again.")
        return cls(float(stored["intercept"]), tuple(float(weights[name]) for name in FEATURES), own)
