"""The score offset and the counts of what somebody does: bounded, and never more certain than the reports."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.score_offset import CAP_POINTS, Opinion, ScoreOffset
from shared_backend.ai_engines.personal.ways import MOST_COUNTED, WAYS, Way, Ways

opinions: st.SearchStrategy[list[Opinion]] = st.lists(st.sampled_from(["too_harsh", "fair", "too_lenient"]))


@given(opinions)
def test_the_offset_stays_within_its_cap_and_grows_surer(said: list[Opinion]) -> None:
    offset = ScoreOffset()
    for opinion in said:
        after = offset.after(opinion)
        assert after.v < offset.v
        offset = after
    assert abs(offset.points) <= CAP_POINTS
    assert offset.n == len(said)


@given(opinions.filter(bool))
def test_harsh_and_lenient_are_mirror_images(said: list[Opinion]) -> None:
    mirror: dict[Opinion, Opinion] = {"too_harsh": "too_lenient", "fair": "fair", "too_lenient": "too_harsh"}
    one, other = ScoreOffset(), ScoreOffset()
    for opinion in said:
        one, other = one.after(opinion), other.after(mirror[opinion])
    assert one.points == -other.points


def test_too_harsh_again_and_again_tends_to_one_point() -> None:
    offset = ScoreOffset()
    for _ in range(500):
        offset = offset.after("too_harsh")
    assert 0.95 < offset.points < 1.0


@given(st.lists(st.sampled_from(WAYS)))
def test_what_is_done_is_counted_whatever_the_order(done: list[Way]) -> None:
    ways = Ways()
    for way in done:
        ways = ways.after(way)
    assert ways == Ways(*(done.count(way) for way in WAYS))


def test_counting_ends_where_the_state_has_no_room() -> None:
    assert Ways(reading=MOST_COUNTED).after("reading") == Ways(reading=MOST_COUNTED)
