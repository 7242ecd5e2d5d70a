"""`evaluate personalization`: the contract's keys, the bars on the development set, the ordering on known truth."""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation.personalization import add_arguments, run

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "learners_assistments15"
HEADER = "user_id\titem_id\ttimestamp\tcorrect\tskill_id\n"


def evaluated(*arguments: object) -> dict[str, Any]:
    """As the command line runs it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    add_arguments(parser)
    return run(parser.parse_args([str(argument) for argument in arguments]))


def written(path: Path, rows: list[tuple[object, ...]]) -> Path:
    text = HEADER + "".join("\t".join(map(str, row)) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def small(user: str, users: int) -> list[tuple[object, ...]]:
    return [(f"{user}{u}", f"item é{i % 7}", 0, (u + i) % 3 > 0, f"s{i % 3}") for u in range(users) for i in range(20)]


@pytest.fixture(scope="module")
def simulated() -> dict[str, Any]:
    return evaluated("--simulate", 150)


def test_files_plain_or_packed_give_the_keys_of_the_contract(tmp_path: Path) -> None:
    rows = [tuple(int(cell) if isinstance(cell, bool) else cell for cell in row) for row in small("a", 8)]
    train = written(tmp_path / "a.tsv.gz", rows)
    test = written(tmp_path / "b.tsv", [("b", "item é1", 0, 1, "s1"), ("b", "never seen", 0, 0, "nor this")] * 6)
    found = json.loads(json.dumps(evaluated("--train", train, "--test", test)))
    assert (found["task"], found["n"], found["users"]) == ("personalization", 12, 1)
    for name in ("global", "personal", "blend", "h2"):
        assert set(found[name]) == {"log_loss", "auc", "ece"}
    assert (found["chosen"], found["l2"], found["training"]["users"]) == ("h2", None, 8)
    assert found["personal"] == found["h2"]
    assert set(found["buckets"]) == {"1-10", "11-50", ">50"}
    assert found["buckets"][">50"] == {"global": None, "blend": None}
    assert found["corrupted"]["blend"]["log_loss"] > 0.0
    assert {"worse_off_share", "us_update", "us_predict", "seconds", "model_version"} <= set(found)


def test_the_same_seed_gives_the_same_figures(simulated: dict[str, Any]) -> None:
    again = evaluated("--simulate", 150)
    timed = ("seconds", "us_update", "us_predict")
    assert {k: v for k, v in again.items() if k not in timed} == {k: v for k, v in simulated.items() if k not in timed}


def test_known_truth_gives_the_ordering_of_the_design(simulated: dict[str, Any]) -> None:
    everybody = simulated["global"]["log_loss"]
    assert simulated["chosen"] == "l2"
    assert simulated["personal"] == simulated["l2"]
    assert simulated["personal"]["log_loss"] < simulated["h2"]["log_loss"] < everybody - 0.02
    assert simulated["blend"]["log_loss"] < everybody - 0.02
    assert simulated["blend"]["auc"] > simulated["global"]["auc"] + 0.03
    assert simulated["fixed_schedule"]["over_counts"]["log_loss"] > everybody
    assert simulated["corrupted"]["blend"]["log_loss"] <= everybody + 0.002
    for bucket in simulated["buckets"].values():
        assert bucket["blend"] <= bucket["global"] + 0.001
    assert simulated["truth"]["weak_auc"] > simulated["truth"]["weak_auc_raw"] + 0.05
    assert simulated["truth"]["said_weak_right"] >= 0.8


@pytest.mark.shared_data
def test_the_bars_on_the_development_set() -> None:
    if not DATA.is_dir():
        pytest.skip("the development data is not next to the project")
    found = evaluated("--train", DATA / "train.csv.gz", "--test", DATA / "test.csv.gz")
    everybody = found["global"]["log_loss"]
    assert everybody == pytest.approx(0.5577, abs=0.0005)
    assert found["chosen"] == "l2"
    assert found["h2"]["log_loss"] <= 0.539
    assert (found["l2"]["log_loss"] <= 0.5185, found["l2"]["auc"] >= 0.718) == (True, True)
    assert (found["blend"]["log_loss"] <= 0.5225, found["blend"]["auc"] >= 0.710) == (True, True)
    assert found["corrupted"]["blend"]["log_loss"] <= everybody + 0.002
    assert max(found["blend"]["ece"], found["personal"]["ece"]) <= 0.016
    for bucket in found["buckets"].values():
        assert bucket["blend"] <= bucket["global"] + 0.001


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("", "holds no rows"),
        ("u\ti\t0\t2\ts\n", "row 2: correct"),
        ("u\ti\t0\t1\ts\nu\ti\t0\tyes\ts\n", "row 3: correct"),
        ("u\ti\t0\tnan\ts\n", "row 2: correct"),
        ("u\ti\t0\t1\n", "row 2: 4 columns"),
        ("u\ti\t0\t1\ts\n", "1 users; at least 4"),
    ],
)
def test_bad_rows_are_named(tmp_path: Path, body: str, said: str) -> None:
    train = tmp_path / "a.tsv"
    train.write_text(HEADER + body)
    test = written(tmp_path / "b.tsv", [("b", "i", 0, 1, "s")])
    with pytest.raises(InvalidInput, match=said):
        evaluated("--train", train, "--test", test)


def test_wrong_files_and_arguments_are_named(tmp_path: Path) -> None:
    good = written(tmp_path / "a.tsv", [("u", "i", 0, 1, "s")])
    other = tmp_path / "b.tsv"
    other.write_text("user_id\titem_id\tcorrect\nu\ti\t1\n")
    (tmp_path / "c.gz").write_bytes(b"\x1f\x8bnot packed")
    for arguments, said in (
        ((), "--train"),
        (("--train", good), "--test"),
        (("--train", good, "--test", tmp_path / "missing"), "cannot be read"),
        (("--train", good, "--test", other), "skill_id is missing"),
        (("--train", tmp_path / "c.gz", "--test", good), "cannot be read"),
        (("--train", good, "--test", good), "must differ"),
        (("--simulate", 3), "at least 8"),
    ):
        with pytest.raises(InvalidInput, match=said):
            evaluated(*arguments)


def test_outcomes_that_are_all_alike_teach_nothing(tmp_path: Path) -> None:
    train = written(tmp_path / "a.tsv", [(f"u{n}", "i", 0, 1, "s") for n in range(8)])
    with pytest.raises(InvalidInput, match="all right or all wrong"):
        evaluated("--train", train, "--test", written(tmp_path / "b.tsv", [("b", "i", 0, 1, "s")]))
