"""``export``: everything that is kept about one person, as a zip; asks for their password."""

from __future__ import annotations

import argparse
from pathlib import Path

from shared_backend.bootstrap import build
from shared_backend.commands.common import say, settings_of
from shared_backend.commands.own_account import add_name, must_be_new, signed_in, write_new


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_name(parser)
    parser.add_argument("file", type=Path, help="the zip file to write; it must not be there yet")


def run(options: argparse.Namespace) -> int:
    """Write the file."""
    must_be_new(options.file)
    backend = build(settings_of(options))
    with signed_in(backend, options.name) as principal:
        size = write_new(options.file, backend.my_data.export(principal))
    say(f"Everything kept about you is in {options.file} ({size:,} bytes).")
    say("It is not sealed: keep it where only you can read it.")
    return 0
