"""The arguments with which each method is tried: complete and right, except for whose things they name."""

from __future__ import annotations

import inspect
import itertools
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from shared_backend.domain.principal import Portal, Role
from tests.faults.access_world import TASK, Person, World
from tests.people import PASSWORD
from tests.practising import GOOD, choices

# Whose thing a parameter names, by the method that takes it.
OWN_IDS = {
    "run_id": "run",
    "attempt_id": "answered",
    "slot": "open",
    "session_id": "session",
    "practice.answer.attempt_id": "open",
    "practice.skip.attempt_id": "open",
}


def owned(path: str, call: Callable[..., Any]) -> dict[str, str]:
    """The parameters that name something of a person, and what it is."""
    found = {}
    for name in inspect.signature(call).parameters:
        kind = OWN_IDS.get(f"{'.'.join(path.split('.')[-2:])}.{name}", OWN_IDS.get(name))
        if kind is not None:
            found[name] = kind
    return found


def whose(path: str, call: Callable[..., Any], people: tuple[Person, ...]) -> Iterator[dict[str, str]]:
    """Every way to name things of these people in the call."""
    names = owned(path, call)
    for chosen in itertools.product(people, repeat=len(names)):
        yield {name: person.ids[kind] for (name, kind), person in zip(names.items(), chosen, strict=True)}


def rest(world: World, path: str, call: Callable[..., Any]) -> dict[str, Any]:
    """Everything but the principal and the ids of `owned`."""
    made = {**_general(world), **_special(world).get(path, {})}
    wanted = inspect.signature(call).parameters.values()
    known = {"principal", *(owned(path, call) if path.startswith(("interview.", "accounts.")) else ())}
    values = {p.name: made[p.name] for p in wanted if p.name in made and p.name not in known}
    missing = [p.name for p in wanted if p.default is p.empty and p.name not in values and p.name not in known]
    extra = [
        name for name in missing if next(p for p in wanted if p.name == name).kind is not inspect.Parameter.VAR_KEYWORD
    ]
    if extra:
        raise AssertionError(f"{path}: nobody said with which {', '.join(extra)} it is tried")
    return values | _special(world).get(f"{path}(**)", {})


def _general(world: World) -> dict[str, Any]:
    made = world.globals
    return {
        "text": GOOD,
        "seconds": 60.0,
        "choices": choices(),
        "rating": 3,
        "opinion": "fair",
        "helpful": True,
        "competency": "teamwork",
        "given": {"level": "mid"},
        "score": 5.0,
        "code": "41-2031.00",
        "question_id": next(iter(world.backend.interview.library.questions)),
        "task_type": TASK,
        "name": "A name to use",
        "builtin": True,
        "content": world.backend.datasets.sample(TASK),
        "scenario_id": made["scenario"],
        "run_id": made["training run"],
        "version_id": made["candidate"],
        "record": made["record"],
        "correction_id": str(uuid.uuid4()),
        "reason": "tests",
        "user_id": world.ada.me.user_id,
        "login_name": "Ada Lovelace",
        "role": Role.STAFF,
        "active": False,
        "password": PASSWORD,
        "old": PASSWORD,
        "new": "another quiet sentence 43",
    }


def _special(world: World) -> dict[str, dict[str, Any]]:
    """Where the general value does not do; ``path(**)`` are free keywords."""
    return {
        "training.start_training": {"run_id": str(uuid.uuid4())},
        "training.start_new": {"run_id": str(uuid.uuid4())},
        "interview.preferences.save(**)": {"learning_pace": "fast"},
        # With no secret, or a wrong one.
        "accounts.sign_in": {"name": "Ada Lovelace", "password": "not her password 44"},
        "accounts.accept_invitation": {"token": "x" * 43},
        "accounts.principal": {"token": "x" * 43, "portal": Portal.USER},
        "accounts.sign_in_subject": {"issuer": "https://id.example", "subject": "ada", "name": "Ada Lovelace"},
        "accounts.sign_up": {"name": "Somebody New"},
        "accounts.invitations.look": {"token": "x" * 43},
        "accounts.invitations.use": {"token": "x" * 43},
    }
