"""``erase``: erase one person's account and all that is kept about them; asks for their password, then their name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shared_backend.bootstrap import build
from shared_backend.commands.common import say, settings_of
from shared_backend.commands.own_account import add_name, must_be_new, signed_in, write_new
from shared_backend.domain.errors import InvalidInput


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of this command."""
    add_name(parser)
    parser.add_argument("--receipt", type=Path, metavar="FILE", help="where to write the receipt", required=True)


def run(options: argparse.Namespace) -> int:
    """Erase, and write the receipt."""
    backend = build(settings_of(options))
    must_be_new(options.receipt)
    with signed_in(backend, options.name) as principal:
        print("This cannot be undone. Type your name to erase your account: ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip() != principal.display_name:
            raise InvalidInput("That is not your name as the account has it. Nothing was erased.")
        receipt = backend.accounts.erase(principal)
    say("Your account and everything kept about you is erased.")
    try:
        write_new(options.receipt, [receipt.as_json()])
    except InvalidInput:
        # It cannot be asked for again without its code, which stands in it.
        say(receipt.as_json().decode())
        raise
    say(f"The receipt is {options.receipt}.")
    return 0
