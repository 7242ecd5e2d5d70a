"""The vectorised twin used for fitting equals the product's own model on random histories."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.personal import ability
from shared_backend.ai_engines.personal.ability import Constants, sigmoid
from shared_backend.operations.evaluation.constants_fit import fit_constants
from shared_backend.operations.evaluation.histories import Histories, personal_logits
from shared_backend.operations.evaluation.learner_rows import LearnerRows

rows = st.lists(
    st.tuples(st.sampled_from("uvwx"), st.sampled_from("abc"), st.floats(0, 1), st.floats(-5, 5)),
    min_size=1,
    max_size=60,
)
constants = st.builds(
    Constants,
    tau_u2=st.floats(0.01, 2),
    tau_s2=st.floats(0.01, 2),
    q_u=st.floats(0, 0.3),
    q_s=st.floats(0, 0.3),
    rho=st.floats(0.5, 1),
    s=st.floats(0.5, 2),
)


@settings(max_examples=200, deadline=None)
@given(rows, constants)
def test_both_agree_to_the_last_digits(history: list[tuple[str, str, float, float]], chosen: Constants) -> None:
    user, skill, outcome, logit = (np.array(column) for column in zip(*history, strict=True))
    together = personal_logits(Histories.of(user, skill, outcome, logit), chosen)
    states = {name: ability.fresh(chosen) for name in "uvwx"}
    for (u, c, y, g), eta in zip(history, together.tolist(), strict=True):
        assert abs(ability.predict(states[u], g, c, chosen) - sigmoid(eta)) < 1e-12
        states[u] = ability.learn(states[u], g, c, y, chosen)


def test_few_users_stay_near_the_defaults_and_many_overrule_them() -> None:
    rng = np.random.default_rng(0)

    def fitted(users: int) -> Constants:
        ability_of = rng.normal(0.0, 2.0, users)
        user = np.repeat(np.arange(users), 30)
        right = (rng.random(len(user)) < 1.0 / (1.0 + np.exp(-ability_of[user]))).astype(float)
        names = np.array([f"u{number}" for number in user])
        one = np.full(len(user), "a")
        return fit_constants(LearnerRows(names, one, one, right), np.zeros(len(user)), seed=0)

    few, many = fitted(2), fitted(300)
    assert abs(few.tau_u2 / Constants().tau_u2 - 1.0) < 3.0
    assert many.tau_u2 + many.tau_s2 > 2.5
