"""The score offset and the helpfulness head: bounded, order-free in the mean, never more certain than the reports."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from shared_backend.ai_engines.personal.helpfulness import Helpfulness
from shared_backend.ai_engines.personal.score_offset import CAP_POINTS, Opinion, ScoreOffset

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


def test_helpfulness_counts_by_key_and_never_reaches_certainty() -> None:
    head = Helpfulness()
    prior = head.mean("style:direct")
    for _ in range(50):
        head = head.after(("style:direct",), 1.0).after(("style:balanced",), 0.0)
    assert head.mean("style:balanced") < prior < head.mean("style:direct") < 1.0
    assert head.mean("style:encouraging") == prior
    assert (head.count("style:direct"), head.count("style:encouraging")) == (50, 0)
