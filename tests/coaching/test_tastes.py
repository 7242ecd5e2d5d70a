"""Tastes: settings win in the words shown, ratings teach, deeds are counted once, and all of it can be taken back."""

from __future__ import annotations

import pytest

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS
from shared_backend.ai_engines.personal.preferences import CoachingPreferences
from shared_backend.bootstrap import Backend
from shared_backend.coaching.tastes import LEAST_DEEDS, LEAST_RATINGS
from shared_backend.domain.errors import InvalidInput, NotFound
from shared_backend.domain.practice import Attempt
from shared_backend.domain.principal import Principal
from tests.coaching.test_interview import answered, begun
from tests.people import HandClock
from tests.practising import GOOD, THIN, practiser

WAYS = {"feedback_preference": "direct", "detail": "detailed", "tone": "friendly", "format": "bullets"}


def first_answer(backend: Backend, me: Principal, text: str = GOOD) -> Attempt:
    return answered(backend, me, begun(backend, me), text)


def test_what_is_set_is_how_it_is_put(backend: Backend) -> None:
    me = practiser(backend)
    backend.interview.preferences.save(me, **WAYS)
    found = first_answer(backend, me).feedback
    assert (found.wording.style, found.wording.detail, found.wording.tone, found.wording.format) == tuple(WAYS.values())
    assert found.wording.chances == {}
    assert found.tip_keys == ("style:direct", "detail:detailed", "tone:friendly", "format:bullets")
    library = backend.interview.library
    openings = library.wording["tones"]["friendly"]["opening"]
    assert any(found.wording.opening in openings[band] for band in openings)
    assert found.wording.bridge in library.wording["tones"]["friendly"]["bridge"]
    assert found.wording.example == library.wording["examples"]["story"][found.fix.criterion]
    direct = {tip.text for tip in library.tips if tip.style == "direct"}
    assert {tip.text for tip in found.tips} <= direct


def test_what_is_left_open_is_drawn_with_its_chance_and_stays_as_it_was_shown(backend: Backend) -> None:
    me = practiser(backend)
    attempt = first_answer(backend, me)
    wording = attempt.feedback.wording
    assert wording.chances.keys() == DIMENSIONS.keys()
    assert all(0.0 < chance < 1.0 for chance in wording.chances.values())
    assert backend.interview.reports.attempt(me, attempt.id).feedback.wording == wording


def test_no_joke_on_a_low_score(backend: Backend) -> None:
    me = practiser(backend)
    backend.interview.preferences.save(me, tone="humorous")
    low = first_answer(backend, me, "I dont know.")
    assert low.feedback.overall.value < 4.5
    assert low.feedback.wording.tone == "friendly"
    assert "tone:friendly" in low.feedback.tip_keys


def test_the_same_things_are_said_however_they_are_put(backend: Backend) -> None:
    said = []
    for detail in ("brief", "detailed"):
        me = practiser(backend)
        backend.interview.preferences.save(me, feedback_preference="balanced", detail=detail)
        found = first_answer(backend, me, THIN).feedback
        said.append((found.overall, found.fix, found.strength, [tip.criterion for tip in found.tips], found.outline))
    assert said[0] == said[1]


