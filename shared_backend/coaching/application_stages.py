"""The stages one's applications go through: named, ordered and added to as one likes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.application import Board, Stage
from shared_backend.domain.errors import InvalidInput, StaleVersion
from shared_backend.domain.principal import Principal
from shared_backend.services.applications.store import STALE


class ApplicationStages:
    """The command may be delivered twice; one made on an older state (`row_version`) is refused."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def get(self, principal: Principal) -> Board:
        """The stages in their order."""
        with self._desk.database.read() as connection:
            return self._desk.applications.board(connection, principal.user_id)

    def save(self, principal: Principal, row_version: int, stages: Sequence[Stage], silence_days: int) -> Board:
        """Other stages, in this order, and another silence.

        Raises
        ------
        InvalidInput
            When a stage that an application is or was at would go, or a name is missing or there twice.
        StaleVersion
            When they were changed in another window since `row_version`.
        """

        def work(connection: Connection) -> Board:
            user_id, store = principal.user_id, self._desk.applications
            before = store.board(connection, user_id)
            after = replace(before, stages=tuple(stages), silence_days=silence_days)
            if after == before:
                return before
            if row_version != before.row_version:
                raise StaleVersion(STALE)
            left = {stage.id for stage in after.stages}
            for one in store.all(connection, user_id):
                for move in one.history:
                    if move.stage not in left:
                        raise InvalidInput(
                            f"{one.employer} is or was at “{before.stage(move.stage).name}”. Rename the stage, or "
                            "take that change back first."
                        )
            return store.save_board(connection, user_id, after, self._desk.clock.now())

        return self._desk.database.write(work)
