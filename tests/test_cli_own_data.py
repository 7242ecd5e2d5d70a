"""One person's data on the command line: taken along, brought back, erased; with their password only."""

from __future__ import annotations

import io
import json
import stat
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shared_backend.ai_engines.user_model_trainer import UserModelTrainer
from shared_backend.bootstrap import Backend
from shared_backend.cli import main
from shared_backend.coaching.my_data import MODEL_FILE
from shared_backend.domain.errors import NotAllowed
from shared_backend.domain.principal import Principal
from tests.people import PASSWORD, HandClock
from tests.practised import practise
from tests.practising import practice_backend

NAME = "Ada Lovelace"


@pytest.fixture
def backend(tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Backend]:
    made = practice_backend(tmp_path, clock=clock)
    monkeypatch.setenv("INTELLICOACH_KEY_FILE", str(made.settings.key_file))
    monkeypatch.setenv("INTELLICOACH_DATA_DIR", str(made.settings.data_dir))
    yield made
    made.database.close()


@pytest.fixture
def ada(backend: Backend, clock: HandClock) -> Principal:
    me = backend.accounts.sign_up(NAME, PASSWORD).principal
    practise(backend, me, clock, 4)
    clock.moment = datetime.now(UTC)  # the program goes by the machine's clock
    return backend.accounts.sign_in(NAME, PASSWORD).principal


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What comes in on standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_exported_erased_and_brought_back(
    backend: Backend,
    ada: Principal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    mine, receipt = tmp_path / "mine.zip", tmp_path / "receipt.json"
    question = {"competency": "teamwork", "difficulty": 3}
    before = UserModelTrainer(backend.workshop, ada.user_id).get_personalized_prediction(None, question)
    typed(monkeypatch, PASSWORD)
    assert main(["export", "--name", NAME, str(mine)]) == 0
    assert stat.S_IMODE(mine.stat().st_mode) == 0o600
    with zipfile.ZipFile(mine) as archive:
        assert len(json.loads(archive.read("answers.json"))["records"]) == 4
    # The session of the command is over with it.
    assert len(backend.accounts.sessions(ada)) == 1

    typed(monkeypatch, PASSWORD, NAME)
    assert main(["erase", "--name", NAME, "--receipt", str(receipt)]) == 0
    assert json.loads(receipt.read_bytes())["erased"]["answers"] == 4
    with pytest.raises(NotAllowed):
        backend.accounts.sign_in(NAME, PASSWORD)

    again = backend.accounts.sign_up(NAME, PASSWORD).principal
    typed(monkeypatch, PASSWORD)
    assert main(["import", "user-model", "--name", NAME, str(mine)]) == 0
    assert "learned again from 4 answers" in capsys.readouterr().out
    after = UserModelTrainer(backend.workshop, again.user_id).get_personalized_prediction(None, question)
    assert after.expected.p == pytest.approx(before.expected.p, abs=1e-9)


@pytest.mark.parametrize(
    ("lines", "arguments", "told"),
    [
        (["wrong"], ["export", "--name", NAME, "{new}"], "is wrong"),
        ([], ["export", "--name", NAME, "{new}"], "No password was given"),
        ([PASSWORD], ["export", "--name", NAME, "{there}"], "is there already"),
        ([PASSWORD], ["export", "--name", NAME, "{folder}/none/mine.zip"], "cannot be written"),
        ([PASSWORD, "somebody else"], ["erase", "--name", NAME, "--receipt", "{new}"], "Nothing was erased"),
        ([PASSWORD, NAME], ["erase", "--name", NAME, "--receipt", "{there}"], "Nothing was done"),
        ([PASSWORD], ["import", "user-model", "--name", NAME, "{new}"], "cannot be read"),
        ([PASSWORD], ["import", "user-model", "--name", NAME, "{there}"], "Nothing was changed"),
        ([PASSWORD], ["import", "user-model", "--name", NAME, "{zip}"], f"no {MODEL_FILE}"),
    ],
)
def test_what_goes_wrong_is_told_and_changes_nothing(
    backend: Backend,
    ada: Principal,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    lines: list[str],
    arguments: list[str],
    told: str,
) -> None:
    names = {"new": tmp_path / "new", "there": tmp_path / "there", "folder": tmp_path, "zip": tmp_path / "a.zip"}
    names["there"].write_text("mine")
    with zipfile.ZipFile(names["zip"], "w") as archive:
        archive.writestr("other.json", "{}")
    typed(monkeypatch, *lines)
    assert main([one.format(**names) for one in arguments]) != 0
    said = capsys.readouterr()
    assert told in said.err
    assert PASSWORD not in said.err + said.out
    assert names["there"].read_text() == "mine"
    assert not names["new"].exists()
    assert {path.name for path in tmp_path.iterdir()} <= {"data", "keys", "there", "a.zip"}
    assert backend.my_data.kept(ada)
    assert len(backend.accounts.sessions(ada)) == 1
