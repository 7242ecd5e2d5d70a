"""L2: its numbers from a transcription of the formulas, H2 where all weights are 0, exact on its way through JSON."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.blending import evidence_after
from shared_backend.ai_engines.personal import ability
from shared_backend.ai_engines.personal.ability import Constants, sigmoid
from shared_backend.ai_engines.personal.features import BY_COMPETENCY, FEATURES
from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.interactions import Answered, Interaction
from shared_backend.ai_engines.personal.l2 import L2Model
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.ai_engines.personal.trace import STEPS, Trace
from shared_backend.domain.errors import ArtifactCorrupt
from tests.ai_engines.personal.fits import FITS, L2, NOTHING, drawn
from tests.ai_engines.personal.histories import COMPETENCIES, histories

DAY = 86400.0
START = 1.7e9
# Seconds after the start, global logit, competency, outcome; then what is asked about.
LINE = ((0.0, 0.5, "a", 1.0), (60.0, -0.25, "a", 0.4), (2 * DAY, 1.0, "b", 0.0), (2 * DAY + 60, 0.5, "a", 0.9))
ASKED = (2 * DAY + 120.0, 0.3)
# From a transcription of the design's equations and of the features' definitions that shares no code with the product.
GOLDEN = {
    "a": {
        "global_logit": 0.3,
        "h2_logit": 0.34117789800391,
        "m_u": -0.07710879585098,
        "m_c": 0.13039175466148,
        "sd_u": 0.63942068093996,
        "sd_c": 0.50838084202481,
        "ewma_c": 0.13081774413879,
        "ewma_70": -0.03697122042332,
        "ewma_90": -0.01358219386975,
        "ewma_97": -0.00367809323927,
        "surplus": -0.05949577072786,
        "success": math.log(4.3 / 2.7),
        "success_c": math.log(3.3 / 1.2),
        "log_n": math.log(5.0),
        "log_n_c": math.log(4.0),
        "log_gap": 0.0,
        "new": 0.0,
        "same": 1.0,
        "last": 0.4,
        "last_c": 0.4,
        "before_c": -0.1,
        "log_started": math.log(3.0),
        "new_first_surplus": 0.0,
        "same_global_logit": 0.3,
        "same_last_c": 0.4,
        "same_before_c": -0.1,
        "same_ewma_c": 0.13081774413879,
    },
}


def one_by_one(history: list[tuple[float, float, str, float]], fit: PersonalFit) -> PersonalState:
    return replay((Answered(c, g, y, START + at) for at, g, c, y in history), fit)


def feature(name: str, state: PersonalState, global_logit: float, competency: str, at: float) -> float:
    """One feature as L2 sees it: the prediction of a regression that looks at nothing else, less H2's."""
    weights = tuple(float(one == name) for one in FEATURES)
    seeing = PersonalFit("l2", state.constants, L2Model(0.0, weights, {}))
    blind = PersonalFit("l2", state.constants, NOTHING)
    found = []
    for fit in (seeing, blind):
        fitted = PersonalState.from_bytes(state.to_bytes(), state.fit)
        under = PersonalState(fitted.ability, fitted.trace, last_at=fitted.last_at, fit=fit)
        p = under.predict(global_logit, competency, at).p_personal
        found.append(math.log(p / (1.0 - p)))
    return found[0] - found[1]


def test_every_feature_of_one_line_has_its_number() -> None:
    state = one_by_one(list(LINE), DEFAULT_FIT)
    at, g = START + ASKED[0], ASKED[1]
    for name, value in GOLDEN["a"].items():
        assert feature(name, state, g, "a", at) == pytest.approx(value, abs=1e-9), name
    for name in ("h2_logit", "global_logit", "ewma_c", "log_n", "log_n_c"):
        assert feature(f"{name}_squared", state, g, "a", at) == pytest.approx(GOLDEN["a"][name] ** 2, abs=1e-9)
    assert len(GOLDEN["a"]) + 5 == len(FEATURES)


def test_a_competency_is_new_until_it_was_answered() -> None:
    state = one_by_one(list(LINE), DEFAULT_FIT)
    asked = (0.3, "c", START + ASKED[0])
    first = (1.0 - sigmoid(0.5)) + (0.0 - sigmoid(1.0))
    assert feature("new", state, *asked) == pytest.approx(1.0)
    assert feature("new_first_surplus", state, *asked) == pytest.approx(first / 1.4, abs=1e-9)
    assert [feature(name, state, *asked) for name in ("same", "log_gap", "last_c", "before_c")] == pytest.approx(
        [0] * 4
    )
    assert feature("log_gap", state, 0.3, "b", START + ASKED[0]) == pytest.approx(math.log(2.0))


@given(histories, st.floats(-6, 6), st.floats(0, 400 * DAY))
def test_with_all_weights_zero_it_is_h2(history: list[Interaction], logit: float, later: float) -> None:
    h2, l2 = replay(history), replay(history, PersonalFit("l2", Constants(), NOTHING))
    one, other = (state.predict(logit, COMPETENCIES[0], 1.9e9 + later) for state in (h2, l2))
    assert one.p_personal == pytest.approx(other.p_personal, abs=1e-12)
    assert l2.evidence == pytest.approx(h2.evidence, abs=1e-9)


