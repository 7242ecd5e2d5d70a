"""Next job: better than every baseline on known habits, steady under saving, honest about what it never saw."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
import pytest

from shared_backend.ai_engines.careers.next_job import NextJob
from shared_backend.domain.errors import InvalidInput, NotFittedError
from shared_backend.operations.evaluation import next_job
from tests.ai_engines.careers.careers_drawn import drawn_careers


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    next_job.add_arguments(parser)
    return parser.parse_args(words)


def write(path: Path, careers: list[list[str]], first: int) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("person", "order", "title"))
        rows = [(f"p{i}", at, title) for i, career in enumerate(careers, first) for at, title in enumerate(career)]
        writer.writerows(rows[::-1])
    return path


@pytest.mark.parametrize("seed", [1, 2])
def test_it_beats_every_baseline_by_its_interval(tmp_path: Path, seed: int) -> None:
    train = write(tmp_path / "a.csv", drawn_careers(400, seed), 0)
    test = write(tmp_path / "b.csv", drawn_careers(400, seed + 100), 1000)
    found = next_job.run(options("--train", str(train), "--test", str(test)))
    assert {"mrr", "recall_10", "baselines", "n", "seconds", "model_version"} <= set(found)
    ahead = found["ahead"]
    assert isinstance(ahead, dict)
    assert set(ahead) == {"popularity", "repeat_last", "markov", "knn"}
    assert all(low > 0 for low, _ in ahead.values()), found
    again = next_job.run(options("--train", str(train), "--test", str(test)))
    assert {**found, "seconds": 0} == {**again, "seconds": 0}


def test_people_of_the_training_file_are_not_measured(tmp_path: Path) -> None:
    train = write(tmp_path / "a.csv", drawn_careers(20, 1), 0)
    with pytest.raises(InvalidInput, match="nobody outside"):
        next_job.run(options("--train", str(train), "--test", str(train)))


def test_wrong_files_are_named(tmp_path: Path) -> None:
    good = write(tmp_path / "a.csv", drawn_careers(5, 1), 0)
    bad = tmp_path / "bad.csv"
    for text, reason in (("a,b\n1,2\n", "columns person, order, title"), ("person,order,title\np,x,Cook\n", "line 2")):
        bad.write_text(text)
        with pytest.raises(InvalidInput, match=reason):
            next_job.run(options("--train", str(good), "--test", str(bad)))
    with pytest.raises(InvalidInput, match="cannot be read"):
        next_job.run(options("--train", str(tmp_path / "none.csv"), "--test", str(good)))


def test_a_saved_model_foresees_the_same() -> None:
    model = NextJob().fit(drawn_careers(60, 3))
    pasts = [["junior nurse"], ["astronaut"], ["trainee chef", "junior chef"], ["日本語"]]
    shares = model.probabilities(pasts)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    np.testing.assert_allclose(NextJob.from_state(model.to_state()).probabilities(pasts), shares, atol=1e-12)
    np.testing.assert_allclose(model.probabilities(pasts[2:3])[0], shares[2], atol=1e-12)


def test_an_unknown_title_is_understood_by_its_wording() -> None:
    model = NextJob().fit([["ward nurse", "charge nurse"]] * 6 + [["line cook", "sous chef"]] * 6)
    shares = dict(zip(model.titles, model.probabilities([["surgical ward nurse"]])[0], strict=True))
    assert max(shares, key=shares.__getitem__) == "charge nurse"


def test_nothing_to_learn_or_to_ask_is_said() -> None:
    with pytest.raises(NotFittedError):
        NextJob().probabilities([["nurse"]])
    with pytest.raises(InvalidInput, match="two jobs"):
        NextJob().fit([["nurse"], []])
    with pytest.raises(InvalidInput, match="at least one"):
        NextJob().fit([["a job", "b job"]]).probabilities([[]])
