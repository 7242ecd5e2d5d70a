"""The benchmark of the portal does what it says: answers arrive, from one tab and from two at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import installation as making
from tests.bench import practice
from tests.bench.installation import answers, installation
from tests.practising import small_model
from tests.web.running import running


def test_the_95th_percentile() -> None:
    assert practice.p95([float(n) for n in range(1, 101)]) == 95.0
    assert practice.p95([3.0]) == 3.0


def test_every_submitted_answer_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_champion_elsewhere", small_model)
    monkeypatch.setattr(practice, "WARM_UP", 0)
    backend = installation(tmp_path)
    assert len(set(answers(backend, 20))) == 20
    made = []
    monkeypatch.setattr(practice, "people", lambda *given: made.append(making.people(*given)) or made[-1])
    assert len(practice.recipe(backend, 1)) == 1
    with running("user_portal/asgi.py", tmp_path) as site:
        assert [len(part) for part in practice.alone(backend, site.url, 1)] == [1, 1]
        assert len(practice.at_once(backend, site.url, 2)) == 2
    for one in (person for group in made for person in group):
        assert backend.interview.reports.attempt(one.me, one.attempt_id).answer
    backend.jobs.close()
    backend.database.close()
