"""My model: what it says after 0, 1, 5 and 60 answers is true of the stored numbers, and each command works."""

from __future__ import annotations

import re

import pytest

from shared_backend.coaching.model_view import ModelView
from shared_backend.services.progress.forecasts import FLOOR
from tests.people import HandClock
from tests.portals.user.tab import PRACTICE, Portals, Tab
from tests.practised import practise
from user_portal.widgets.level_words import last_change, level, of_ten, share
from user_portal.widgets.who_predicts_better import verdict

PAGE = "app_pages/my_model.py"


def opened(portals: Portals, clock: HandClock, answers: int, name: str = "Ada Lovelace") -> Tab:
    """Somebody with so many answers at their model."""
    tab = portals.sign_up(name)
    practise(portals.backend, tab.me, clock, answers, retries=True)
    # The session ends after a while without a visit.
    return portals.sign_in(name).go(PAGE) if answers else tab.go(PAGE)


def fresh(tab: Tab) -> Tab:
    """The page loaded anew."""
    return Tab(tab.portals, tab.token).go(PAGE)


def view(tab: Tab) -> ModelView:
    """What the page is made from."""
    return tab.portals.backend.my_model.view(tab.me)


def charts(tab: Tab) -> int:
    """How many charts stand on the page."""
    return len(tab.app.get("vega_lite_chart")) + len(tab.app.get("arrow_vega_lite_chart"))


def test_with_nothing_it_teaches_what_will_stand_here(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 0)
    assert "It knows nothing of your answers yet" in tab.text()
    assert "Nothing learned yet" in tab.text()
    assert charts(tab) == 0
    assert not tab.has("button", "Start afresh")
    assert "Practise an interview" in tab.press("Practise an interview").text()


@pytest.mark.parametrize("answers", [1, 5, 60])
def test_every_sentence_is_true_of_the_numbers(portals: Portals, clock: HandClock, answers: int) -> None:
    tab = opened(portals, clock, answers)
    found, text = view(tab), tab.text()
    assert f"Learned from {answers} answer{'s' if answers > 1 else ''}" in text
    assert charts(tab) == 1
    assert share(found.blending, numbers=True) in text
    assert verdict(found.comparison, numbers=True) in text
    table = tab.app.table[0].value
    assert list(table["Subject"]) == [row.name for row in found.rows]
    assert list(table["Level"]) == [level(row.word) for row in found.rows]
    assert list(table["Answers"]) == [str(row.answers) for row in found.rows]
    assert last_change(found.rows[0], clock.now(), numbers=True) in text
    for row in found.rows:
        if row.weak == "not enough data":
            assert row.word is None
    predicted = 0 if found.comparison is None else found.comparison.n
    if predicted < FLOOR:
        assert "too early to tell" in text
        assert f"so far there {'is' if predicted == 1 else 'are'} {predicted}." in text
        assert len(tab.app.table) == 1, "no figures below the floor"
    else:
        assert len(tab.app.table) == 2
        assert f"{predicted} answers" in text
    assert "v1" in text


def test_the_word_for_the_share_follows_the_evidence(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 60)
    blending = view(tab).blending
    said = share(blending, numbers=True)
    assert f"**{blending.weight:.0%}**" in said
    assert ("more than" in said) == (blending.evidence > 0.1) == (blending.weight > blending.scheduled + 0.005)


def test_the_answers_that_moved_it_are_quoted_and_open(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 5)
    row = view(tab).rows[0]
    assert row.moved_by
    shown = tab.text()
    assert of_ten(row.expected) in shown
    for moved in row.moved_by:
        assert re.sub(r"\\", "", moved.quote)[:40] in shown.replace("\\", "")
    moved = row.moved_by[0]
    answer = Tab(portals, tab.token).go(PRACTICE, run=moved.run_id, answer=moved.attempt_id)
    assert "The one thing to change" in answer.text()
    assert answer.has("button", "Go to this practice")
    whole = answer.press("Go to this practice")
    assert not whole.has("button", "Go to this practice")


def test_an_unknown_answer_in_the_address_is_passed_over(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 1)
    run = portals.backend.interview.reports.history(tab.me)[0]
    other = Tab(portals, tab.token).go(PRACTICE, run=run.id, answer="nope")
    assert not other.has("button", "Go to this practice")


def test_forget_one_answer_and_undo(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 5)
    before = view(tab)
    tab.press("Forget this answer")
    assert "You can undo this for one day" in tab.text()
    tab.press("Forget it")
    after = view(tab)
    assert after.blending.n == before.blending.n - 1
    assert after.receipts[0].what == "answer"
    page = fresh(tab)
    assert "Your model has forgotten one answer" in page.text()
    assert "Can be undone until" in page.text()
    assert [b.label for b in page.app.get("download_button")] == ["Receipt"]
    page.press("Undo")
    assert (view(tab).rows, view(tab).digest) == (before.rows, before.digest)
    assert "Undone" in fresh(tab).text()
    assert not fresh(tab).has("button", "Undo")


