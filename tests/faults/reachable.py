"""What a portal can reach, by introspection: the public methods below `Backend`, and the ones its pages name."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

from shared_backend.bootstrap import Backend

ROOT = Path(__file__).resolve().parents[2]


def methods(backend: Backend, skipped: set[str]) -> dict[str, Callable[..., Any]]:
    """Every public method by its path from the backend, except below the paths that are skipped."""
    return dict(_below(backend, "", skipped))


def _below(thing: object, path: str, skipped: set[str]) -> Iterator[tuple[str, Callable[..., Any]]]:
    # The backend's own fields are services whatever package they come from.
    for name, _ in inspect.getmembers(type(thing), inspect.isfunction):
        if not name.startswith("_"):
            yield f"{path}{name}", getattr(thing, name)
    for name, value in vars(thing).items():
        inner = f"{path}{name}"
        ours = type(value).__module__.startswith("shared_backend") and not isinstance(value, Enum)
        if not name.startswith("_") and ours and inner not in skipped:
            yield from _below(value, f"{inner}.", skipped)


def named_by(portal: str) -> set[str]:
    """Every path below ``services()`` that the sources of a portal name, through local names too."""
    found: set[str] = set()
    for file in sorted((ROOT / portal).rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        known: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                path = _path(node.value, known)
                if path is not None:
                    known[node.targets[0].id] = path
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and (path := _path(node, known)):
                found.add(path)
    return found


def _path(node: ast.expr, known: dict[str, str]) -> str | None:
    """The path an expression stands for; "" is the backend itself, None something else."""
    match node:
        case ast.Call(func=ast.Name(id="services")):
            return ""
        case ast.Name(id=name):
            return known.get(name)
        case ast.Attribute(value=value, attr=attr):
            before = _path(value, known)
            return None if before is None else f"{before}.{attr}".lstrip(".")
    return None
