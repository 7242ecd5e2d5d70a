"""Applications to try things on: one by hand, and any."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from shared_backend.domain.application import STAGES, Application, Board, FollowUp, MatchThen, Move, UsedResume

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = NOW.date()
BOARD = Board()
LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split())
)
NAME = LINE.filter(bool)
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=80).map(str.strip)


def application(*stages: str, days_ago: int = 0, **changed: object) -> Application:
    """Acme through these stages, the last of them so many days ago and a week between two."""
    last = TODAY - timedelta(days=days_ago)
    first = last - timedelta(days=7 * (len(stages or ("saved",)) - 1))
    history = tuple(
        Move(stage, first + timedelta(days=7 * place), NOW) for place, stage in enumerate(stages or ("saved",))
    )
    made = Application("11111111-1111-4111-8111-111111111111", "Acme", "Baker", history, NOW, NOW)
    return replace(made, **changed)  # type: ignore[arg-type]


def with_match(share: float, *stages: str) -> Application:
    """One whose CV showed this share of what the ad asks for."""
    used = UsedResume("22222222-2222-4222-8222-222222222222", 1, "Master")
    return application(*stages, resume=used, match=MatchThen(share, (1, 2), (0, 1), "rules 1", TODAY))


@st.composite
def histories(draw: st.DrawFn) -> tuple[Move, ...]:
    days = sorted(draw(st.lists(st.dates(date(2024, 1, 1), TODAY), min_size=1, max_size=6)))
    names = draw(st.lists(st.sampled_from([stage.id for stage in STAGES]), min_size=len(days), max_size=len(days)))
    return tuple(Move(name, day, NOW) for name, day in zip(names, days, strict=True))


@st.composite
def applications(draw: st.DrawFn) -> Application:
    """Any, without a CV: versions of CVs belong to one installation."""
    follow_up = draw(st.none() | st.builds(FollowUp, st.dates(date(2026, 1, 1), date(2027, 1, 1)), LINE, st.booleans()))
    return Application(
        id=str(draw(st.uuids())),
        employer=draw(NAME),
        role=draw(NAME),
        history=draw(histories()),
        created_at=NOW,
        updated_at=NOW + timedelta(seconds=draw(st.integers(0, 10**6))),
        link=draw(st.sampled_from(["", "https://jobs.example.com/1?a=b,c", "http://acme.example/x"])),
        ad=draw(TEXT),
        notes=draw(TEXT),
        follow_up=follow_up,
    )
