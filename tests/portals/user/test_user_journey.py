"""The whole of J1 through the pages: every step by what is written and pressed, and again after a refresh."""

from __future__ import annotations

import json

import pytest

from tests.people import HandClock
from tests.portals.user.tab import PRACTICE, Portals, Tab
from tests.practising import GOOD, THIN

SELF = "Your own rating"
COACHING = "app_pages/coaching.py"


def started(portals: Portals, name: str = "Ada Lovelace", **choices: str | int) -> Tab:
    """A person at the first question."""
    tab = portals.sign_up(name).press("Practise an interview")
    tab.write("Role you are practising for", "shop assistant", "text_input")
    for label, value in choices.items():
        tab.choose(label.replace("_", " "), value)
    return tab.press("Start practising").press("First question")


def answered(tab: Tab, text: str = GOOD, rating: int = 3) -> Tab:
    """The same person looking at the feedback."""
    tab.write("Your answer", text).press("Submit answer")
    return tab.choose(SELF, rating, "radio").press("Show the feedback")


def same_after_refresh(tab: Tab) -> None:
    """A refresh and a second tab show what stands here."""
    assert tab.again().text() == tab.text()


def test_from_the_first_page_to_the_report(portals: Portals, clock: HandClock) -> None:
    tab = portals.sign_up()
    assert "Everything stays on this machine" in tab.text()
    assert [b.label for b in tab.app.button][:2] == ["Practise an interview", "Try with sample data"]
    tab.press("Practise an interview").write("Role you are practising for", "shop assistant", "text_input")
    assert tab.again().find("text_input", "Role you are practising for").value == "shop assistant"
    tab.press("Start practising")
    assert "not scored and not kept" in tab.text()
    same_after_refresh(tab)
    tab.press("First question")
    assert "Question 1 of 3" in tab.text()
    same_after_refresh(tab)
    tab.write("Your answer", THIN).press("Submit answer")
    assert "How do you think you did?" in tab.text()
    same_after_refresh(tab)
    tab.press("Show the feedback")
    assert "Choose one of the five first" in tab.text()
    tab.choose(SELF, 2, "radio").press("Show the feedback")
    assert "The one thing to change" in tab.text()
    assert "You thought it went not so well (2 of 5)." in tab.text()
    assert "personal 0%" in tab.text()
    same_after_refresh(tab)
    for _ in range(2):
        clock.forward(minutes=3)
        answered(tab.press("Next question"))
    tab.press("See the report")
    assert "What to do next" in tab.text()
    assert "over 3 answers" in tab.text()
    same_after_refresh(tab)
    home = tab.go("app_pages/home.py")
    assert not home.has("button", "Continue where you stopped")


def test_follow_up_and_retry_stand_side_by_side(portals: Portals) -> None:
    tab = answered(started(portals), THIN)
    tab.press("Follow-up")
    assert "Follow-up" in tab.text()
    answered(tab, GOOD)
    assert "With your addition:" in tab.text()
    answered(tab.press("Try again"), GOOD)
    assert "Your two tries:" in tab.text()
    shown = tab.app.table[0].value
    assert list(shown.columns) == ["Criterion, of 4", "Before", "Now", "Change"]
    assert set(shown["Change"]) <= {"within noise", "higher", "lower"}
    same_after_refresh(tab)
    run_id = tab.app.query_params["run"]
    report = tab.press("End this practice")
    assert "What changed" in report.text()
    document = portals.backend.interview.reports.report(tab.me, run_id if isinstance(run_id, str) else run_id[0])
    tries = {a.kind: a for a in document.attempts}
    # Both belong to the first answer, although the second was asked for after the follow-up.
    assert tries["retry"].of_attempt == tries["follow_up"].of_attempt == tries["main"].id


