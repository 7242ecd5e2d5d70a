"""I5: no table of the staff portal offers a CSV file whose cells a spreadsheet program would run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from admin_portal.widgets.tables import frame
from tests.operations.test_csv_cells import LIVE
from tests.portals.conftest import TASK, StaffPortal
from tests.tiny import new_id

ADMIN_PORTAL = Path(__file__).resolve().parents[2] / "admin_portal"


def live(at: AppTest) -> list[str]:
    """Texts in the page's tables that begin like a formula."""
    cells = [cell for table in at.dataframe for cell in table.value.to_numpy().ravel()]
    texts = [one for cell in cells for one in (cell if isinstance(cell, list) else [cell]) if isinstance(one, str)]
    return [text for text in texts if text.lstrip().startswith(LIVE)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_what_staff_type_stays_text_in_every_table(portal: StaffPortal, sign: str) -> None:
    admin = portal.sign_in_first_admin()
    backend, payload = portal.backend, f'{sign}HYPERLINK("http://x")'
    backend.training.start_new(admin, new_id(), name=payload, task_type=TASK, builtin=True)
    version = portal.train(admin)
    backend.releases.deploy(admin, version.id, payload)
    pages = [portal.open("ai_training"), portal.open("versions"), portal.open("audit"), portal.open("users")]
    history = portal.open("versions")
    pages.append(history.radio(key="version-section").set_value("Releases").run())
    assert [live(page) for page in pages] == [[]] * len(pages)
    shown = str([table.value.to_numpy().tolist() for page in pages for table in page.dataframe])
    assert "'" + payload.split("(")[0] in shown


def test_the_check_notices_a_formula() -> None:
    assert frame([{"Name": "=1+1", "Kinds": ["@x", "fine"], "Number": -1.5}]).to_numpy().tolist() == [
        ["'=1+1", ["'@x", "fine"], -1.5]
    ]


def test_every_table_is_made_by_the_one_function() -> None:
    """A table made in another way would be forgotten here."""
    assert list(tables_made_otherwise(ADMIN_PORTAL)) == []


def test_a_table_made_otherwise_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text("st.dataframe(pd.DataFrame(rows))\n", encoding="utf-8")
    assert list(tables_made_otherwise(tmp_path)) == ["page.py:1"]


def tables_made_otherwise(folder: Path) -> Iterator[str]:
    """Calls of st.dataframe, st.data_editor or st.table whose first argument is not ``frame(…)``."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            made = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if made and node.func.attr in {"dataframe", "data_editor", "table"}:  # type: ignore[attr-defined]
                first = node.args[0] if node.args else None  # type: ignore[attr-defined]
                if not (isinstance(first, ast.Call) and getattr(first.func, "id", "") == "frame"):
                    yield f"{path.name}:{node.lineno}"  # type: ignore[attr-defined]
