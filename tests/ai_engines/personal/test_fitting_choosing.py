"""Which kind serves: H2's defaults for few people, L2 where it predicts strangers better, never what only looks so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from shared_backend.ai_engines.personal.fit import DEFAULT_FIT, PersonalFit
from shared_backend.ai_engines.personal.fitting.choosing import MIN_PEOPLE, choose
from shared_backend.ai_engines.personal.fitting.passes import all_logits
from shared_backend.ai_engines.personal.fitting.practice import Practice
from shared_backend.operations.evaluation.forecast_metrics import log_losses, summary
from shared_backend.operations.evaluation.item_skill_model import ItemSkillModel, out_of_fold_logits
from shared_backend.operations.evaluation.learner_rows import LearnerRows, read_rows

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "learners_assistments15"


def moody(users: int, answers: int, *, stickiness: float, ability: float, seed: int = 0) -> Practice:
    """People whose answers follow the last one on the competency: what H2's offsets cannot say and L2 can."""
    rng = np.random.default_rng(seed)
    columns: list[tuple[int, str, float]] = []
    for user in range(users):
        level = rng.normal(0.0, ability)
        last = dict.fromkeys("abc", 0.0)
        for _ in range(answers):
            competency = "abc"[rng.integers(3)]
            y = float(rng.random() < 1.0 / (1.0 + np.exp(-(level + stickiness * last[competency]))))
            last[competency] = 2.0 * y - 1.0
            columns.append((user, competency, y))
    user_of, competency_of, outcome = zip(*columns, strict=True)
    return Practice.plain(np.array(user_of), np.array(competency_of), np.array(outcome), np.zeros(len(columns)))


def loss(practice: Practice, fit: PersonalFit) -> float:
    return float(log_losses(practice.outcome, 1.0 / (1.0 + np.exp(-all_logits(practice, fit)))).mean())


def test_few_people_get_h2_with_its_defaults() -> None:
    few = choose(moody(MIN_PEOPLE - 1, 40, stickiness=2.0, ability=1.0), seed=0)
    assert (few.fit, few.l2, few.losses) == (DEFAULT_FIT, None, {})
    short = choose(moody(MIN_PEOPLE, 5, stickiness=2.0, ability=1.0), seed=0)
    assert short.fit == DEFAULT_FIT


def test_l2_serves_where_it_predicts_strangers_better() -> None:
    chosen = choose(moody(120, 40, stickiness=1.5, ability=0.5), seed=0)
    strangers = moody(120, 40, stickiness=1.5, ability=0.5, seed=9)
    assert chosen.fit.kind == "l2"
    assert chosen.l2 is not None
    assert loss(strangers, chosen.fit) < loss(strangers, chosen.h2) - 0.01
    assert loss(strangers, chosen.fit) == pytest.approx(chosen.losses["l2"], abs=0.02)
    assert chosen.as_mapping()["people"] == 120


def test_nothing_to_learn_never_costs_much() -> None:
    """People who are all alike: whatever is chosen predicts strangers as well as the global model does."""
    chosen = choose(moody(60, 30, stickiness=0.0, ability=0.0), seed=0)
    strangers = moody(60, 30, stickiness=0.0, ability=0.0, seed=9)
    assert loss(strangers, chosen.fit) < loss(strangers, PersonalFit("global")) + 0.002


def test_the_same_seed_gives_the_same_fit() -> None:
    practice = moody(40, 30, stickiness=1.0, ability=0.5)
    assert choose(practice, seed=3).fit.id == choose(practice, seed=3).fit.id


@pytest.mark.shared_data
@pytest.mark.parametrize("seed", [1, 2])
def test_sixty_people_are_enough_to_predict_strangers_far_better(seed: int) -> None:
    if not DATA.is_dir():
        pytest.skip("the development data is not next to the project")
    everybody, strangers = read_rows(DATA / "train.csv.gz"), read_rows(DATA / "test.csv.gz")
    names = np.random.default_rng(seed).choice(np.unique(everybody.user), 60, replace=False)
    few = everybody.where(np.isin(everybody.user, names))
    chosen = choose(as_practice(few, out_of_fold_logits(few, seed=0)), seed=0)
    test = as_practice(strangers, ItemSkillModel.fit(few).logits(strangers))
    found = {
        kind: summary(test.outcome, 1.0 / (1.0 + np.exp(-all_logits(test, fit))))
        for kind, fit in {"global": PersonalFit("global"), "h2": DEFAULT_FIT, "chosen": chosen.fit}.items()
    }
    assert found["chosen"]["log_loss"] < found["h2"]["log_loss"] - 0.01 < found["global"]["log_loss"] - 0.03
    assert found["chosen"]["auc"] > found["h2"]["auc"] + 0.02
    assert found["chosen"]["ece"] <= 0.02


def as_practice(rows: LearnerRows, logits: np.ndarray) -> Practice:
    return Practice.plain(rows.user, rows.skill, rows.correct, logits)
