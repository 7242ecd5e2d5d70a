"""`evaluate fabrication`: nothing made up is accepted, and the figure falls when the check is taken away."""

from __future__ import annotations

import argparse
from typing import Any

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import fabrication
from shared_backend.operations.evaluation.lies import LIES


def _figures(*arguments: str) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    fabrication.add_arguments(parser)
    return dict(fabrication.run(parser.parse_args(arguments)))


def test_nothing_made_up_is_accepted() -> None:
    found = _figures("--lies", "20")
    assert found["generated"] >= 500
    assert found["generated_with_a_new_fact"] == 0
    assert len(LIES) >= 12
    assert found["kinds_of_lies"] == len(LIES)
    assert found["lies"] >= 500
    assert found["lies_accepted"] == 0, found["lies_accepted_by_kind"]
    assert found["false_refusal_rate"] <= 0.25


def test_without_the_check_the_lies_come_through() -> None:
    found = _figures("--without-check", "--lies", "3")
    assert found["lies_accepted"] == found["lies"] > 0


def test_a_file_that_is_not_there_is_told(tmp_path: Any) -> None:
    with pytest.raises(InvalidInput):
        _figures("--data", str(tmp_path / "none.jsonl"))
