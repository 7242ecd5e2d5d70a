"""The passes over many people equal the product's own model on random histories, to the last digits."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.ability import Constants, sigmoid
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.fitting.constants import fit_constants
from shared_backend.ai_engines.personal.fitting.histories import Histories
from shared_backend.ai_engines.personal.fitting.passes import all_logits
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.ai_engines.personal.fitting.shared import MOST_EACH, as_practice
from shared_backend.ai_engines.personal.interactions import Answered, Interaction
from shared_backend.ai_engines.personal.state import PersonalState
from tests.ai_engines.personal.fits import FITS, drawn
from tests.ai_engines.personal.histories import answers, opinions, rejections

DAY = 86400.0
rows = st.lists(
    st.tuples(
        st.sampled_from("uvwx"), st.sampled_from("abc"), st.floats(0, 1), st.floats(-5, 5), st.sampled_from((0, 1, 30))
    ),
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
fits = st.one_of(
    st.builds(PersonalFit, st.just("h2"), constants),
    st.builds(PersonalFit, st.just("global"), constants),
    st.builds(PersonalFit, st.just("l2"), constants, st.integers(0, 9).map(lambda seed: drawn(seed, "a", "b"))),
)


def practice(history: list[tuple[str, str, float, float, int]]) -> Practice:
    user, competency, outcome, logit, days = (np.array(column) for column in zip(*history, strict=True))
    _, first = np.unique(user, return_index=True)
    days[first] = 0  # nobody was away before they came
    return Practice(user, competency, outcome, logit, days.astype(float), np.zeros(len(user), dtype=int))


@settings(max_examples=200, deadline=None)
@given(rows, fits)
def test_both_agree_to_the_last_digits(history: list[tuple[str, str, float, float, int]], fit: PersonalFit) -> None:
    together = all_logits(practice(history), fit)
    states = {name: PersonalState.fresh(fit) for name in "uvwx"}
    for (u, c, y, g, days), z in zip(history, together.tolist(), strict=True):
        at = 1.7e9 + (0.0 if states[u].last_at is None else states[u].last_at - 1.7e9 + days * DAY)
        assert abs(states[u].predict(g, c, at).p_personal - sigmoid(z)) < 1e-9
        states[u] = states[u].after(Answered(c, g, y, at))


lives = st.lists(st.lists(st.one_of(answers, answers, answers, opinions, rejections), max_size=20), max_size=4)


@settings(max_examples=100, deadline=None)
@given(lives, st.sampled_from(sorted(FITS)))
def test_shared_histories_are_predicted_as_they_were_lived(lived: list[list[Interaction]], kind: str) -> None:
    """A competency that was taken back begins anew, days away are counted, opinions teach nothing here."""
    fit = FITS[kind]
    together = iter(all_logits(as_practice(lived), fit).tolist())
    for history in lived:
        state = PersonalState.fresh(fit)
        for one in history:
            if isinstance(one, Answered):
                p = state.predict(one.global_logit, one.competency, one.at).p_personal
                assert abs(p - sigmoid(next(together))) < 1e-9
            state = state.after(one)
    assert next(together, None) is None


def test_only_the_first_answers_of_each_person_are_shared() -> None:
    many = [Answered("a", 0.1, 1.0, 1.7e9 + number) for number in range(MOST_EACH + 50)]
    assert len(as_practice([many, many[:3]])) == MOST_EACH + 3
    assert len(as_practice(iter([many[:30], many[:30], []]), most=30)) == 30


@settings(max_examples=50, deadline=None)
@given(rows, st.integers(1, 30))
def test_parts_and_starts_keep_each_history_in_order(
    history: list[tuple[str, str, float, float, int]], most: int
) -> None:
    everything = practice(history)
    seen = np.zeros(len(everything), dtype=int)
    for chosen, part in everything.parts(most):
        seen += chosen
        assert np.array_equal(part.outcome, everything.outcome[chosen])
        assert not set(part.person) & set(everything.person[~chosen])
    assert seen.tolist() == [1] * len(everything)
    begun = everything.start(most)
    for name in "uvwx":
        mine = everything.outcome[everything.person == name]
        assert np.array_equal(begun.outcome[begun.person == name], mine[:most])
    drawn_people = everything.sample(most, 0)
    assert len(drawn_people) >= min(most, len(everything))
    for name in set(drawn_people.person.tolist()):
        assert (drawn_people.person == name).sum() == (everything.person == name).sum()


def test_few_users_stay_near_the_defaults_and_many_overrule_them() -> None:
    rng = np.random.default_rng(0)

    def fitted(users: int) -> Constants:
        ability_of = rng.normal(0.0, 2.0, users)
        user = np.repeat(np.arange(users), 30)
        right = (rng.random(len(user)) < 1.0 / (1.0 + np.exp(-ability_of[user]))).astype(float)
        return fit_constants(Histories.of(user, np.zeros(len(user), dtype=int), right, np.zeros(len(user))))

    few, many = fitted(2), fitted(300)
    assert abs(few.tau_u2 / Constants().tau_u2 - 1.0) < 3.0
    assert many.tau_u2 + many.tau_s2 > 2.5
