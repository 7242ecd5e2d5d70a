"""How much more grades say than right or wrong: found again where it is known, and never below 1."""

from __future__ import annotations

import numpy as np
import pytest

from shared_backend.ai_engines.personal.ability import Constants
from shared_backend.ai_engines.personal.fit import PersonalFit
from shared_backend.ai_engines.personal.fitting.histories import Histories
from shared_backend.ai_engines.personal.fitting.precision import MOST, outcome_precision
from shared_backend.domain.errors import ArtifactCorrupt


def people(spread: float | None, answers: int = 60, users: int = 80) -> Histories:
    """People of steady ability; grades are Beta with a + b = `spread` (φ = spread + 1), right or wrong when None."""
    rng = np.random.default_rng(3)
    user = np.repeat(np.arange(users), answers)
    level = np.repeat(rng.normal(0.0, 0.7, users), answers)
    logit = rng.normal(0.3, 0.8, users * answers)
    p = 1.0 / (1.0 + np.exp(-(1.1 * logit + level)))
    y = (rng.random(len(p)) < p).astype(float) if spread is None else rng.beta(spread * p, spread * (1.0 - p))
    return Histories.of(user, np.full(len(p), "a"), y, logit)


@pytest.mark.parametrize(("spread", "phi"), [(None, 1.0), (1.0, 2.0), (6.0, 7.0)])
def test_it_is_found_again(spread: float | None, phi: float) -> None:
    # As the fit would choose them: prior variances grow with what a grade says.
    constants = Constants(tau_u2=0.5 * phi, tau_s2=0.02)
    assert outcome_precision(people(spread), constants) == pytest.approx(phi, rel=0.12)


def test_too_few_or_equal_answers_say_nothing_wild() -> None:
    assert outcome_precision(people(6.0, answers=10), Constants()) == 1.0
    assert outcome_precision(people(6.0, answers=12, users=20), Constants()) == 1.0
    same = people(600.0)
    assert outcome_precision(same, Constants(tau_u2=8.0)) == MOST


def test_a_fit_keeps_it_and_one_from_before_keeps_its_name() -> None:
    fit = PersonalFit(precision=3.25)
    assert PersonalFit.from_mapping(fit.as_mapping()) == fit
    assert fit.id != PersonalFit().id
    assert "precision" not in PersonalFit().as_mapping()
    for wrong in (0.5, float("nan"), float("inf")):
        with pytest.raises(ArtifactCorrupt):
            PersonalFit(precision=wrong)
