"""What the commands share: where the project lies, settings from arguments, one way to say things."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from shared_backend.settings import PREFIX, Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent.parent
_FROM_ARGUMENTS = ("data_dir", "user_port", "admin_port", "host")
# One processor for each process: our matrices are too small to share, several trainings and portals run at once, and
# sums in another order would make the same data give another model.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def add_data_dir(parser: argparse.ArgumentParser) -> None:
    """The argument every command has that looks at an installation."""
    parser.add_argument("--data-dir", metavar="FOLDER", help="where database and models are (default: data)")


def settings_of(options: argparse.Namespace) -> Settings:
    """The environment, with the arguments of the command line before it. Raises `ConfigurationError`."""
    return load_settings(**{name: getattr(options, name, None) for name in _FROM_ARGUMENTS})


def child_environment(settings: Settings) -> Mapping[str, str]:
    """The environment in which a child process reads the same settings, wherever it stands."""
    chosen = {f"{PREFIX}{name.upper()}": str(getattr(settings, name)) for name in (*_FROM_ARGUMENTS, "key_file")}
    return {**_ONE_THREAD, **os.environ, **chosen, "PYTHONUNBUFFERED": "1"}


def say(message: str) -> None:
    """One line for a person, at once."""
    print(message, flush=True)


def note(message: str) -> None:
    """One line of progress, on standard error."""
    print(message, file=sys.stderr, flush=True)
