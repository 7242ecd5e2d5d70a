"""``import user-model``: bring a personal model along from another installation."""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path

from shared_backend.ai_engines.personal.portable import MOST_BYTES
from shared_backend.bootstrap import build
from shared_backend.coaching.my_data import MODEL_FILE
from shared_backend.commands.common import say, settings_of
from shared_backend.commands.own_account import add_name, signed_in
from shared_backend.domain.errors import InvalidInput

DESCRIBED = "your personal model, from its file or from the zip with all your data"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this kind."""
    add_name(parser)
    parser.add_argument("file", type=Path, help=f"{MODEL_FILE}, or the zip that holds it")


def run(options: argparse.Namespace) -> int:
    """Replace the present model by the one in the file, and say what differs."""
    backend = build(settings_of(options))
    with signed_in(backend, options.name) as principal:
        seen = backend.my_data.import_model(principal, _model_in(options.file))
    say(f"Your model was learned again from {seen.answers} answers; it replaced one of {seen.replaces}.")
    for difference in seen.differences:
        say(f"  {difference}")
    if seen.same:
        say("  It predicts what it predicted where it comes from.")
    return 0


def _model_in(path: Path) -> bytes:
    """The model's own file. Raises `InvalidInput`."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                return file.read(MOST_BYTES + 1)
        with zipfile.ZipFile(path) as archive, archive.open(MODEL_FILE) as packed:
            return packed.read(MOST_BYTES + 1)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read ({error.strerror}).") from None
    except (KeyError, zipfile.BadZipFile, RuntimeError, NotImplementedError):
        raise InvalidInput(f"There is no {MODEL_FILE} in {path}. Nothing was changed.") from None
