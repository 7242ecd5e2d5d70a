"""``init``: make keys, database and the first models, without starting anything."""

from __future__ import annotations

import argparse

from shared_backend.commands.common import add_data_dir, say, settings_of
from shared_backend.commands.first_start import prepare_installation


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_data_dir(parser)


def run(options: argparse.Namespace) -> int:
    """Prepare the installation; a second call does nothing."""
    backend = prepare_installation(settings_of(options))
    say(f"Ready in {backend.settings.data_dir}. Keys are in {backend.settings.key_file}: keep a copy elsewhere.")
    return 0
