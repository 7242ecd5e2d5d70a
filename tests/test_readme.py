"""The README runs: every command in it is known to make or to the program, and those that only look are executed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines() if line]
TARGETS = sorted({*(c for c in COMMANDS if c.startswith("make ")), *re.findall(r"`(make [a-z-]+)`", README)})
PROGRAM = ".venv/bin/intellicoach "


def test_every_command_is_one_this_file_knows_how_to_run() -> None:
    unknown = [c for c in COMMANDS if c not in TARGETS and not c.startswith(PROGRAM)]
    assert COMMANDS
    assert unknown == []


@pytest.mark.parametrize("command", TARGETS)
def test_make_knows_what_to_do(command: str) -> None:
    done = subprocess.run([*command.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "shared_backend" in done.stdout or "pytest" in done.stdout


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith(PROGRAM)])
def test_the_program_answers(command: str, tmp_path: Path) -> None:
    here = {
        **os.environ,
        "INTELLICOACH_DATA_DIR": str(tmp_path / "data"),
        "INTELLICOACH_KEY_FILE": str(tmp_path / "k.json"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "shared_backend.cli", *command.removeprefix(PROGRAM).split()],
        cwd=ROOT,
        env=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.strip()
    assert not (tmp_path / "data").exists()


def test_every_file_it_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(links) >= 6
    assert [link for link in links if not link.startswith("http") and not (ROOT / link).exists()] == []
