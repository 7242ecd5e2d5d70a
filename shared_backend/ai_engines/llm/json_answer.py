"""Reads a model's text as JSON and checks it against the schema that was asked for."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_TYPES: Mapping[str, Callable[[Any], bool]] = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, int | float) and not isinstance(v, bool) and math.isfinite(v),
}
_KNOWN = {
    "type", "properties", "required", "additionalProperties", "items", "enum", "minimum", "maximum",
    "minLength", "maxLength", "minItems", "maxItems", "description", "title",
}  # fmt: skip


def parse(text: str) -> Any:
    """The JSON value in the text; a Markdown fence around it is forgiven.

    Raises
    ------
    ValueError
        When there is no JSON value, or something else beside it.

    >>> parse('```json\\n{"a": 1}\\n```')
    {'a': 1}
    """
    plain = text.strip()
    if plain.startswith("```"):
        plain = plain.strip("`").removeprefix("json")
    return json.loads(plain, parse_constant=_no_constant)


def problems(value: Any, schema: Mapping[str, Any], where: str = "answer") -> Iterator[str]:
    """What is wrong with the value, by place; never the value itself, which may be personal.

    >>> list(problems({"a": 12}, {"type": "object", "properties": {"a": {"type": "number", "maximum": 10}}}))
    ['answer.a is above 10']
    """
    unknown = set(schema) - _KNOWN
    if unknown:
        raise ValueError(f"This schema uses {sorted(unknown)}, which is not checked here.")
    kind = schema.get("type")
    if kind is not None and not _TYPES[kind](value):
        yield f"{where} is not of type {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is not one of the allowed values"
    if isinstance(value, dict):
        yield from _object_problems(value, schema, where)
    elif isinstance(value, list):
        yield from _bounds(len(value), schema.get("minItems"), schema.get("maxItems"), f"the length of {where}")
        for i, item in enumerate(value):
            yield from problems(item, schema.get("items", {}), f"{where}[{i}]")
    elif isinstance(value, str):
        yield from _bounds(len(value), schema.get("minLength"), schema.get("maxLength"), f"the length of {where}")
    elif isinstance(value, int | float):
        yield from _bounds(value, schema.get("minimum"), schema.get("maximum"), where)


def _object_problems(value: Mapping[str, Any], schema: Mapping[str, Any], where: str) -> Iterator[str]:
    properties: Mapping[str, Any] = schema.get("properties", {})
    yield from (f"{where}.{name} is missing" for name in schema.get("required", ()) if name not in value)
    if schema.get("additionalProperties") is False and not value.keys() <= properties.keys():
        yield f"{where} has fields that were not asked for"
    for name, inner in properties.items():
        if name in value:
            yield from problems(value[name], inner, f"{where}.{name}")


def _bounds(number: float, low: float | None, high: float | None, where: str) -> Iterator[str]:
    if low is not None and number < low:
        yield f"{where} is below {low}"
    if high is not None and number > high:
        yield f"{where} is above {high}"


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
