"""``intellicoach``: run, set up, train, evaluate and check an installation; take one's own data along or erase it."""

from __future__ import annotations

import argparse
import importlib
import keyword
import sys
from collections.abc import Sequence

from shared_backend import logs
from shared_backend.domain.errors import CoachError, ConfigurationError

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130
COMMANDS = {
    "run": "start both portals and the worker, and keep them running until Ctrl-C",
    "init": "make keys, database and the first models, without starting anything",
    "train": "train a candidate for one task on the shipped data, on a CSV file, or on both",
    "evaluate": "measure the coach on your own data; prints one JSON object",
    "export": "write everything that is kept about you into a zip file",
    "import": "bring your personal model, or newer occupation facts (O*NET, ESCO)",
    "erase": "erase your account and everything that is kept about you",
    "doctor": "check an installation, one line for each thing, without changing any",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 when it did what was asked; 1 when it could not; 2 for a wrong argument or setting; 3 when there is no
        installation yet.
    """
    options = _parse(sys.argv[1:] if argv is None else argv)
    logs.configure("warning")
    try:
        return int(options.command(options))
    except CoachError as error:
        print(f"intellicoach: {error.user_message}", file=sys.stderr)
        return BAD_INPUT if isinstance(error, ConfigurationError | ValueError) else FAILED
    except KeyboardInterrupt:
        print("intellicoach: stopped.", file=sys.stderr)
        return INTERRUPTED


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="intellicoach", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    wanted = next((word for word in argv if not word.startswith("-")), None)
    for name, described in COMMANDS.items():
        one = commands.add_parser(name, help=described, description=described)
        if name == wanted:
            # Only the command that is asked for is imported: some bring the numeric libraries along.
            file = f"{name}_" if keyword.iskeyword(name) else name
            module = importlib.import_module(f"shared_backend.commands.{file}")
            module.add_arguments(one)
            one.set_defaults(command=module.run)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
