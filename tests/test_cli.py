"""The command line: what it prints, how it ends, and that it changes nothing when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.request import urlopen

import pytest

from shared_backend.cli import COMMANDS, main
from shared_backend.commands import doctor, evaluate, supervisor, train
from shared_backend.commands.common import ROOT
from shared_backend.commands.supervisor import Child, Supervisor
from shared_backend.domain.errors import ConfigurationError, InvalidInput
from tests.tiny import person, tiny_backend

TASK = "interview_coach"
# A start without the minute of training: everything else is real.
QUICK = (
    "import sys, shared_backend.commands.first_start as f; f.missing_baselines = lambda _: {missing};"
    "from shared_backend.cli import main; sys.exit(main(sys.argv[1:]))"
)


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("INTELLICOACH_") and "TEST" not in name]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INTELLICOACH_KEY_FILE", str(tmp_path / "keys" / "keys.json"))
    monkeypatch.setenv("INTELLICOACH_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture
def free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def quick(*arguments: str, missing: str = "()") -> subprocess.Popen[str]:
    """The program in a process of its own, without training (or with the `missing` models to train)."""
    return subprocess.Popen(
        [sys.executable, "-c", QUICK.format(missing=missing), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def one_line(capfd: pytest.CaptureFixture[str]) -> str:
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1, err
    return err


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(name in said for name in COMMANDS)


def test_a_busy_port_is_one_clear_line_and_nothing_is_made(
    capfd: pytest.CaptureFixture[str], taken_port: int, tmp_path: Path
) -> None:
    assert main(["run", "--user-port", str(taken_port)]) == 2
    assert f"Port {taken_port}" in one_line(capfd)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--user-port", "8000", "--admin-port", "8000"], "must differ"),
        (["--user-port", "99999"], "INTELLICOACH_USER_PORT"),
        (["--host", "no.such.host.invalid"], "cannot be used"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(
    capfd: pytest.CaptureFixture[str], arguments: list[str], words: str, tmp_path: Path
) -> None:
    assert main(["run", *arguments]) == 2
    assert words in one_line(capfd)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_folder(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert main(["init", "--data-dir", str(tmp_path / "file" / "data")]) == 2
    assert "cannot be written" in one_line(capfd)


def test_a_missing_and_a_wrong_key(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    backend = tiny_backend(tmp_path)
    backend.jobs.close()
    backend.database.close()
    keys = backend.settings.key_file
    body = json.loads(keys.read_text())
    kept = keys.rename(keys.with_suffix(".kept"))
    before = (tmp_path / "data" / "coach.db").read_bytes()
    assert main(["init"]) == 2
    assert "no key file" in one_line(capfd)
    keys.write_text(json.dumps({**body, "keys": {"k1": "A" * 43 + "="}}))
    keys.chmod(0o600)
    assert main(["init"]) == 2
    assert "not the one" in one_line(capfd)
    assert main(["doctor"]) == 1
    assert "FAIL Keys and data" in capfd.readouterr().out
    assert (tmp_path / "data" / "coach.db").read_bytes() == before
    assert kept.exists()


def test_doctor_before_and_after(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["doctor"]) == 1
    assert "Run intellicoach init" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []

    made = tiny_backend(tmp_path)
    monkeypatch.setattr(doctor, "build", lambda _: made)
    assert main(["doctor"]) == 1
    assert f"FAIL Model         {TASK}: nothing serves" in capsys.readouterr().out
    monkeypatch.setattr(train, "build", lambda *_, **__: made)
    assert main(["train", TASK, "--first"]) == 0
    capsys.readouterr()
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert f"ok   Model         {TASK} v1, digest" in said
    assert "ok   Audit log     1 entries, unbroken" in said
    assert said.endswith("Everything is in order.\n")

    file = next((tmp_path / "data" / "models").rglob("*.safetensors"))
    file.write_bytes(file.read_bytes() + b"?")
    assert main(["doctor"]) == 1
    assert "FAIL Model" in capsys.readouterr().out
    made.jobs.close()
    made.workers.close()


def test_train_on_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tiny_backend(tmp_path)
    monkeypatch.setattr(train, "build", lambda *_, **__: made)
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("text,score\n" + "".join(f"{'x' * n},{n / 4}\n" for n in range(1, 31)))
    bad.write_text("text,score\na,much\n")
    assert main(["train", TASK, "--data", str(good), "--only-data", "--deploy", "A try"]) == 0
    said = capsys.readouterr().out
    assert f"{TASK} v1: rmse" in said
    assert "passed   Better than trivial" in said
    assert said.endswith("v1 serves from now on.\n")
    assert main(["train", TASK, "--data", str(bad)]) == 2
    assert "line 2: score is not a number" in capsys.readouterr().err
    assert main(["train", "astrology"]) == 1
    assert len(made.releases.versions(person(), TASK).all) == 1
    made.jobs.close()
    made.workers.close()
    made.database.close()


def test_evaluate_prints_one_object(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(options: Any) -> dict[str, object]:
        print("chatter that must not reach standard output")
        if options.data == "missing":
            raise InvalidInput("The file missing cannot be read. Check the path.")
        return {"task": "fake", "n": 1, "seconds": 0.1, "model_version": "v1", "seed": options.seed}

    fake = SimpleNamespace(
        __doc__="`evaluate fake`: nothing.", run=measure, add_arguments=lambda p: p.add_argument("--data")
    )
    monkeypatch.setattr(evaluate, "evaluations", lambda: {"fake": fake})
    assert main(["evaluate", "fake", "--seed", "3"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["seed"] == 3
    assert out.count("\n") == 1
    assert "chatter" in err
    assert main(["evaluate", "fake", "--data", "missing"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines()[-1] == "intellicoach: The file missing cannot be read. Check the path."
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", "horoscope"])
    assert ended.value.code == 2


def test_evaluate_on_an_installation_that_is_not_there(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data = tmp_path / "rows.jsonl"
    data.write_text('{"question": "q", "answer": "a", "mean_overall": 3}\n')
    assert main(["evaluate", "answers", "--data", str(data), "--data-dir", str(tmp_path / "none")]) == 3
    assert "Run intellicoach init first" in one_line(capfd)


def test_every_evaluation_that_is_listed_can_be_asked() -> None:
    for name, module in evaluate.evaluations().items():
        assert name == name.lower()
        assert module.__doc__


def test_a_first_model_that_fails_stops_the_start(tmp_path: Path) -> None:
    process = quick("init", missing="('astrology',)")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert said.splitlines()[-1].startswith(
        "intellicoach: The first model of astrology could not be trained: This task"
    )


def test_run_serves_restarts_and_stops(tmp_path: Path, free_ports: tuple[int, int]) -> None:
    user, admin = free_ports
    process = quick("run", "--user-port", str(user), "--admin-port", str(admin))
    try:
        said = _until(process, "Stop with Ctrl-C.")
        assert f"http://127.0.0.1:{user}" in said
        assert f"http://127.0.0.1:{admin}/auth/invitation?token=" in said
        for port in free_ports:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
                assert answer.status == 200
        worker = next(pid for pid in _children(process.pid) if "child worker" in _command(pid))
        os.kill(worker, signal.SIGKILL)
        assert "The worker ended (signal 9); starting it again in 1 s." in _until(process, "starting it again")
        children = _children(process.pid)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        assert process.returncode == 0
        assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    finally:
        process.kill()
        process.wait()


def test_children_end_when_the_parent_is_killed(tmp_path: Path, free_ports: tuple[int, int]) -> None:
    process = quick("run", "--user-port", str(free_ports[0]), "--admin-port", str(free_ports[1]))
    _until(process, "Stop with Ctrl-C.")
    children = _children(process.pid)
    assert len(children) == 3
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while [pid for pid in children if Path(f"/proc/{pid}").exists()] and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]
    assert process.stdout is not None
    process.stdout.close()


def test_a_child_that_keeps_dying_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "MAX_DEATHS", 2)
    said: list[str] = []
    good = Child("good", [sys.executable, "-c", "import time; time.sleep(60)"])
    bad = Child("bad", [sys.executable, "-c", "raise SystemExit(7)"])
    both = Supervisor([good, bad], environment=os.environ, folder=ROOT, say=said.append)
    both.start()
    with pytest.raises(ConfigurationError, match=r"The bad ended 2 times \(exit code 7\)"):
        _look_for(both, seconds=20)
    process = good.process
    both.stop()
    assert said == ["The bad ended (exit code 7); starting it again in 1 s."]
    assert process is not None
    assert process.returncode == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "STOP_SECONDS", 0.5)
    deaf = Child("deaf", [sys.executable, "-c", "import signal,time; signal.signal(15, lambda *_: 0); time.sleep(60)"])
    one = Supervisor([deaf], environment=os.environ, folder=ROOT, say=print)
    one.start()
    time.sleep(1.0)
    process = deaf.process
    one.stop()
    assert process is not None
    assert process.returncode == -signal.SIGKILL


def _look_for(children: Supervisor, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        children.look()
        time.sleep(0.02)


def _until(process: subprocess.Popen[str], words: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise AssertionError(said)


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
