"""Random histories of every kind of interaction, as hypothesis strategies."""

from __future__ import annotations

from hypothesis import strategies as st

from shared_backend.ai_engines.personal.helpfulness import KEYS
from shared_backend.ai_engines.personal.interactions import (
    TASTES,
    Answered,
    Did,
    DifficultyWished,
    Interaction,
    RowRejected,
    ScoreOpinion,
    TasteRejected,
    TipRated,
)
from shared_backend.ai_engines.personal.ways import WAYS

COMPETENCIES = tuple(f"competency_{number}" for number in range(14))

answers = st.builds(Answered, st.sampled_from(COMPETENCIES), st.floats(-6, 6), st.floats(0, 1), st.floats(1.6e9, 1.9e9))
opinions = st.builds(ScoreOpinion, st.sampled_from(["too_harsh", "fair", "too_lenient"]))
tips = st.builds(
    TipRated,
    st.lists(st.sampled_from([*KEYS, "criterion:résumé"]), max_size=5, unique=True).map(tuple),
    st.floats(0, 1),
    st.floats(-4, 4),
)
rejections = st.builds(RowRejected, st.sampled_from(COMPETENCIES))
wishes = st.builds(
    DifficultyWished, st.sampled_from(COMPETENCIES), st.floats(-6, 6), st.sampled_from(["easier", "harder"])
)
deeds = st.one_of(st.builds(Did, st.sampled_from(WAYS)), st.builds(TasteRejected, st.sampled_from(TASTES)))
interactions: st.SearchStrategy[Interaction] = st.one_of(
    answers, answers, answers, opinions, tips, rejections, wishes, deeds
)
histories = st.lists(interactions, max_size=40)
