"""``intellicoach``: run, set up, train, evaluate and check an installation."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from shared_backend import logs
from shared_backend.commands import doctor, evaluate, init, run, train
from shared_backend.domain.errors import Cancelled, CoachError, ConfigurationError

FAILED = 1
BAD_INPUT = 2
_COMMANDS = {"run": run, "init": init, "train": train, "evaluate": evaluate, "doctor": doctor}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        0 when it did what was asked; 1 when it could not; 2 for a wrong argument or setting; 3 when there is no
        installation yet.
    """
    options = _parser(sys.argv[1:] if argv is None else argv)
    logs.configure("warning")
    try:
        return int(options.command(options))
    except ConfigurationError as error:
        print(f"intellicoach: {error.user_message}", file=sys.stderr)
        return BAD_INPUT
    except Cancelled as error:
        print(f"intellicoach: {error.user_message}", file=sys.stderr)
        return FAILED
    except CoachError as error:
        print(f"intellicoach: {error.user_message}", file=sys.stderr)
        return BAD_INPUT if isinstance(error, ValueError) else FAILED
    except KeyboardInterrupt:
        print("intellicoach: stopped.", file=sys.stderr)
        return 130


def _parser(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="intellicoach", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    # What `evaluate` can measure is found by importing it, which the other commands need not wait for.
    wanted = next((word for word in argv if not word.startswith("-")), None)
    for name, module in _COMMANDS.items():
        described = (module.__doc__ or "").split(": ", 1)[-1].split("\n", 1)[0]
        one = commands.add_parser(name, help=described, description=described)
        if name != "evaluate" or wanted == "evaluate":
            module.add_arguments(one)
        one.set_defaults(command=module.run)
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
