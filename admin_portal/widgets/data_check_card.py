"""What the rows of a planned run look like, before anybody trains on them."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from admin_portal.services import me, services
from admin_portal.widgets.tables import frame
from admin_portal.widgets.words import sources
from shared_backend.domain.errors import CoachError
from shared_backend.operations.data_check import DataCheck
from shared_backend.operations.task_guide import TaskInfo
from shared_backend.web.errors import show
from shared_backend.web.words import count, plain

_RANGE = re.compile(r"-?[\d.]+ to -?[\d.]+")
_ICONS = {"good": ":material/check_circle:", "warning": ":material/warning:", "problem": ":material/error:"}
_COLORS = {"good": "green", "warning": "orange", "problem": "red"}


@st.fragment
def data_check_card(task: TaskInfo, builtin: bool, dataset_ids: Sequence[str]) -> None:
    """A button that looks at the chosen rows; a fragment, so that the rest of the page stays as it is."""
    if not st.button("Look at this data", icon=":material/search:", key=f"check-{task.id}"):
        return
    person = me()
    try:
        with st.status("Reading the rows", type="compact") as status:
            check = services().datasets.check(person, task.id, builtin=builtin, dataset_ids=dataset_ids)
            status.update(label="Looked at every row", state="complete")
    except CoachError as error:
        show(error)
        return
    show_check(check)


def show_check(check: DataCheck) -> None:
    """The findings in words, then how the rows are spread."""
    st.markdown(f"{count(check.rows, 'row')} in {count(check.groups, 'group')}: {plain(sources(check.sources))}.")
    for finding in check.findings:
        st.markdown(
            f":{_COLORS[finding.level]}[{_ICONS[finding.level]} **{finding.name}**] {plain(finding.message)}",
        )
    if len(check.balance) > 1:
        _balance(check)


def _in_order(balance: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Ranges from low to high, classes by size as they come.

    >>> _in_order([("8.2 to 10.0", 411), ("1.0 to 2.8", 492)])
    [('1.0 to 2.8', 492), ('8.2 to 10.0', 411)]
    """
    starts = [_RANGE.fullmatch(name) for name, _ in balance]
    if not all(starts):
        return list(balance)
    return sorted(balance, key=lambda row: float(row[0].split(" to ")[0]))


def _balance(check: DataCheck) -> None:
    with st.expander("How the rows are spread"):
        st.dataframe(
            frame([{"Class or range": name, "Rows": n} for name, n in _in_order(check.balance)]),
            hide_index=True,
            alt="Rows by class or range: " + "; ".join(f"{name} {n}" for name, n in check.balance[:10]),
            column_config={
                "Rows": st.column_config.ProgressColumn(
                    format="%d",
                    min_value=0,
                    max_value=max(n for _, n in check.balance),
                    help="Ranges from low to high, classes by size.",
                )
            },
        )