def test_what_is_said_back_is_kept(portals: Portals) -> None:
    tab = answered(started(portals))
    tab.press("Tell the coach")
    assert "nothing was saved yet" in tab.text()
    tab.fill("text_input", "What did the coach miss? (optional)", "I *did* name a result").press("Tell the coach")
    assert "Choose whether the score" in tab.text()
    tab.fill("text_input", "What did the coach miss? (optional)", "I *did* name a result")
    tab.fill("radio", "The score is", "too_harsh").fill("radio", "The advice helped", True)
    tab.fill("radio", "How much, from 1 to 5", 5).press("Tell the coach")
    assert "Noted." in tab.text()
    again = tab.again()
    assert again.find("radio", "The score is").value == "too_harsh"
    assert again.find("text_input", "What did the coach miss? (optional)").value == "I *did* name a result"
    assert again.find("radio", "How much, from 1 to 5").value == 5


def test_real_mode_shows_no_hint_and_no_feedback_before_the_end(portals: Portals) -> None:
    tab = started(portals, Mode="real")
    for number in (1, 2, 3):
        assert f"Question {number} of 3" in tab.text()
        assert not tab.has("expander", "Hint")
        tab.write("Your answer", GOOD).press("Submit answer")
        tab.choose(SELF, 4, "radio").press("Next question")
        assert "The one thing to change" not in tab.text() or number == 3
    assert "What to do next" in tab.text()
    assert tab.text().count("The one thing to change") == 3


def test_skipping_and_ending_early(portals: Portals) -> None:
    tab = started(portals).press("Skip")
    assert "Question 2 of 3" in tab.text()
    tab.press("End this practice")
    assert "No answer was scored" in tab.text()
    assert "2 questions skipped" in tab.text()


def test_the_draft_comes_back_and_the_open_practice_is_offered(portals: Portals) -> None:
    tab = started(portals).write("Your answer", "Half a thought")
    assert tab.again().find("text_area", "Your answer").value == "Half a thought"
    home = Tab(portals, tab.token).run()
    assert "Everything is kept" in home.text()
    home.press("Continue where you stopped")
    assert home.find("text_area", "Your answer").value == "Half a thought"


def test_deleting_says_what_it_does_and_unlearns(portals: Portals) -> None:
    tab = answered(started(portals))
    tab.press("Delete this answer")
    assert "unlearned" in tab.text()
    tab.press("Delete and unlearn")
    assert portals.backend.interview.reports.history(tab.me)[0].asked == ()
    assert "Ready for the next question" in tab.again().text()


def test_next_day_what_went_less_well_comes_first(portals: Portals, clock: HandClock) -> None:
    tab = answered(started(portals, Type_of_questions="behavioral"), THIN)
    clock.forward(minutes=2)
    answered(tab.press("Next question"), GOOD)
    question = portals.backend.interview.reports.history(tab.me)[0].asked[0]
    tab.press("End this practice")
    clock.forward(hours=20)
    tab = portals.sign_in().press("Practise an interview").press("Start practising").press("First question")
    run = portals.backend.interview.reports.history(tab.me)[0]
    assert run.asked[0].question_id == question.question_id
    assert "It is time to answer this question" in tab.text()


def test_words_only_hides_every_number(portals: Portals) -> None:
    tab = portals.sign_up().go(COACHING).choose("Scores", "words")
    assert tab.go(COACHING).find("radio", "Scores").value == "words"
    tab.go(PRACTICE).write("Role you are practising for", "shop assistant", "text_input")
    tab.press("Start practising").press("First question")
    answered(tab)
    assert "The one thing to change" in tab.text()
    assert " of 10 (" not in tab.text()
    assert "personal 0%" not in tab.text()
    assert " of 4 (" not in tab.text()


def test_a_casual_technical_interview(portals: Portals) -> None:
    tab = portals.sign_up().go(COACHING).choose("Style of the interview", "technical")
    tab.go(PRACTICE).write("Role you are practising for", "electrician", "text_input").press("Start practising")
    assert "Technical" in tab.press("First question").text()
    tab.go(COACHING).choose("Style of the interview", "casual")
    tab.go(PRACTICE).press("Start practising").press("First question")
    assert "Take your time with this one" in tab.text()


