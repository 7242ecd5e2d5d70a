"""``import``: bring along what somebody has: a personal model, or newer occupation facts."""

from __future__ import annotations

import argparse

from shared_backend.commands import import_facts, import_user_model


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One kind each, with arguments of its own."""
    kinds = parser.add_subparsers(required=True, metavar="KIND", title="what to import", dest="kind")
    described = import_user_model.DESCRIBED
    model = kinds.add_parser("user-model", help=described, description=described)
    import_user_model.add_arguments(model)
    model.set_defaults(importing=import_user_model.run)
    for kind, told in import_facts.DESCRIBED.items():
        facts = kinds.add_parser(kind, help=told, description=told)
        import_facts.add_arguments(facts)
        facts.set_defaults(importing=import_facts.run)


def run(options: argparse.Namespace) -> int:
    """Import the kind that was asked for."""
    return int(options.importing(options))
