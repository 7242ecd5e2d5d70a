"""Progress after 0, 1, 5 and 60 answers: nothing said too early, and the switch that hides numbers on every page."""

from __future__ import annotations

import re

import pytest

from shared_backend.coaching.progress import ProgressView
from shared_backend.services.progress.self_rating import Calibration
from shared_backend.services.progress.weeks import Weeks
from tests.people import HandClock
from tests.portals.user.tab import PRACTICE, Portals, Tab
from tests.portals.user.test_my_model_page import PAGE as MY_MODEL
from tests.portals.user.test_my_model_page import charts
from tests.practised import practise
from user_portal.widgets.deeds import weeks_in_words
from user_portal.widgets.level_words import level
from user_portal.widgets.own_eye import in_words

PAGE = "app_pages/progress.py"
PAGES = ("app_pages/home.py", PRACTICE, PAGE, MY_MODEL, "app_pages/account.py")
# A score, a percentage, a range or a decimal; counts and dates are none of these.
# Our own shares stand with a space before the sign; a question may say 40% of something.
NUMBER = re.compile(r"\d\.\d|\d[ \u00a0]%|\d of (10|4|5)\b|±|\d–\d")


def opened(portals: Portals, clock: HandClock, answers: int) -> Tab:
    """Somebody with so many answers looking back."""
    tab = portals.sign_up()
    practise(portals.backend, tab.me, clock, answers, retries=True)
    return portals.sign_in().go(PAGE) if answers else tab.go(PAGE)


def view(tab: Tab) -> ProgressView:
    """What the page is made from."""
    return tab.portals.backend.progress.view(tab.me)


def test_with_nothing_it_teaches_what_will_stand_here(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 0)
    assert "Nothing to look back on yet" in tab.text()
    assert charts(tab) == 0
    assert "Practise an interview" in tab.press("Practise an interview").text()


@pytest.mark.parametrize("answers", [1, 5, 60])
def test_every_sentence_is_true_of_the_numbers(portals: Portals, clock: HandClock, answers: int) -> None:
    tab = opened(portals, clock, answers)
    found, text = view(tab), tab.text()
    assert f"**{answers} answer" in text
    assert in_words(found.calibration, numbers=True) in text
    table = tab.app.table[0].value
    assert list(table["Subject"]) == [line.name for line in found.lines]
    assert list(table["Level"]) == [level(line.now.word) for line in found.lines]
    assert "was not measured" in text
    assert ("No question was answered twice yet" in text) == (not found.tried)
    for tried in found.tried:
        assert tried.first.question in text.replace("\\", "")
    assert ("Too early to say how your own rating" in text) == (answers < 5)
    expected = (len(found.lines[0].levels) > 1) + (answers >= 5)
    assert charts(tab) == expected
    chosen = found.lines[-1].name
    tab.choose("Subject over time", chosen, "selectbox")
    assert charts(tab) == (len(found.lines[-1].levels) > 1) + (answers >= 5)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (Calibration(2, None, None, None, ()), "that takes 5 rated answers, so far there are 2."),
        (Calibration(14, -1.04, -1.6, -0.5, ()), "You rate yourself about 1.0 points of 10 lower"),
        (Calibration(9, 2.1, 1.2, 3.0, ()), "You rate yourself about 2.1 points of 10 higher"),
        (Calibration(9, 0.9, -0.2, 2.0, ()), "lie close together over 9 answers"),
        (Calibration(90, 0.3, 0.1, 0.5, ()), "lie close together"),
    ],
)
def test_the_own_eye_in_words(found: Calibration, says: str) -> None:
    assert says in in_words(found, numbers=True)
    if found.mean is not None:
        assert not NUMBER.search(in_words(found, numbers=False))


def test_weeks_are_off_until_wanted_and_never_press(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 1)
    assert not tab.find("toggle", "Count my weeks").value
    assert "A week off takes nothing away" not in tab.text()
    tab.choose("Count my weeks", True, "toggle")
    assert "1 week with practice, this one included. A week off takes nothing away." in tab.text()
    assert portals.sign_in().go(PAGE).find("toggle", "Count my weeks").value
    assert weeks_in_words(Weeks(0, False)) == "No weeks in a row at the moment. One answer makes a week."
    assert "still open" in weeks_in_words(Weeks(3, False))


def test_deeds_say_how_until_they_are_done(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals, clock, 1)
    assert tab.text().count("Not yet.") >= 3
    me = tab.me
    attempts = practise(portals.backend, me, clock, 1)
    portals.backend.interview.feedback.score_opinion(me, attempts[0].id, "too_harsh")
    assert "**Corrected the coach**, 1 time" in portals.sign_in().go(PAGE).text()


def everything(tab: Tab) -> str:
    """All that is written on a page: texts, labels, tables."""
    kinds = ("button", "expander", "radio", "toggle", "selectbox", "text_area", "page_link", "metric")
    labels = [str(getattr(element, "label", "")) for kind in kinds for element in tab.app.get(kind)]
    tables = [str(value) for table in tab.app.table for row in table.value.to_numpy().tolist() for value in row]
    return "\n".join([tab.text(), *labels, *tables])


def test_one_switch_hides_numbers_on_every_page(portals: Portals, clock: HandClock) -> None:
    """Scores, percentages, ranges and charts are gone; advice, dates and counts stay."""
    tab = opened(portals, clock, 40)
    run = portals.backend.interview.reports.history(tab.me)[0]
    attempt = portals.backend.interview.reports.attempts(tab.me, run.id)[0]
    portals.backend.interview.feedback.score_opinion(tab.me, attempt.id, "too_harsh")
    places: list[tuple[str, dict[str, str]]] = [(page, {}) for page in PAGES]
    places += [(PRACTICE, {"run": run.id}), (PRACTICE, {"run": run.id, "answer": attempt.id})]
    finished = portals.backend.interview.practice.finish(tab.me, run.id)
    places.append((PRACTICE, {"run": finished.id}))
    seen = 0
    for page, address in places:
        seen += bool(NUMBER.search(everything(Tab(portals, tab.token).go(page, **address))))
    assert seen >= 4, "with numbers they are there"
    tab.choose("Show numbers", False, "toggle")
    for page, address in places:
        shown = Tab(portals, tab.token).go(page, **address)
        text = everything(shown)
        found = NUMBER.search(text)
        assert found is None, f"{page}: …{text[max(0, found.start() - 60) : found.end() + 20]}…"
        assert charts(shown) == 0
    assert portals.sign_in().go(PAGE).find("toggle", "Show numbers").value is False
