"""How well the personal models of simulated people know the truth: interval coverage and the ranking of weak areas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from shared_backend.ai_engines.personal.ability import sigmoid
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.operations.evaluation.forecast_metrics import auc
from shared_backend.operations.evaluation.simulator import World
from shared_backend.services.recommendation.weak_areas import WEAK_BELOW, weak_areas


def truth_figures(
    world: World, states: Mapping[str, PersonalState], global_logits: Mapping[str, float]
) -> dict[str, Any]:
    """Compare what was learned with what is true, over every competency a test user has practised.

    Parameters
    ----------
    global_logits : mapping
        The fitted global model's mean logit for each competency.

    Returns
    -------
    dict
        `interval_coverage`: share of true success rates inside the 80 % interval. `weak_auc`: how well P(weak) ranks
        the competencies whose true success rate is below .6; `weak_auc_raw`: the same for the share of success so far.
        `said_weak_right`: share of the competencies called weak that are.
    """
    inside, chance, raw, truly, called = [], [], [], [], []
    for user, offsets in world.truth.items():
        state = states[user]
        for area in weak_areas(state, {}, global_logits):
            if area.answers == 0:
                continue
            true_p = sigmoid(world.easiness[area.competency] + offsets[area.competency])
            low, high = area.interval
            known = state.ability.competencies[area.competency]
            inside.append(low <= true_p <= high)
            chance.append(area.p_weak)
            raw.append(1.0 - known.outcomes / known.n)
            truly.append(float(true_p < WEAK_BELOW))
            called.append(area.label == "weak")
    weak, said = np.array(truly), np.array(called)
    return {
        "competencies": len(inside),
        "interval_coverage": round(float(np.mean(inside)), 4),
        "weak_auc": round(auc(weak, np.array(chance)), 4),
        "weak_auc_raw": round(auc(weak, np.array(raw)), 4),
        "said_weak": int(said.sum()),
        "said_weak_right": round(float(weak[said].mean()), 4) if said.any() else None,
    }
