"""How feedback looks in each way it can be put, and the easier and harder buttons."""

from __future__ import annotations

import pytest

from shared_backend.coaching.preferences import CHOICES
from tests.people import HandClock
from tests.portals.user.tab import Portals, Tab
from tests.portals.user.test_user_journey import COACHING, answered, started
from user_portal.widgets.coaching_choices import LABELS

PLAIN = {"feedback_preference": "balanced", "detail": "medium", "tone": "neutral", "format": "structured"}


def feedback(portals: Portals, name: str = "Ada Lovelace", **wishes: str) -> Tab:
    """A new person who has set everything and looks at their first feedback."""
    tab = started(portals, name, Type_of_questions="behavioral")
    portals.backend.interview.preferences.save(tab.me, **{**PLAIN, **wishes})
    return answered(tab)


def folds(tab: Tab) -> dict[str, bool]:
    """The foldable parts, and whether they are shown open."""
    return {e.label: e.proto.expanded for e in tab.app.get("expander")}


def test_the_plain_way_adds_nothing(portals: Portals) -> None:
    tab = feedback(portals)
    wording = portals.backend.interview.library.wording
    for tone in wording["tones"].values():
        for sentences in (tone["bridge"], *tone["opening"].values()):
            assert not any(sentence in tab.text() for sentence in sentences)
    assert "A made-up example" not in tab.text()
    assert not folds(tab)["A stronger answer, from your own facts"]


@pytest.mark.parametrize("tone", ["formal", "friendly"])
def test_a_tone_frames_it(portals: Portals, tone: str) -> None:
    tab = feedback(portals, tone=tone)
    wording = portals.backend.interview.library.wording["tones"][tone]
    assert any(sentence in tab.text() for openings in wording["opening"].values() for sentence in openings)
    assert any(sentence in tab.text() for sentence in wording["bridge"])


def test_brief_shows_the_fix_and_folds_the_rest_which_is_still_there(portals: Portals) -> None:
    brief, medium = feedback(portals, detail="brief"), feedback(portals, "Grace", detail="medium")
    assert "More about this answer" in folds(brief)
    assert "More about this answer" not in folds(medium)
    assert next(t for t in brief.text().split("\n") if "**" in t) == "**The one thing to change**"
    assert "**What works**" in brief.text()
    assert "Every criterion" in folds(brief)


def test_detailed_unfolds_and_gives_an_example(portals: Portals) -> None:
    tab = feedback(portals, detail="detailed")
    assert "A made-up example" in tab.text()
    assert folds(tab)["A stronger answer, from your own facts"]


@pytest.mark.parametrize(
    ("layout", "mark"),
    [
        ("structured", "**The one thing to change**"),
        ("conversational", "**The one thing to change:** "),
        ("bullets", "- **The one thing to change:** "),
    ],
)
def test_the_layout_changes_how_the_same_advice_is_set(portals: Portals, layout: str, mark: str) -> None:
    tab = feedback(portals, format=layout)
    assert any(line.startswith(mark) for line in tab.text().split("\n"))
    (run,) = portals.backend.interview.reports.history(tab.me)
    (attempt,) = portals.backend.interview.reports.attempts(tab.me, run.id)
    assert attempt.feedback.tips[0].text.split(",")[0][:30] in tab.text()
    assert (layout == "conversational") == (" in your answer: " in tab.text())


@pytest.mark.parametrize(("material", "fold"), [("reading", "Every criterion"), ("watching", "A stronger answer")])
def test_what_somebody_wants_before_them_is_unfolded(portals: Portals, material: str, fold: str) -> None:
    tab = feedback(portals, material=material)
    assert [shown for label, shown in folds(tab).items() if label.startswith(fold)] == [True]


def test_easier_and_harder_change_the_question_and_say_so(portals: Portals, clock: HandClock) -> None:
    tab = started(portals, Type_of_questions="behavioral")
    first = portals.backend.interview.reports.history(tab.me)[0].asked[0]
    tab.press("Harder question")
    run = portals.backend.interview.reports.history(tab.me)[0]
    assert (run.asked[0].state, run.asked[0].attempt_id) == ("swapped", first.attempt_id)
    assert "Question 1 of 3" in tab.text()
    assert "harder" in run.asked[1].because
    assert tab.again().text() == tab.text()
    answered(tab)
    clock.forward(minutes=2)
    tab.press("Easier next")
    assert "Question 2 of 3" in tab.text()
    asked = portals.backend.interview.reports.history(tab.me)[0].asked[-1]
    assert "easier" in asked.because
    assert "easier" in tab.text()


def test_after_the_last_question_there_is_nothing_to_wish_for(portals: Portals, clock: HandClock) -> None:
    tab = answered(started(portals))
    assert tab.has("button", "Easier next")
    for _ in range(2):
        clock.forward(minutes=2)
        answered(tab.press("Next question"))
    assert not tab.has("button", "Easier next")
    tab.press("Try again")
    assert not tab.has("button", "Easier question")


def test_every_choice_is_on_the_page_explained_saved_and_seen_in_the_preview(portals: Portals) -> None:
    tab = portals.sign_up().go(COACHING)
    for name, words in CHOICES.items():
        if name == "streak":
            continue
        label, explained = LABELS[name]
        control = tab.find("radio", label)
        assert control.help == explained
        assert control.options == list(words.values())
    shown = tab.text()
    tab.choose("Tone", "formal").choose("Layout", "bullets").choose("How much of it is open", "detailed")
    assert "- **The one thing to change:** " in tab.text()
    assert "- **A made-up example:** " in tab.text()
    assert tab.text() != shown
    kept = Tab(portals, tab.token).go(COACHING)
    assert kept.find("radio", "Tone").value == "formal"
    assert kept.text() == tab.text()


def test_what_was_learned_stands_beside_what_is_left_to_the_coach(portals: Portals, clock: HandClock) -> None:
    tab = answered(started(portals))
    (run,) = portals.backend.interview.reports.history(tab.me)
    (attempt,) = portals.backend.interview.reports.attempts(tab.me, run.id)
    portals.backend.interview.feedback.rate_advice(tab.me, attempt.id, helpful=True, rating=5)
    portals.backend.interview.practice.try_again(tab.me, attempt.id)
    tab.go(COACHING)
    assert tab.text().count("Too early to say after 1 rating.") == 4
    assert "No clear habit yet: you try again 1 time." in tab.text()
    tab.choose("Tone", "formal")
    assert tab.text().count("Too early to say after 1 rating.") == 3
