"""What can be counted without opening anything: how often and when somebody practised or corrected their model."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from shared_backend.storage.tables.practice import attempts, model_receipts, user_interactions

CORRECTIONS = ("row_rejected", "taste_rejected")
MOST = 400


def sittings(connection: Connection, user_id: str) -> int:
    """Practice runs with at least one answer."""
    query = select(func.count(attempts.c.run_id.distinct())).where(attempts.c.user_id == user_id)
    return int(connection.execute(query).scalar_one())


def answer_times(connection: Connection, user_id: str, since: datetime) -> tuple[datetime, ...]:
    """When answers were given, from a moment on."""
    mine = (attempts.c.user_id == user_id, attempts.c.created_at >= since)
    return tuple(connection.execute(select(attempts.c.created_at).where(*mine)).scalars())


def correction_times(connection: Connection, user_id: str) -> tuple[datetime, ...]:
    """When something learned was called wrong or forgotten; the newest of each."""
    learned, receipts = user_interactions, model_receipts
    mine = (learned.c.user_id == user_id, learned.c.interaction_type.in_(CORRECTIONS))
    rejected = select(learned.c.timestamp).where(*mine).order_by(learned.c.timestamp.desc()).limit(MOST)
    forgotten = (
        select(receipts.c.created_at)
        .where(receipts.c.user_id == user_id)
        .order_by(receipts.c.created_at.desc())
        .limit(MOST)
    )
    return (*connection.execute(rejected).scalars(), *connection.execute(forgotten).scalars())
