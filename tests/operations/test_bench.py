"""The benchmark: what it times really happens, and its ratios are those of its numbers. No speed is asserted."""

from __future__ import annotations

from pathlib import Path

import pytest

from shared_backend.operations import bench
from shared_backend.operations.benchmarks import interaction, learning, reading
from shared_backend.operations.benchmarks.timing import medians


def test_works_are_timed_in_turns() -> None:
    called: list[tuple[str, int]] = []
    found = medians(
        {"a": lambda n: called.append(("a", n)), "b": lambda n: called.append(("b", n))}, rounds=2, calls=2, warm_up=1
    )
    assert set(found) == {"a", "b"}
    assert called[:4] == [("a", 0), ("a", 1), ("b", 0), ("b", 1)]
    assert len(called) == 12


def test_ratios_and_bars() -> None:
    memory = {"personal": 4.0, "coach": 8.0, "sklearn": 400.0, "river": 12.0}
    found = bench.ratios(memory, {"interaction": 3.0, "interaction_many": 3.0, "bare": 2.0})
    assert [one.value for one in found] == [1.5, 1.0, 100.0, 3.0]
    assert [one.reached for one in found] == [True, True, True, False]


def test_an_interaction_of_the_benchmark_is_learned_and_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interaction, "MANY", 50)
    real = interaction.medians
    monkeypatch.setattr(interaction, "medians", lambda works, rounds: real(works, rounds=2, warm_up=1))
    found = interaction.interactions(tmp_path)
    assert set(found) == {"interaction", "interaction_many", "bare"}


def test_every_rival_predicts_and_learns(monkeypatch: pytest.MonkeyPatch) -> None:
    real = learning.medians
    monkeypatch.setattr(learning, "medians", lambda works, rounds, calls: real(works, rounds=1, calls=2, warm_up=1))
    assert {"personal", "coach", "coach_l2", "sklearn"} <= set(learning.learning())


def test_files_of_every_format_are_read_against_bare_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "ROUNDS", 1)
    monkeypatch.setattr(reading, "medians", lambda works, rounds, warm_up: medians(works, rounds=1, warm_up=0))
    files = {format: several[:1] for format, several in reading.made_files().items()}
    times, ratio = reading.reading(files)
    assert set(times) == {"pdf", "docx", "json", "txt", "md"}
    assert all(0 < taken["p50"] <= taken["p95"] for taken in times.values())
    assert ratio is not None
