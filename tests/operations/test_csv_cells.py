"""I5: the CSV file the product hands out holds no cell that a spreadsheet program would take for a formula."""

from __future__ import annotations

import csv
import io

import pytest

from shared_backend.ai_engines.catalogue import tasks
from shared_backend.ai_engines.tasks.base import Task
from shared_backend.domain.cells import still_text
from shared_backend.operations.csv_file import sample_file

LIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def live_cells(content: bytes) -> list[str]:
    """Cells that begin like a formula, also behind spaces."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row if cell.startswith(LIVE) or cell.lstrip().startswith(LIVE)]


@pytest.mark.parametrize("task", tuple(tasks()), ids=lambda task: task.id)
def test_no_sample_file_holds_a_live_cell(task: Task) -> None:
    assert live_cells(sample_file(task)) == []


def test_the_check_notices_a_formula() -> None:
    assert live_cells(b'a,b\r\n" =1+1",-2\r\n') == [" =1+1", "-2"]


@pytest.mark.parametrize("sign", LIVE)
def test_a_text_is_marked_as_text(sign: str) -> None:
    for cell in (f"{sign}1+1", f"  {sign}HYPERLINK(0)"):
        assert still_text(cell) == f"'{cell}"


def test_ordinary_text_stays_as_it_is() -> None:
    for cell in ("on time", "a-b", "1 + 1 = 2", "", "'quoted'", "–"):
        assert still_text(cell) == cell
