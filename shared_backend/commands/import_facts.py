"""``import onet`` and ``import esco``: let a newer or full release of the occupation facts count, or go back."""

from __future__ import annotations

import argparse
from pathlib import Path

from shared_backend.bootstrap import REFERENCE, build
from shared_backend.commands.common import add_data_dir, say, settings_of
from shared_backend.domain.audit import SYSTEM, AuditEvent
from shared_backend.domain.errors import ConfigurationError, InvalidInput
from shared_backend.domain.ports import SystemClock
from shared_backend.operations.occupation_facts import Kind, Source, bring, go_back
from shared_backend.settings import Settings
from shared_backend.storage.database import Database

DESCRIBED: dict[Kind, str] = {
    "onet": "occupation facts from a release of O*NET: its folder or zip of text files, as downloaded",
    "esco": "names of skills and occupations from a release of ESCO: its English CSV zip or folder, as downloaded",
}
_GONE_SHOWN = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of both kinds."""
    add_data_dir(parser)
    parser.add_argument("path", type=Path, nargs="?", metavar="PATH", help="folder or zip of the release")
    parser.add_argument("--release", metavar="NUMBER", help="its number, where neither a file nor its name says it")
    parser.add_argument("--undo", action="store_true", help="go back to the facts before; once more goes forward again")


def run(options: argparse.Namespace) -> int:
    """Check, switch, and say what counts now and what to do next."""
    settings, kind = settings_of(options), options.kind
    if options.undo == (options.path is not None):
        raise InvalidInput("Give either the folder or zip of a release, or --undo.")
    if not Database(settings.database_address).exists():
        raise ConfigurationError(f"There is no installation in {settings.data_dir} yet. Run intellicoach init.")
    now = SystemClock().now()
    if options.undo:
        source = go_back(kind, settings.data_dir, REFERENCE, now)
        say(f"{source.name} counts again.")
    else:
        found = bring(kind, options.path, settings.data_dir, REFERENCE, release=options.release, at=now)
        source = found.source
        counts = ", ".join(f"{number:,} {what}" for what, number in source.counts.items())
        say(f"{source.name} counts from now on: {counts}.")
        if found.gone:
            shown = ", ".join(found.gone[:_GONE_SHOWN]) + (" …" if len(found.gone) > _GONE_SHOWN else "")
            say(f"  {len(found.gone)} occupations from before are not in it: {shown}")
    _what_next(settings, kind, source)
    return 0


def _what_next(settings: Settings, kind: Kind, source: Source) -> None:
    backend = build(settings)
    facts: dict[str, str | int | float | bool] = {"release": source.release, "imported": bool(source.imported_at)}
    backend.audit.append(AuditEvent(SYSTEM, "facts.change", f"facts:{kind}", facts))
    say(f"  {source.licence}")
    say("  Portals and worker use it when they are started again: Ctrl-C, then intellicoach run.")
    for stale in backend.facts.stale():
        say(f"  {stale.name} was trained before. Train it again: intellicoach train {stale.task_type}")
    say(f"  To go back: intellicoach import {kind} --undo")
    backend.database.close()
