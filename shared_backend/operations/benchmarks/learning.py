"""One personal model learning and predicting in memory, against scikit-learn's and river's online regression."""

from __future__ import annotations

from typing import Any

from shared_backend.ai_engines.personal import ability
from shared_backend.ai_engines.personal.features import BY_COMPETENCY, FEATURES
from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.interactions import Answered
from shared_backend.ai_engines.personal.l2 import L2Model
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.operations.benchmarks.timing import Work, medians

COMPETENCIES = tuple(f"competency-{number:02d}" for number in range(14))
STREAM = tuple(
    Answered(COMPETENCIES[i * 5 % 14], 0.2 * (i % 9 - 4), float(i % 3 > 0), 1_700_000_000.0 + 60.0 * i)
    for i in range(1260)
)

# How long a prediction takes does not depend on the weights.
_OWN = {name: (0.01,) * (len(BY_COMPETENCY) + 1) for name in COMPETENCIES}
_L2 = PersonalFit("l2", ability.Constants(), L2Model(0.01, (0.01,) * len(FEATURES), _OWN))


def learning() -> dict[str, float]:
    """Microseconds to predict and learn one answer.

    Returns
    -------
    dict
        `personal`: H2 alone, what the other models are counterparts of; `coach`: with evidence, blend and all heads;
        `coach_l2`: the same where L2 serves;
        `sklearn`: SGDClassifier; `river`: StandardScaler | LogisticRegression, as river's own guide has it;
        `river_bare`: its LogisticRegression on features that need no scaling. Rivals that are not installed are left
        out.
    """
    works: dict[str, Work] = {"personal": _personal(), "coach": _coach(DEFAULT_FIT), "coach_l2": _coach(_L2)}
    for name, make in (("sklearn", _sklearn), ("river", _river), ("river_bare", _river_bare)):
        try:
            works[name] = make()
        except ImportError:
            continue
    return {name: 1e6 * seconds for name, seconds in medians(works, rounds=25, calls=200).items()}


def _personal() -> Work:
    constants = ability.Constants()
    state = ability.fresh(constants)

    def one(number: int) -> None:
        nonlocal state
        a = STREAM[number % len(STREAM)]
        ability.predict(state, a.global_logit, a.competency, constants)
        state = ability.learn(state, a.global_logit, a.competency, a.outcome, constants)

    return one


def _coach(fit: PersonalFit) -> Work:
    state = PersonalState.fresh(fit)

    def one(number: int) -> None:
        nonlocal state
        a = STREAM[number % len(STREAM)]
        state.predict(a.global_logit, a.competency, a.at)
        state = state.after(a)

    return one


def _sklearn() -> Work:
    import numpy as np
    from sklearn.linear_model import SGDClassifier

    model = SGDClassifier(loss="log_loss")
    rows = [np.array([[float(a.competency == c) for c in COMPETENCIES] + [a.global_logit]]) for a in STREAM]
    labels = [np.array([int(a.outcome)]) for a in STREAM]
    model.partial_fit(rows[0], labels[0], classes=np.array([0, 1]))

    def one(number: int) -> None:
        at = number % len(STREAM)
        model.predict_proba(rows[at])
        model.partial_fit(rows[at], labels[at])

    return one


def _river() -> Work:
    from river import linear_model, preprocessing

    return _river_work(preprocessing.StandardScaler() | linear_model.LogisticRegression())


def _river_bare() -> Work:
    from river import linear_model

    return _river_work(linear_model.LogisticRegression())


def _river_work(model: Any) -> Work:
    rows = [{c: float(a.competency == c) for c in COMPETENCIES} | {"logit": a.global_logit} for a in STREAM]
    labels = [a.outcome > 0.5 for a in STREAM]

    def one(number: int) -> None:
        at = number % len(STREAM)
        model.predict_proba_one(rows[at])
        model.learn_one(rows[at], labels[at])

    return one
