"""Rows as `st.dataframe` wants them. Its toolbar offers them as CSV, so no text may run as a formula there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shared_backend.domain.cells import still_text

if TYPE_CHECKING:
    import pandas as pd


def frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """One row a mapping; every table of the staff pages is made here."""
    import pandas as pd

    return pd.DataFrame([{name: _still(cell) for name, cell in row.items()} for row in rows])


def _still(cell: Any) -> Any:
    if isinstance(cell, str):
        return still_text(cell)
    return [_still(one) for one in cell] if isinstance(cell, list) else cell
