"""What a person sets is kept, checked, and followed."""

from __future__ import annotations

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.coaching.preferences import CHOICES
from shared_backend.domain.errors import InvalidInput
from tests.practising import practiser


def test_every_choice_that_is_offered_can_be_made(backend: Backend) -> None:
    mine, other = practiser(backend), practiser(backend)
    preferences = backend.interview.preferences
    for name, words in CHOICES.items():
        for value in words:
            assert getattr(preferences.save(mine, **{name: value}), name) == value
            assert getattr(preferences.get(mine), name) == value
    assert preferences.get(other).feedback_preference == "auto"


def test_what_is_not_offered_changes_nothing(backend: Backend) -> None:
    me = practiser(backend)
    preferences = backend.interview.preferences
    preferences.save(me, learning_pace="fast")
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        preferences.save(me, learning_pace="sideways")
    with pytest.raises(InvalidInput):
        preferences.save(me, diary="mine")
    assert preferences.get(me).learning_pace == "fast"


def test_goals_are_merged_and_a_wrong_one_is_named(backend: Backend) -> None:
    me = practiser(backend)
    onboarding = backend.interview.onboarding
    onboarding.save(me, {"role": "Nurse", "worry": "blank"})
    onboarding.save(me, {"job_ad": "Night shifts"})
    with pytest.raises(InvalidInput, match="Job advertisement"):
        onboarding.save(me, {"job_ad": "x" * 20_001})
    goals = onboarding.goals(me)
    assert goals is not None
    assert (goals.role, goals.worry, goals.job_ad) == ("Nurse", "blank", "Night shifts")