def test_ratings_are_learned_and_said_only_when_there_are_enough(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    tastes = backend.interview.tastes
    assert [(taste.best, taste.settled) for taste in tastes.learned(me)] == [(None, False)] * len(DIMENSIONS)
    for number in range(14):
        tone = ("formal", "neutral")[number % 2]
        backend.interview.preferences.save(me, **{**WAYS, "tone": tone})
        attempt = first_answer(backend, me)
        clock.forward(minutes=1)
        rating = 5 if tone == "formal" else 1
        backend.interview.feedback.rate_advice(me, attempt.id, helpful=rating > 3, rating=rating)
    tone_taste = next(taste for taste in tastes.learned(me) if taste.dimension == "tone")
    assert (tone_taste.best, tone_taste.ratings, tone_taste.settled) == ("formal", 14, True)
    assert tone_taste.ratings >= LEAST_RATINGS
    tastes.take_back(me, "tone")
    tone_taste = next(taste for taste in tastes.learned(me) if taste.dimension == "tone")
    assert (tone_taste.ratings, tone_taste.settled) == (0, False)
    assert next(taste for taste in tastes.learned(me) if taste.dimension == "format").ratings == 14


def test_deeds_count_once_an_answer_and_can_be_taken_back(backend: Backend, clock: HandClock) -> None:
    me = practiser(backend)
    coach = backend.interview
    for _ in range(LEAST_DEEDS):
        assert coach.tastes.deeds(me).mostly is None
        attempt = first_answer(backend, me)
        clock.forward(minutes=1)
        coach.practice.try_again(me, attempt.id)
        coach.practice.try_again(me, attempt.id)
    coach.feedback.opened(me, attempt.id, "reading")
    coach.feedback.opened(me, attempt.id, "reading")
    assert coach.tastes.deeds(me).counts == {"reading": 1, "watching": 0, "practising": LEAST_DEEDS}
    assert coach.tastes.deeds(me).mostly == "practising"
    coach.feedback.delete_answer(me, attempt.id)
    assert coach.tastes.deeds(me).counts == {"reading": 0, "watching": 0, "practising": LEAST_DEEDS - 1}
    coach.tastes.take_back(me, "ways")
    assert sum(coach.tastes.deeds(me).counts.values()) == 0


def test_it_can_be_taken_back_again_after_an_answer_was_deleted(backend: Backend) -> None:
    me = practiser(backend)
    attempt = first_answer(backend, me)
    backend.interview.feedback.opened(me, attempt.id, "reading")
    backend.interview.tastes.take_back(me, "ways")
    other = first_answer(backend, me)
    backend.interview.feedback.opened(me, other.id, "reading")
    backend.interview.feedback.delete_answer(me, attempt.id)
    backend.interview.tastes.take_back(me, "ways")
    assert sum(backend.interview.tastes.deeds(me).counts.values()) == 0


def test_the_preview_shows_what_is_set_and_the_plain_way_for_the_rest(backend: Backend) -> None:
    me = practiser(backend)
    assert backend.interview.preferences.preview(me).wording.tone == "neutral"
    backend.interview.preferences.save(me, tone="friendly", feedback_preference="direct", detail="detailed")
    found = backend.interview.preferences.preview(me)
    assert (found.wording.tone, found.wording.style, found.wording.format) == ("friendly", "direct", "structured")
    assert found.wording.opening
    assert found.wording.example
    assert {tip.style for tip in backend.interview.library.tips if tip.text in {t.text for t in found.tips}} == {
        "direct"
    }
    assert found == backend.interview.preferences.preview(me)


def test_what_is_no_taste_or_somebody_elses_is_refused(backend: Backend) -> None:
    me, other = practiser(backend), practiser(backend)
    attempt = first_answer(backend, me)
    with pytest.raises(InvalidInput):
        backend.interview.tastes.take_back(me, "diet")
    with pytest.raises(InvalidInput):
        backend.interview.feedback.opened(me, attempt.id, "sleeping")
    with pytest.raises(NotFound):
        backend.interview.feedback.opened(other, attempt.id, "reading")
    assert sum(backend.interview.tastes.deeds(me).counts.values()) == 0


def test_a_career_focus_of_the_first_release_was_no_choice() -> None:
    stored = {
        "interview_style": "casual",
        "career_focus": "advancement",
        "feedback_preference": "direct",
        "learning_pace": "fast",
        "scores": "words",
    }
    known = CoachingPreferences.model_validate(stored)
    assert (known.career_focus, known.interview_style, known.tone) == ("open", "casual", "auto")
    chosen = CoachingPreferences(career_focus="switch")
    assert CoachingPreferences.model_validate(chosen.model_dump()) == chosen


def test_a_career_focus_is_told_in_the_reason_or_in_nothing(backend: Backend) -> None:
    me = practiser(backend)
    focus = backend.interview.library.career_focus["stability"]
    backend.interview.preferences.save(me, career_focus="stability")
    asked = []
    for _ in range(6):
        run = begun(backend, me)
        asked += run.asked
    assert all(("what you aim for" not in a.because) or a.competency in focus["competencies"] for a in asked)
