"""`evaluate scale`: what it measures is really stored and opened, and its arithmetic is that of its numbers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.benchmarks.many_people import LIVES, OPENED, ManyPeople
from shared_backend.operations.evaluation.scale import add_arguments, run


def evaluated(*arguments: object) -> dict[str, Any]:
    """As the command line runs it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    add_arguments(parser)
    return run(parser.parse_args([str(argument) for argument in arguments]))


def test_figures_and_arithmetic_agree(tmp_path: Path) -> None:
    found = evaluated("--users", 400, "--answers", 20, "--fit-answers", 1200, "--folder", tmp_path)
    assert [one["users"] for one in found["sizes"]] == [100, 400]
    assert found["state_bytes"] <= 1024 < found["sealed_bytes"] <= 1100
    # A million by multiplication; what is printed is rounded.
    assert found["million"]["models_gb"] == pytest.approx(found["sizes"][-1]["bytes_each"] / 1e3, abs=0.02)
    assert found["million"]["histories_gb"] == pytest.approx(found["bytes_an_answer"] * 20 / 1e3, abs=0.1)
    assert found["million"]["relearn_everybody_h"] == pytest.approx(
        found["relearn_us_an_answer"] * 20 / 3600, rel=0.1, abs=0.01
    )
    # Each person weighs the same however many there are: within the database's pages of 4 KiB.
    assert found["growth"]["bytes"] == pytest.approx(found["growth"]["people"], rel=0.2)
    assert 1200 <= found["fit"]["answers"] < 1200 + 300
    assert not list(tmp_path.iterdir())


def test_people_of_the_benchmark_have_the_model_their_history_leads_to(tmp_path: Path) -> None:
    people = ManyPeople(tmp_path, 15, seed=0)
    try:
        crowd = people.grow(LIVES + 10)
        assert crowd.users == LIVES + 10 < OPENED
        opened = [people.model(place).to_bytes() for place in (3, LIVES + 3)]
        people.practise()
        assert opened == [people.model(place).to_bytes() for place in (3, LIVES + 3)]
        assert opened[0] == opened[1]
        assert people.model(3).ability.n == 15
    finally:
        people.close()


@pytest.mark.parametrize("arguments", [("--users", 99), ("--answers", 13)])
def test_too_few_are_refused(arguments: tuple[str, int]) -> None:
    with pytest.raises(InvalidInput, match="at least 100 users and 14 answers"):
        evaluated(*arguments)
