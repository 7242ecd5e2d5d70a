"""What a person does and what is learned from it. Everything they wrote is sealed under their own data key."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from shared_backend.storage.tables.columns import UtcDateTime
from shared_backend.storage.tables.metadata import metadata

user_scenarios = Table(
    "user_scenarios",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("task_type", String(40), nullable=False),
    Column("inherits_version_id", String(36), ForeignKey("model_versions.id"), nullable=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # goals and coaching preferences
    # Two switches of the owner, read with every interaction: nothing is learned, only the global model is used.
    Column("paused", Integer, nullable=False, server_default="0"),
    Column("global_only", Integer, nullable=False, server_default="0"),
    UniqueConstraint("user_id", "task_type"),
)

personal_states = Table(
    "personal_states",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("scenario_id", String(36), ForeignKey("user_scenarios.id"), primary_key=True),
    # Counts the interactions that moved the state; also their order (see user_interactions.seq).
    Column("row_version", Integer, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

model_receipts = Table(
    "model_receipts",
    metadata,
    # The id is made when the question "really?" is first shown: the same form sent twice forgets once.
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("scenario_id", String(36), ForeignKey("user_scenarios.id"), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # what was forgotten, and the digests before and after
    # What was taken out, for undoing; emptied when it is undone, made final or `undo_until` has passed.
    Column("undo_until", UtcDateTime, nullable=True),
    Column("sealed_copy", LargeBinary, nullable=True),
    Index("ix_model_receipts_user", "user_id", "created_at"),
)

model_trails = Table(
    "model_trails",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("scenario_id", String(36), ForeignKey("user_scenarios.id"), primary_key=True),
    Column("row_version", Integer, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # how the estimates moved, thinned out; can be made again any time
)

practice_runs = Table(
    "practice_runs",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("scenario_id", String(36), ForeignKey("user_scenarios.id"), nullable=False),
    Column("state", String(12), nullable=False),  # active finished
    Column("started_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # set-up card, question plan, where the person is
    Index("ix_practice_runs_user", "user_id", "started_at"),
)

attempts = Table(
    "attempts",
    metadata,
    # The id is made when the answer form is first shown: the same form submitted twice is one attempt.
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("run_id", String(36), ForeignKey("practice_runs.id"), nullable=False),
    Column("question_id", String(40), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Index("ix_attempts_user", "user_id", "created_at"),
    Index("ix_attempts_run", "run_id"),
)

user_interactions = Table(
    "user_interactions",
    metadata,
    Column("id", String(80), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("scenario_id", String(36), ForeignKey("user_scenarios.id"), nullable=False),
    Column("interaction_type", String(24), nullable=False),
    Column("attempt_id", String(36), nullable=True),
    Column("seq", Integer, nullable=False),
    Column("timestamp", UtcDateTime, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # what the personal model learned from
    # The only index: each further one is a page more in every commit, and nothing reads less than one person's history.
    UniqueConstraint("user_id", "scenario_id", "seq"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("user_id", String(36), primary_key=True),
    Column("run_id", String(36), ForeignKey("practice_runs.id"), primary_key=True),
    Column("slot", String(48), primary_key=True),
    Column("updated_at", UtcDateTime, nullable=False),
    Column("row_version", Integer, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

escalations = Table(
    "escalations",
    metadata,
    # Queued before the help text is shown; holds no words of the person.
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("label", String(40), nullable=False),
    Column("tier", String(8), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("state", String(12), nullable=False),
)
