"""Who a command is run for: somebody with an account of the user portal, who types their password here too."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shared_backend.bootstrap import Backend
from shared_backend.commands.common import add_data_dir
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal


def add_name(parser: argparse.ArgumentParser) -> None:
    """The arguments of a command that is run for one person."""
    add_data_dir(parser)
    described = "the name you sign in with; the password is asked for"
    parser.add_argument("--name", required=True, metavar="NAME", help=described)


@contextmanager
def signed_in(backend: Backend, name: str) -> Iterator[Principal]:
    """The person, signed in for as long as the command runs.

    The password is asked for on the terminal, or is the first line of standard input where there is none.

    Raises
    ------
    NotAllowed
        When name and password do not fit, or too many tries were wrong.
    """
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise InvalidInput("No password was given. Type it when asked, or send it as the first line of standard input.")
    principal = backend.accounts.sign_in(name, password, client="command line").principal
    try:
        yield principal
    finally:
        backend.accounts.sign_out(principal)


def must_be_new(path: Path) -> None:
    """Raises `InvalidInput` when there is a file already, before anything else is done."""
    if path.exists():
        raise InvalidInput(f"{path} is there already. Nothing was done; give another name.")


def write_new(path: Path, pieces: Iterable[bytes]) -> int:
    """A new file that only its owner can read, whole or not at all; gives its size in bytes.

    Raises
    ------
    InvalidInput
        When there is a file already, or it cannot be written.
    """
    must_be_new(path)
    try:
        handle, unfinished = tempfile.mkstemp(dir=path.parent or Path(), prefix=f".{path.name}.")
    except OSError as error:
        raise InvalidInput(f"{path} cannot be written ({error.strerror}).") from None
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            size = file.tell()
        # A link and not a rename: a file that came up in the meantime stays.
        os.link(unfinished, path)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be written ({error.strerror}).") from None
    finally:
        os.unlink(unfinished)
    return size
