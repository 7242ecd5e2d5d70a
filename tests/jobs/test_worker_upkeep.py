"""What the worker does beside its jobs: copies kept for undoing are gone after their day, without anybody looking."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from shared_backend.jobs.shared import jobs_address, prepare
from shared_backend.storage.tables.practice import model_receipts
from tests.people import HandClock
from tests.practised import practise
from tests.practising import practice_backend, practiser

ROOT = Path(__file__).resolve().parents[2]


def test_old_copies_are_dropped_and_new_ones_stay(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    clock = HandClock(now - timedelta(days=4))
    backend = practice_backend(tmp_path, clock=clock)
    prepare(jobs_address(backend.settings.data_dir, backend.settings.database_address))
    me = practiser(backend)
    made = practise(backend, me, clock, 2)
    backend.my_model.forget_answer(me, made[0].id, receipt_id="old")
    clock.moment = now
    backend.my_model.forget_answer(me, made[1].id, receipt_id="new")

    def copies() -> int:
        with backend.database.read() as connection:
            held = select(func.count()).where(model_receipts.c.sealed_copy.is_not(None))
            return int(connection.execute(held).scalar_one())

    assert copies() == 2
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "INTELLICOACH_DATA_DIR": str(tmp_path / "data"),
        "INTELLICOACH_KEY_FILE": str(tmp_path / "keys" / "keys.json"),
    }
    worker = subprocess.Popen([sys.executable, "-m", "shared_backend.worker"], cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + 60
        while copies() > 1 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert copies() == 1
        assert {r.id: r.undo_until is None for r in backend.my_model.view(me).receipts} == {"old": True, "new": False}
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)
        backend.jobs.close()
        backend.database.close()
