"""A plan of the nurse who moves into IT, and plans of any texts and dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from shared_backend.domain.career import Plan, Step
from shared_backend.services.careers.gaps import GapTable, gap_table
from shared_backend.services.careers.planning import make_plan
from tests.services.careers.people import NOW, REFERENCE, levels

INFORMATICS = "15-1211.01"
START = date(2026, 11, 23)
TEXT = st.text(st.characters(codec="utf-8"), max_size=120)
DAYS = st.dates(date(1970, 1, 2), date(2190, 1, 1))


def table(hours_per_week: float = 4.0) -> GapTable:
    return gap_table(INFORMATICS, levels("nurse"), hours_per_week, REFERENCE)


def plan(plan_id: str = "11111111-1111-4111-8111-111111111111") -> Plan:
    return make_plan(table(), plan_id=plan_id, start=START, at=NOW, reference=REFERENCE)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    start = draw(DAYS)
    return Step(
        id=str(draw(st.uuids())),
        title=draw(TEXT.filter(str.strip)),
        skill=draw(st.sampled_from(["skill:Writing", "knowledge:Biology", "technology:Python"])),
        level=draw(st.floats(0, 7)),
        why=draw(TEXT),
        proof=draw(TEXT),
        start=start,
        due=start + timedelta(days=draw(st.integers(0, 400))),
        hours=draw(st.floats(1, 500)),
        state=draw(st.sampled_from(["open", "done", "skipped"])),
        sequence=draw(st.integers(0, 99)),
        note=draw(TEXT),
        helped=draw(st.sampled_from([None, "yes", "partly", "no"])),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    found = draw(st.lists(steps(), max_size=6, unique_by=lambda step: step.id))
    here = draw(st.integers(0, len(found)))
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=draw(st.integers(0, 10**8)))
    title = draw(TEXT.filter(str.strip))
    return Plan(
        str(draw(st.uuids())), INFORMATICS, title, 4.0, tuple(found[:here]), at, at, removed=tuple(found[here:])
    )