def test_forget_a_subject_and_make_it_final(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 5)
    row = view(tab).rows[0]
    tab.press(f"Forget all of {row.name}").press("Forget it")
    assert row.name in view(tab).unknown
    page = fresh(tab)
    assert f"Your model has forgotten everything on {row.name}" in page.text()
    page.press("Make it final")
    assert "Can no longer be undone; no copy is left." in fresh(tab).text()


def test_start_afresh(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 5)
    tab.press("Start afresh").press("Forget it")
    page = fresh(tab)
    assert "It knows nothing of your answers yet" in page.text()
    assert "Your model has forgotten everything" in page.text()
    assert len(portals.backend.interview.reports.history(tab.me)) > 0
    page.press("Undo")
    assert view(tab).blending.n == 5


def test_after_a_day_the_page_says_that_it_is_too_late(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 1)
    tab.press("Start afresh").press("Forget it")
    clock.forward(hours=23, minutes=55)
    stale = portals.sign_in().go(PAGE)
    assert stale.has("button", "Undo")
    clock.forward(minutes=5)
    stale.press("Undo")
    assert "can no longer be undone" in stale.text()
    later = fresh(stale)
    assert "Can no longer be undone; no copy is left." in later.text()
    assert not later.has("button", "Undo")
    assert view(later).blending.n == 0


def test_the_switches_hold_at_once_and_in_other_tabs(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 5)
    tab.choose("Pause learning", True, "toggle")
    assert "Learning is paused" in tab.text()
    tab.choose("Use the general model only", True, "toggle")
    assert "General model only" in tab.text()
    other = fresh(tab)
    assert other.find("toggle", "Pause learning").value
    assert other.find("toggle", "Use the general model only").value
    me = tab.me
    made = practise(portals.backend, me, clock, 2)
    assert all(a.provenance.expected == a.provenance.expected_global for a in made)
    assert portals.backend.my_model.view(me).blending.n == 5
    again = portals.sign_in().go(PAGE)
    again.choose("Pause learning", False, "toggle").choose("Use the general model only", False, "toggle")
    assert "Learning is on" in again.text()
    assert "Your model is in use" in again.text()


def test_two_tabs_forgetting_the_same_forget_once(portals: Portals, clock: HandClock) -> None:
    first = opened(portals, clock, 5)
    second = fresh(first)
    first.press("Forget this answer")
    second.press("Forget this answer")
    first.press("Forget it")
    second.press("Forget it")
    assert "there is nothing to forget" in second.text()
    assert view(first).blending.n == 4
    assert len(view(first).receipts) == 1


def test_somebody_elses_model_is_never_shown(portals: Portals, clock: HandClock) -> None:
    opened(portals, clock, 5)
    other = opened(portals, clock, 0, "Eve Else")
    assert "It knows nothing of your answers yet" in other.text()


def test_a_taste_that_was_learned_can_be_taken_back(portals: Portals, clock: HandClock) -> None:
    me = portals.sign_up().me
    for number in range(40):
        (attempt,) = practise(portals.backend, me, clock, 1, seed=number)
        liked = attempt.feedback.wording.format == "bullets"
        portals.backend.interview.feedback.rate_advice(me, attempt.id, helpful=liked, rating=5 if liked else 1)
    settled = [t for t in portals.backend.interview.tastes.learned(me) if t.settled]
    tab = portals.sign_in().go(PAGE)
    assert len(settled) == len([b for b in tab.app.button if b.label == "Not right"])
    assert settled, "forty clear ratings are enough"
    tab.press("Not right")
    left = [t for t in portals.backend.interview.tastes.learned(tab.me) if t.settled]
    assert len(left) == len(settled) - 1


def test_what_the_career_coach_learned_stands_here_and_can_be_taken_back(portals: Portals, clock: HandClock) -> None:
    tab = portals.sign_up("Ada Lovelace")
    career = portals.backend.career
    career.profile.save(tab.me, 0, occupation="29-1141.00")
    for code in ("29-1141.03", "29-1171.00", "29-1141.01"):
        career.paths.judge(tab.me, code, "interested")
    tab.go(PAGE)
    assert "Career coach" in tab.text()
    assert "You judged or chose 3 paths" in tab.text()
    assert "Résumé coach" not in tab.text(), "nothing was learned there"
    tab.app.button(key="career_coach-taste_rejected/paths").click().run()
    assert "You judged or chose" not in tab.text()
    tab.app.button(key="forget-career_coach").click().run()
    assert "It has forgotten 4 things" in tab.text()
    next(button for button in tab.app.button if button.label == "Undo").click().run()
    assert "Nothing clear enough to say yet" in tab.text()