@given(histories, st.floats(-6, 6))
def test_what_is_learned_from_an_answer_is_what_was_predicted_before_it(
    history: list[Interaction], logit: float
) -> None:
    """The evidence moves by the very prediction that was shown."""
    for fit in FITS.values():
        state = replay(history, fit)
        shown = state.predict(logit, COMPETENCIES[7], 1.95e9)
        assert 0.0 < shown.p_personal < 1.0
        after = state.after(Answered(COMPETENCIES[7], logit, 0.6, 1.95e9))
        assert after.evidence == evidence_after(state.evidence, shown.p_global, shown.p_personal, 0.6)


@given(histories, st.floats(-6, 6))
def test_the_kind_global_gives_everybody_the_global_prediction(history: list[Interaction], logit: float) -> None:
    state = replay(history, FITS["global"])
    found = state.predict(logit, COMPETENCIES[0], 1.95e9)
    assert (found.p_personal, state.evidence) == (sigmoid(logit), 0.0)
    assert found.p == pytest.approx(sigmoid(logit), abs=1e-15)


def test_a_stranger_gets_exactly_the_global_prediction() -> None:
    found = PersonalState.fresh(L2).predict(0.4, "a", START)
    assert (found.p, found.weight) == (sigmoid(0.4), 0.0)
    assert found.p_personal != found.p_global


def test_time_away_changes_what_l2_expects_through_what_h2_is_unsure_of() -> None:
    state = one_by_one(list(LINE), L2)
    soon, late = (feature("sd_c", state, 0.3, "a", START + at) for at in (ASKED[0], ASKED[0] + 20 * DAY))
    assert late**2 - soon**2 == pytest.approx(L2.constants.q_s * 20, abs=1e-9)
    capped = feature("sd_u", state, 0.3, "a", START + 9000 * DAY)
    assert capped**2 == pytest.approx(ability.CAP * L2.constants.tau_u2, abs=1e-9)


@given(histories)
def test_the_trace_is_the_sums_of_the_history(history: list[Interaction]) -> None:
    answers = [one for one in history if isinstance(one, Answered)]
    state = replay(history)
    assert state.trace.outcomes == pytest.approx(sum(one.outcome for one in answers), abs=1e-9)
    assert len({one.competency for one in answers}) <= state.trace.started <= len(answers)
    assert set(state.trace.recent) == {name for name, known in state.ability.competencies.items() if known.n}
    if answers:
        assert abs(state.trace.last / STEPS - answers[-1].outcome) <= 0.5 / STEPS + 1e-12


def test_a_competency_taken_back_begins_again() -> None:
    trace = Trace().after("a", 1.0, 0.5).after("a", 0.25, -0.5)
    assert trace.recent == {"a": 50 + 256 * 200}
    again = trace.without("a").after("a", 0.0, -0.25)
    assert (again.started, again.first_residuals, again.recent) == (2, 0.25, {"a": 256 * 100})


def test_a_fit_comes_back_from_json_bit_for_bit() -> None:
    for fit in FITS.values():
        again = PersonalFit.from_mapping(json.loads(json.dumps(fit.as_mapping())))
        assert again == fit
        assert again.id == fit.id
    assert len({fit.id for fit in FITS.values()}) == len(FITS)


def test_a_changed_card_is_not_believed() -> None:
    stored = L2.as_mapping()
    assert stored["l2"] is not None
    weights = {**stored["l2"]["weights"], "m_u": 3.0}
    for broken in (
        {**stored, "kind": "h2"},
        {**stored, "kind": "oracle"},
        {**stored, "l2": None},
        {**stored, "l2": {**stored["l2"], "weights": weights}},
        {**stored, "l2": {**stored["l2"], "weights": {"m_u": 1.0}}},
        {**stored, "l2": {**stored["l2"], "by_competency": {"a": [1.0]}}},
        {**stored, "constants": {"tau": 1.0}},
        {"kind": "h2"},
    ):
        with pytest.raises(ArtifactCorrupt):
            PersonalFit.from_mapping(broken)
    assert PersonalFit.from_card({}) == DEFAULT_FIT
    assert PersonalFit.from_card({"personal": {**stored, "losses": {}}}) == L2


def test_a_competency_has_its_own_part() -> None:
    own = drawn(3, "a")
    state = one_by_one(list(LINE), PersonalFit("l2", Constants(), own))
    shared = PersonalFit("l2", Constants(), L2Model(own.intercept, own.weights, {}))
    without = PersonalState(state.ability, state.trace, last_at=state.last_at, fit=shared)
    asked = (0.3, "a", START + ASKED[0])
    p, q = (one.predict(*asked).p_personal for one in (state, without))
    level, *slopes = own.by_competency["a"]
    expected = level + sum(
        slope * feature(name, state, *asked) for slope, name in zip(slopes, BY_COMPETENCY, strict=True)
    )
    assert math.log(p / (1 - p)) - math.log(q / (1 - q)) == pytest.approx(expected, abs=1e-9)
    assert (
        state.predict(0.3, "b", START + ASKED[0]).p_personal == without.predict(0.3, "b", START + ASKED[0]).p_personal
    )
