"""`evaluate next-question`: figures with their errors, the same for the same seed; bad input is refused."""

from __future__ import annotations

import argparse

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import next_question

RIVALS = {"random", "round_robin", "always_weakest"}


def figures(people: int, answers: int, seed: int = 0) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    found = next_question.run(argparse.Namespace(simulate=people, answers=answers, seed=seed))
    found.pop("seconds")
    return found


def test_figures_have_errors_and_are_the_same_for_the_same_seed() -> None:
    found = figures(6, 15)
    assert found == figures(6, 15)
    assert found != figures(6, 15, seed=1)
    assert found["against"].keys() == RIVALS
    assert found["strategies"].keys() == RIVALS | {"coach"}
    assert found["wishes"].keys() == {"silent", "honest", "always_harder"}
    for rival in RIVALS:
        for name, paired in found["against"][rival].items():
            own, other = (found["strategies"][who][name] for who in ("coach", rival))
            assert paired["difference"] == pytest.approx(own - other, abs=2e-4)
            assert paired["se"] > 0.0


@pytest.mark.parametrize(("people", "answers"), [(1, 40), (10, 14), (10, 201)])
def test_what_cannot_be_compared_is_refused(people: int, answers: int) -> None:
    with pytest.raises(InvalidInput, match="Give at least"):
        figures(people, answers)


@pytest.mark.long
def test_the_choice_beats_every_rival_and_wishes_help_or_hardly_hurt() -> None:
    found = figures(800, 80)
    for rival in RIVALS:
        against = found["against"][rival]
        assert against["weakest_found"]["z"] > 2.0
        assert against["regret"]["z"] < -2.0
        assert against["ability_rmse"]["z"] < -2.0
        assert against["off_target"]["difference"] < -0.05
    wishes = found["wishes"]
    assert wishes["honest"]["ability_rmse"] < wishes["silent"]["ability_rmse"]
    assert wishes["always_harder"]["ability_rmse"] < wishes["silent"]["ability_rmse"] + 0.01
