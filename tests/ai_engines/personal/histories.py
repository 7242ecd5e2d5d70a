"""Random histories of every kind of interaction, as hypothesis strategies."""

from __future__ import annotations

from hypothesis import strategies as st

from shared_backend.ai_engines.personal.interactions import Answered, Interaction, RowRejected, ScoreOpinion, TipRated

COMPETENCIES = tuple(f"competency_{number}" for number in range(14))

answers = st.builds(Answered, st.sampled_from(COMPETENCIES), st.floats(-6, 6), st.floats(0, 1), st.floats(1.6e9, 1.9e9))
opinions = st.builds(ScoreOpinion, st.sampled_from(["too_harsh", "fair", "too_lenient"]))
tips = st.builds(
    TipRated,
    st.lists(st.sampled_from(["style:direct", "style:encouraging", "criterion:résumé"]), max_size=2).map(tuple),
    st.floats(0, 1),
)
rejections = st.builds(RowRejected, st.sampled_from(COMPETENCIES))
interactions: st.SearchStrategy[Interaction] = st.one_of(answers, answers, answers, opinions, tips, rejections)
histories = st.lists(interactions, max_size=40)
