"""Random people and question banks for the recommendation tests."""

from __future__ import annotations

from hypothesis import strategies as st

from shared_backend.ai_engines.personal.interactions import Answered
from shared_backend.ai_engines.personal.state import PersonalState, replay
from shared_backend.services.recommendation.next_question import Candidate

COMPETENCIES = ("conflict", "ownership", "planning", "teamwork", "writing")
BANK = tuple(
    Candidate(f"{competency}-{number}", competency, 1 + number % 5, 0.9 - 0.3 * (number % 5))
    for competency in COMPETENCIES
    for number in range(10)
)

answers = st.builds(
    Answered, st.sampled_from(COMPETENCIES), st.floats(-2, 2), st.floats(0, 1), st.floats(1.7e9, 1.71e9)
)
people: st.SearchStrategy[PersonalState] = st.lists(answers, max_size=25).map(replay)
importance = st.dictionaries(st.sampled_from(COMPETENCIES), st.floats(0.05, 1.0))
