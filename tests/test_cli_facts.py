"""`import onet` and `import esco` from the command line: what they print, what doctor says then, and the way back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.cli import main
from shared_backend.commands import doctor, import_facts, train
from shared_backend.operations import occupation_facts
from shared_backend.services.occupations.release import Release
from tests.services.occupations.releases import small_limits, write_esco, write_onet, zipped
from tests.tiny import TinyTask, tiny_backend


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("INTELLICOACH_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INTELLICOACH_KEY_FILE", str(tmp_path / "keys" / "keys.json"))
    monkeypatch.setenv("INTELLICOACH_DATA_DIR", str(tmp_path / "data"))
    small_limits(monkeypatch)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Backend]]:
    """Backends of an installation with a model that serves and learns from O*NET; the last one is that of now."""
    backends = [tiny_backend(tmp_path)]

    def again(*_: object, **__: object) -> Backend:
        backends.append(tiny_backend(tmp_path))
        return backends[-1]

    for command in (doctor, import_facts, train):
        monkeypatch.setattr(command, "build", again)
    monkeypatch.setattr(occupation_facts, "_LEARN_FROM", {"onet": (TinyTask.id,), "esco": ()})
    yield backends
    for backend in backends:
        backend.jobs.close()
        backend.workers.close()
        backend.database.close()


def test_import_says_what_counts_and_what_to_do_next(
    made: list[Backend], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", TinyTask.id, "--first"]) == 0
    capsys.readouterr()
    assert main(["import", "onet", str(zipped(write_onet(tmp_path / "db_31_2_text")))]) == 0
    said = capsys.readouterr().out
    assert said.startswith("O*NET 31.2 counts from now on: 3 occupations, 6 titles, 3 rated.")
    assert "1013 occupations from before are not in it" in said
    assert "CC BY 4.0" in said
    assert "when they are started again" in said
    assert f"Train it again: intellicoach train {TinyTask.id}" in said
    assert made[-1].audit.verify().entries == 2, "the deployment and the change of facts"

    main(["doctor"])
    told = capsys.readouterr().out
    assert "note Facts         O*NET 31.2 (imported " in told
    assert f"from db_31_2_text.zip), ESCO 1.1.1 (shipped); train again to use them: {TinyTask.id}" in told

    assert main(["import", "onet", "--undo"]) == 0
    assert capsys.readouterr().out.startswith("O*NET 29.3 counts again.")
    assert main(["train", TinyTask.id, "--deploy", "New facts"]) == 0
    capsys.readouterr()
    main(["doctor"])
    assert "ok   Facts         O*NET 29.3 (shipped), ESCO 1.1.1 (shipped)" in capsys.readouterr().out


def test_esco_makes_no_model_stale(made: list[Backend], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", TinyTask.id, "--first"]) == 0
    capsys.readouterr()
    assert main(["import", "esco", str(write_esco(tmp_path / "v1.2.0_classification_en.zip"))]) == 0
    said = capsys.readouterr().out
    assert said.startswith("ESCO 1.2.0 counts from now on: 3 skills, 2 occupations.")
    assert "Train it again" not in said


@pytest.mark.parametrize("arguments", [[], ["somewhere", "--undo"]])
def test_it_wants_a_release_or_undo(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "onet", *arguments]) == 2
    assert "either the folder or zip of a release, or --undo" in capsys.readouterr().err


def test_without_an_installation_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_onet(tmp_path / "db_31_2_text")
    assert main(["import", "onet", str(folder)]) == 2
    assert "Run intellicoach init" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_zip_that_would_fill_the_disk_is_not_unpacked(
    made: list[Backend], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{Release.__module__}.MOST_BYTES", 1000)
    assert main(["import", "onet", str(zipped(write_onet(tmp_path / "db_31_2_text")))]) == 2
    assert "unpacks to more than" in capsys.readouterr().err
