"""How one person's estimates moved: goes on where it was last looked at, and is made again when the model changed."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from shared_backend.ai_engines.personal.interactions import from_json
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.coaching.desk import Desk
from shared_backend.domain.errors import RecordUnreadable
from shared_backend.registry.user_models import StoredInteraction
from shared_backend.services.progress.trail import Learned, Trail


def read_trail(desk: Desk, user_id: str, scenario_id: str) -> Trail:
    """The trail of this person's model as it stands now; what is new is read, and kept for the next time."""
    with desk.database.read() as connection:
        state = desk.trainer(user_id).load_user_model(scenario_id)
        trail = _kept(desk.trails.load(connection, user_id, scenario_id), state)
        read = trail.seq
        trail.read(_since(desk, connection, user_id, scenario_id, read))
        if trail.state.to_bytes() != state.to_bytes():
            # Something was forgotten, put back or changed: the past is told anew from what is left.
            read = -1
            trail = Trail.start(state.fit).read(_since(desk, connection, user_id, scenario_id, 0))
    if trail.seq != read:
        blob, now = trail.to_bytes(), desk.clock.now()
        # Another tab may keep the same at the same moment; either will do.
        with suppress(IntegrityError):
            desk.database.write(lambda connection: desk.trails.save(connection, user_id, scenario_id, blob, now))
    return trail


def _kept(blob: bytes | None, state: PersonalState) -> Trail:
    try:
        return Trail.start(state.fit) if blob is None else Trail.from_bytes(blob, state.fit)
    except RecordUnreadable:
        return Trail.start(state.fit)


def _since(desk: Desk, connection: Connection, user_id: str, scenario_id: str, seq: int) -> list[Learned]:
    history = desk.workshop.user_models.history(connection, user_id, scenario_id, after=seq)
    return [_learned(one) for one in history]


def _learned(one: StoredInteraction) -> Learned:
    return Learned(one.seq, one.timestamp.timestamp(), one.attempt_id or "", from_json(one.payload))
