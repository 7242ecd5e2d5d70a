"""The practice that people have agreed to share: what their personal models learned from, without who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from shared_backend.domain.errors import RecordUnreadable
from shared_backend.domain.ports import Sharing
from shared_backend.registry.user_models import UserModels
from shared_backend.storage.database import Database


def shared_histories(
    database: Database, user_models: UserModels, sharing: Sharing, task_type: str, *, seed: int
) -> Iterator[list[Mapping[str, Any]]]:
    """For each person who shares, the learned interactions in order; numbers and competencies, no words and no ids.

    Answers of an imported model are left out: a file is not evidence of what happened, and one person could make up as
    many as would bend how everybody is predicted. Only an answer given here carries what was forecast before it.

    People come in an order drawn by `seed`, so that who takes the first few takes a fair sample; only the rows of those
    who are asked for are read. Somebody whose records cannot be opened is passed over.
    """
    with database.read() as connection:
        who = list(sharing(connection, task_type))
    Random(seed).shuffle(who)
    for user_id in who:
        # One transaction a person: a long one would keep everybody else from writing.
        try:
            with database.read() as connection:
                scenario = user_models.scenario(connection, user_id, task_type)
                history = () if scenario is None else user_models.history(connection, user_id, scenario.id)
        except RecordUnreadable:
            continue
        lived = [one.payload for one in history if one.payload["kind"] != "answered" or "forecast" in one.payload]
        if lived:
            yield lived
