"""`evaluate titles`: the contract's keys, folds, label names, wrong files, the out-of-time files."""

from __future__ import annotations

import argparse
import csv
import gzip
from pathlib import Path

import pytest

from shared_backend.ai_engines.tasks.job_title.task import JobTitle
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import titles
from shared_backend.operations.evaluation.onet_titles import write_out_of_time


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    titles.add_arguments(parser)
    return parser.parse_args(words)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    folder = tmp_path_factory.mktemp("titles")
    task = JobTitle()
    wanted = {"29-1141.00", "35-2014.00", "47-2111.00", "15-1252.00"}
    rows = [row for row in task.builtin(task.reference) if row.target["label"] in wanted][::5]
    for name, part, header in (
        ("train.csv", rows[::2], ("title", "label")),
        ("test.csv", rows[1::2], ("vacancyTitle", "conceptUri")),
        ("names.csv", rows[::4], ("name", "label")),
    ):
        with (folder / name).open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(header)
            writer.writerows((row.input["title"], row.target["label"]) for row in part)
    return folder / "train.csv", folder / "test.csv", folder / "names.csv"


def test_train_and_test_files(files: tuple[Path, Path, Path]) -> None:
    found = titles.run(options("--train", str(files[0]), "--test", str(files[1])))
    assert {"task", "n", "mrr", "acc_1", "acc_5", "acc_10", "candidates", "seconds", "model_version"} <= set(found)
    assert found["candidates"] == 4
    assert float(str(found["mrr"])) > 0.7
    again = titles.run(options("--train", str(files[0]), "--test", str(files[1])))
    assert {**found, "seconds": 0} == {**again, "seconds": 0}


def test_names_of_labels_and_folds(files: tuple[Path, Path, Path]) -> None:
    assert float(str(titles.run(options("--labels", str(files[2]), "--test", str(files[1])))["mrr"])) > 0.6
    assert float(str(titles.run(options("--data", str(files[0]), "--folds", "3"))["mrr"])) > 0.6


def test_wrong_arguments_and_files_are_named(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="--train and --test"):
        titles.run(options("--train", str(files[0])))
    with pytest.raises(InvalidInput, match="O\\*NET files"):
        titles.run(options("--onet-old", str(tmp_path / "old.gz"), "--onet-new", str(tmp_path)))
    with pytest.raises(InvalidInput, match="cannot be read"):
        titles.run(options("--data", str(tmp_path / "none.csv")))
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a,b\n1,2\n")
    with pytest.raises(InvalidInput, match="columns title and label"):
        titles.run(options("--data", str(wrong)))


def test_out_of_time_files_hold_what_is_new(tmp_path: Path) -> None:
    def pack(name: str, text: str) -> None:
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.write(text)

    pack("old.txt.gz", "O*NET-SOC Code\tAlternate Title\n11-1011.00\tCEO\n")
    pack("occupation_data.csv.gz", "O*NET-SOC Code,Title\n11-1011.00,Chief Executives\n99-0000.00,New Work\n")
    pack(
        "alternate_titles.csv.gz",
        "O*NET-SOC Code,Alternate Title\n11-1011.00,ceo\n11-1011.00,Big Boss\n99-0000.00,Newcomer\n",
    )
    train, test = write_out_of_time(tmp_path / "old.txt.gz", tmp_path, tmp_path / "out")
    assert train.read_text().splitlines() == ["title,label", "CEO,11-1011.00", "Chief Executives,11-1011.00"]
    assert test.read_text().splitlines() == ["title,label", "Big Boss,11-1011.00"]
