"""A person who learns in another process and says so, and what must hold afterwards; run as a process by the harnesses.

Arguments: database URL, key file, user id, scenario id, way, number of answers (0: until killed), seed.
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.interactions import Answered, from_json, to_json
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.registry.user_models import StoredInteraction
from shared_backend.storage.opening import open_storage
from tests.learners import COACH, Learner, trainer_of

EVENTS = "event-"


def careful(learner: Learner, interaction_id: str) -> None:
    """The product's own way."""
    learner.answer(interaction_id, attempt_id=interaction_id[:36])


def careless(learner: Learner, interaction_id: str, meet: Callable[[], object] = lambda: None) -> None:
    """Planted bug: the state is read before the transaction, and nobody compares versions.

    `meet` is called between reading and writing: writers that wait for each other there have all read the same.
    """
    answered = Answered("a", 0.2, 0.7, 1.7e9)
    state = learner.state.after(answered)
    meet()
    learner.trainer.database.write(lambda connection: _store(connection, learner, interaction_id, answered, state))


def torn(learner: Learner, interaction_id: str) -> None:
    """Planted bug: the interaction and the state it leads to are two transactions."""
    answered = Answered("a", 0.2, 0.7, 1.7e9)
    before = learner.state
    learner.trainer.database.write(lambda connection: _store(connection, learner, interaction_id, answered, before))
    learner.trainer.save_user_model(learner.scenario_id)


def _store(
    connection: Connection, learner: Learner, interaction_id: str, answered: Answered, state: PersonalState
) -> None:
    models, user_id, now = learner.trainer.user_models, learner.trainer.user_id, datetime.now(UTC)
    version = models.state(connection, user_id, learner.scenario_id).row_version
    stored = StoredInteraction(interaction_id, None, version + 1, now, to_json(answered))
    models.add_interaction(connection, user_id, learner.scenario_id, stored)
    models.save_state(
        connection,
        user_id,
        learner.scenario_id,
        before=version,
        after=version + 1,
        blob=state.to_bytes(),
        at=now,
    )


def problems(learner: Learner, acknowledged: Iterable[str], *, unacknowledged: int = 0) -> list[str]:
    """What is wrong with what is stored; at most so many interactions may be there without being acknowledged."""
    said, stored = set(acknowledged), learner.history_ids
    found = []
    if lost := said - set(stored):
        found.append(f"{len(lost)} acknowledged interactions are lost")
    if len(stored) > len(said) + unacknowledged:
        found.append(f"{len(stored)} rows for {len(said)} interactions")
    history = [from_json(row.payload) for row in learner.trainer.interaction_history(COACH)]
    if learner.state.ability.n != len(history):
        found.append(f"{learner.state.ability.n} updates for {len(history)} rows")
    if learner.state.to_bytes() != replay(history).to_bytes():
        found.append("the state does not follow from the history")
    return found


WAYS: dict[str, Callable[[Learner, str], None]] = {
    "careful": careful,
    "careless": careless,
    "torn": torn,
}


def main(url: str, key_file: str, user_id: str, scenario_id: str, way: str, times: str, seed: str) -> None:
    """Learn and acknowledge on standard output, one id a line."""
    storage = open_storage(url, Path(key_file))
    learner = Learner(trainer_of(storage, user_id), scenario_id)
    if way.startswith(EVENTS):
        # The same events in another order from every writer, as a queue delivers them again and again.
        ids = [f"{EVENTS}{number}" for number in range(int(way.removeprefix(EVENTS)))] * int(times)
        Random(int(seed)).shuffle(ids)
    else:
        ids = [str(uuid.uuid4()) for _ in range(int(times) or 1_000_000)]
    learn = WAYS.get(way, careful)
    hasty = way == "hasty"  # planted bug: acknowledges before it has learned
    for interaction_id in ids:
        if hasty:
            print(interaction_id, flush=True)
        learn(learner, interaction_id)
        if not hasty:
            print(interaction_id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