def test_the_first_questions_fill_in_the_card(portals: Portals) -> None:
    tab = portals.sign_up().write("Role you are practising for", "nurse", "text_input")
    tab.choose("Level", "senior").choose("What worries you most?", "blank", "selectbox").press("Save")
    assert not tab.has("button", "Save")
    tab.press("Practise an interview")
    assert tab.find("text_input", "Role you are practising for").value == "nurse"
    assert tab.find("radio", "Level").value == "senior"
    assert "write the place and the people first" in tab.press("Start practising").text()


def test_sample_data_is_complete_and_never_taken_for_ones_own(portals: Portals) -> None:
    tab = portals.sign_up().press("Try with sample data")
    assert "made up" in tab.text()
    tab.press("Start practising").press("First question")
    assert "Question 1 of 3" in tab.text()
    goals = portals.backend.interview.onboarding.goals(tab.me)
    assert goals is not None
    assert goals.role == goals.job_ad == goals.resume_text == ""


def test_the_files_hold_what_the_report_shows(portals: Portals) -> None:
    tab = answered(started(portals))
    tab.press("End this practice")
    names = [b.label for b in tab.app.get("download_button")]
    assert names == ["Report as PDF", "Report as JSON"]


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_answer_is_no_answer(portals: Portals, text: str) -> None:
    tab = started(portals).write("Your answer", text).press("Submit answer")
    assert "There is nothing to read yet" in tab.text()
    assert "Question 1 of 3" in tab.again().text()


def test_danger_is_met_with_help_and_nothing_is_scored(portals: Portals) -> None:
    tab = started(portals).write("Your answer", "I want to kill myself tonight.").press("Submit answer")
    assert tab.app.warning
    assert "How do you think you did?" not in tab.text()
    run_id = portals.backend.interview.reports.history(tab.me)[0].id
    assert portals.backend.interview.reports.attempts(tab.me, run_id) == ()


def test_two_tabs_send_one_answer(portals: Portals) -> None:
    first = started(portals)
    second = first.again()
    first.write("Your answer", GOOD).press("Submit answer")
    second.fill("text_area", "Your answer", THIN).press("Submit answer")
    run = portals.backend.interview.reports.history(first.me)[0]
    (attempt,) = portals.backend.interview.reports.attempts(first.me, run.id)
    assert attempt.answer == GOOD
    assert "How do you think you did?" in second.text()


@pytest.mark.parametrize("address", ["nope", "00000000-0000-0000-0000-000000000000", "' or 1=1 --", "a" * 3000])
def test_an_unknown_practice_is_calmly_not_found(portals: Portals, address: str) -> None:
    tab = portals.sign_up().go(PRACTICE, run=address)
    assert "There is no such practice" in tab.text()
    assert "Start practising" in [b.label for b in tab.press("Start a new practice").app.button]


def test_somebody_elses_practice_is_not_found(portals: Portals) -> None:
    mine = answered(started(portals), "My secret canary story about the harbour.")
    run = portals.backend.interview.reports.history(mine.me)[0]
    other = portals.sign_up("Eve").go(PRACTICE, run=run.id)
    assert "There is no such practice" in other.text()
    assert "canary" not in other.text()


def test_the_json_report_reads_back(portals: Portals) -> None:
    from shared_backend.coaching.interview_export import as_json

    tab = answered(started(portals), "Wörds with “quotes” and 数字. " + GOOD)
    run = portals.backend.interview.reports.history(tab.me)[0]
    document = json.loads(as_json(portals.backend.interview.reports.report(tab.me, run.id)))
    assert document["attempts"][0]["answer"] == "Wörds with “quotes” and 数字. " + GOOD
