"""The facts of one installation: an imported release before the shipped one, table by table, in a folder of their own.

In the data folder lie ``reference/current.json`` (which releases count, which counted before), each imported release
in ``reference/<kind>-<digest>``, and ``reference/resolved-<digest>``: a whole reference folder, copied from the shipped
one with the imported tables in their places. Nothing is ever written into a folder that is in use; ``current.json`` is
replaced as a whole. A process reads the folder it found when it started for as long as it runs.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from shared_backend.domain.errors import ConfigurationError, InvalidInput
from shared_backend.services.occupations.esco import LINKS, links_table
from shared_backend.services.occupations.sources import KINDS, NAMES, Kind, Source, sources, write_sources

_FOLDER, _POINTER = "reference", "current.json"
_LINKS_PATH = f"occupations/{LINKS}"
Tables = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported release: what it is, and the digest of its tables, which names its folder."""

    source: Source
    digest: str


@dataclass(frozen=True, slots=True)
class State:
    """What counts, what counted before, and when each kind last changed; without an entry the shipped facts count."""

    present: Mapping[Kind, Imported]
    previous: Mapping[Kind, Imported | None]
    changed_at: Mapping[Kind, datetime]


def state(data_dir: Path) -> State:
    """What is imported. Raises `ConfigurationError` when the note of it is damaged."""
    path = data_dir / _FOLDER / _POINTER
    try:
        kept = json.loads(path.read_text("utf-8"))
        present = {kind: _entry(kind, kept["present"][kind]) for kind in KINDS if kept["present"].get(kind)}
        previous = {
            kind: _entry(kind, kept["previous"][kind]) if kept["previous"][kind] else None
            for kind in KINDS
            if kind in kept["previous"]
        }
        changed = {
            kind: datetime.fromisoformat(kept["changed_at"][kind]) for kind in KINDS if kind in kept["changed_at"]
        }
    except FileNotFoundError:
        return State({}, {}, {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as reason:
        raise ConfigurationError(
            f"{path} is damaged, so it is not known which imported facts count. Delete it to use the shipped ones."
        ) from reason
    return State(present, previous, changed)


def install(data_dir: Path, shipped: Path, source: Source, tables: Tables, at: datetime) -> None:
    """Let `tables` (path in the reference folder → content) count from now on; the ones before are kept.

    Everything is written and put together before the switch: when something fails, nothing has changed.
    """
    before = state(data_dir)
    imported = Imported(source, _digest(tables.items()))
    folder = data_dir / _FOLDER / _name(imported)
    if not _whole(folder, imported):
        _written(folder, tables)
    previous = before.present.get(source.kind)
    changed_at = {**before.changed_at, source.kind: at}
    if previous is not None and previous.digest == imported.digest:
        # The same facts once more: what is before them stays, and no model has to learn anything new.
        previous, changed_at = before.previous.get(source.kind), {**before.changed_at}
    after = State({**before.present, source.kind: imported}, {**before.previous, source.kind: previous}, changed_at)
    _switch(data_dir, shipped, before, after)


def undo(data_dir: Path, shipped: Path, kind: Kind, at: datetime) -> Source:
    """Go back to what counted before the last change of this kind; once more to go forward again.

    Returns
    -------
    Source
        What counts now.

    Raises
    ------
    InvalidInput
        When nothing was ever imported.
    """
    before = state(data_dir)
    if kind not in before.previous:
        raise InvalidInput(f"No {NAMES[kind]} release was imported here, so there is nothing to undo.")
    back = before.previous[kind]
    present = {key: one for key, one in before.present.items() if key != kind}
    if back is not None:
        present[kind] = back
    after = State(present, {**before.previous, kind: before.present.get(kind)}, {**before.changed_at, kind: at})
    _switch(data_dir, shipped, before, after)
    return sources(resolve(data_dir, shipped))[kind]


def resolve(data_dir: Path, shipped: Path) -> Path:
    """The reference folder that this installation reads: the shipped one while nothing is imported.

    Raises
    ------
    ConfigurationError
        When an imported release is missing or was changed; the message says how to go on.
    """
    return _resolved(data_dir, shipped, state(data_dir))


def _resolved(data_dir: Path, shipped: Path, now: State) -> Path:
    if not now.present:
        return shipped
    folder = data_dir / _FOLDER / _resolved_name(shipped, now)
    if folder.is_dir():
        return folder
    for imported in now.present.values():
        if not _whole(data_dir / _FOLDER / _name(imported), imported):
            kind = imported.source.kind
            raise ConfigurationError(
                f"The imported facts of {imported.source.name} are missing or were changed. Import them again, or go "
                f"back with intellicoach import {kind} --undo."
            )
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=data_dir / _FOLDER))
    try:
        shutil.copytree(shipped, made, dirs_exist_ok=True, copy_function=shutil.copyfile)
        for imported in now.present.values():
            shutil.copytree(data_dir / _FOLDER / _name(imported), made, dirs_exist_ok=True)
        (made / _LINKS_PATH).write_bytes(links_table(made))
        present = {kind: imported.source for kind, imported in now.present.items()}
        write_sources(made, {**sources(shipped), **present})
        _moved(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return folder


def _switch(data_dir: Path, shipped: Path, before: State, after: State) -> None:
    _resolved(data_dir, shipped, after)
    folder = data_dir / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f".{_POINTER}-{os.getpid()}"
    with written.open("w", encoding="utf-8") as file:
        json.dump(_to_json(after), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    written.replace(folder / _POINTER)
    # A process that still runs reads what counted before; what is older nobody reads any more.
    kept = {_resolved_name(shipped, one) for one in (before, after)}
    kept |= {_name(one) for some in (after.present, after.previous, before.present) for one in some.values() if one}
    for old in folder.iterdir():
        if old.is_dir() and old.name not in kept and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)


def _written(folder: Path, tables: Tables) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
    try:
        for name, content in tables.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if folder.exists():
            shutil.rmtree(folder)
        _moved(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _moved(made: Path, folder: Path) -> None:
    made.chmod(0o755)
    try:
        made.replace(folder)
    except OSError:
        # Another process was quicker and made the same.
        if not folder.is_dir():
            raise


def _whole(folder: Path, imported: Imported) -> bool:
    if not folder.is_dir():
        return False
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return _digest((str(path.relative_to(folder).as_posix()), path.read_bytes()) for path in files) == imported.digest


def _resolved_name(shipped: Path, now: State) -> str:
    files = sorted(path for path in shipped.rglob("*") if path.is_file())
    base = _digest((path.relative_to(shipped).as_posix(), path.read_bytes()) for path in files)
    parts = [base, *(json.dumps(_kept(one), sort_keys=True) for _, one in sorted(now.present.items()))]
    return f"resolved-{_digest((str(i), part.encode()) for i, part in enumerate(parts))}"


def _name(imported: Imported) -> str:
    return f"{imported.source.kind}-{imported.digest}"


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    found = hashlib.sha256()
    for name, content in sorted(files):
        found.update(f"{name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()[:20]


def _entry(kind: Kind, kept: Mapping[str, Any]) -> Imported:
    digest = str(kept["digest"])
    if not digest.isalnum():
        raise ValueError("not a digest")
    return Imported(Source.from_json(kind, kept), digest)


def _kept(one: Imported) -> dict[str, Any]:
    return {**one.source.to_json(), "digest": one.digest}


def _to_json(now: State) -> dict[str, Any]:
    return {
        "present": {kind: _kept(one) for kind, one in now.present.items()},
        "previous": {kind: _kept(one) if one else None for kind, one in now.previous.items()},
        "changed_at": {kind: at.isoformat() for kind, at in now.changed_at.items()},
    }
