"""What a check-in says moved, and what it proposes to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shared_backend.domain.career import Evidence
from shared_backend.domain.check_in import LONGEST_ACTION, Action, CheckIn, Level, Moved
from shared_backend.domain.errors import InvalidInput
from shared_backend.services.careers import check_in as checking
from shared_backend.services.careers import plan_edits as edits
from shared_backend.services.careers.check_in_file import as_markdown
from shared_backend.services.careers.own_levels import Own
from tests.services.careers.people import NOW
from tests.services.careers.planned import START, plan, table


def own(level: float, source: str = "rated", quote: str = "") -> Own:
    sign = Evidence("skill:Writing", source, level, quote)  # type: ignore[arg-type]
    return Own(level, max(level - 0.7, 0), min(level + 0.7, 7), (sign,))


def last(**changed: object) -> CheckIn:
    made = CheckIn("11111111-1111-4111-8111-111111111111", NOW, Moved(NOW.date()), (Action("Rest", "own"),))
    return replace(made, **changed)  # type: ignore[arg-type]


def test_the_same_levels_moved_nothing() -> None:
    before = checking.levels({"skill:Writing": own(3)})
    assert checking.skills_moved(before, {"skill:Writing": own(3.1)}) == ()


def test_a_level_that_rose_fell_or_went_is_told_with_its_ranges() -> None:
    before = checking.levels({"skill:Writing": own(3), "skill:Speaking": own(4), "skill:Programming": own(2)})
    now = {"skill:Writing": own(5, "ledger", "Wrote the manual"), "skill:Speaking": own(3.5)}
    rose, went, fell = sorted(checking.skills_moved(before, now), key=lambda one: (one.name != "Writing", one.name))
    assert (rose.name, rose.before and rose.before.value, rose.now and rose.now.value) == ("Writing", 3, 5)
    assert rose.quote == "Wrote the manual"
    assert (went.name, went.now) == ("Programming", None)
    assert (fell.name, fell.now and fell.now.value) == ("Speaking", 3.5)


def test_what_is_only_usual_in_an_occupation_is_no_progress() -> None:
    assert checking.skills_moved({}, {"skill:Writing": own(4, "occupation"), "skill:Speaking": own(2, "school")}) == ()


def test_words_that_carry_no_level_beyond_what_is_expected_are_no_progress() -> None:
    usual = Evidence("skill:Writing", "occupation", 5.0)
    told = Evidence("skill:Writing", "ledger", None, "Wrote the manual")
    assert checking.levels({"skill:Writing": Own(5.0, 4.0, 6.0, (told, usual))}) == {}
    rated = Evidence("skill:Writing", "rated", 2.0)
    assert checking.levels({"skill:Writing": Own(2.0, 1.3, 2.7, (rated, told, usual))})["skill:Writing"].value == 2


def test_it_is_offered_once_in_thirty_days() -> None:
    today = NOW.date()
    assert checking.offered_from(None, today) == today
    assert checking.offered_from(last(), today) == today + timedelta(days=30)


def test_a_step_that_is_done_in_two_plans_is_told_once() -> None:
    one = edits.set_state(plan(), plan().steps[0].id, "done", START)
    other = plan("22222222-2222-4222-8222-222222222222")
    twin = edits.set_state(other, other.steps[0].id, "done", START)
    assert len(checking.steps_done([one, twin], START)) == 1
    assert checking.steps_done([one], START + timedelta(days=1)) == ()


def test_what_was_meant_is_told_as_far_as_something_stored_can_tell() -> None:
    made = edits.set_state(plan(), plan().steps[0].id, "done", START)
    done, open_ = (f"{made.id}/{step.id}" for step in made.steps[:2])
    actions = (Action("One", "plan", done), Action("Two", "plan", open_), Action("Three", "own"))
    found = checking.kept(last(actions=actions), [made], set())
    assert [one.done for one in found] == [True, False, None]
    assert checking.kept(None, [made], set()) == ()


def test_somebody_who_begins_is_shown_first_steps() -> None:
    actions = checking.next_actions(checking.Ahead(START))
    assert [action.kind for action in actions] == ["start"] * 3


def test_three_things_come_from_different_places() -> None:
    ahead = checking.Ahead(
        START,
        follow_ups=[Action("Acme: follow up", "follow_up", "a"), Action("Cafe: follow up", "follow_up", "b")],
        plans=[plan()],
        reviews=["Tell me about a conflict."],
        gaps=table().open,
        target=True,
        has_cv=True,
    )
    assert [action.kind for action in checking.next_actions(ahead)] == ["follow_up", "plan", "review"]


def test_what_is_in_the_plan_is_not_proposed_again_as_a_gap() -> None:
    ahead = checking.Ahead(START, plans=[plan()], gaps=table().open, target=True, has_cv=True)
    assert {action.kind for action in checking.next_actions(ahead)} == {"plan"}
    without = replace(ahead, plans=())
    assert {action.kind for action in checking.next_actions(without)} == {"gap"}


def test_a_late_step_comes_first_and_says_so() -> None:
    made = plan()
    late = checking.next_actions(checking.Ahead(made.steps[0].due + timedelta(days=1), plans=[made], target=True))
    assert "was due" in late[0].text
    assert "was due" not in late[1].text


def test_the_person_keeps_changes_or_leaves_out() -> None:
    proposed = (Action("One", "plan", "p/s"), Action("Two", "gap", "g"), Action("Three", "review"))
    assert checking.confirmed(proposed, ["One", " My  own ", ""]) == (proposed[0], Action("My own", "own"))
    with pytest.raises(InvalidInput):
        last(actions=checking.confirmed(proposed, ["", " ", ""]))
    with pytest.raises(InvalidInput):
        checking.confirmed(proposed, ["x" * (LONGEST_ACTION + 1)])


def test_a_long_question_is_shortened_to_what_an_action_holds() -> None:
    (action, *_) = checking.next_actions(checking.Ahead(START, reviews=["why " * 100], target=True, has_cv=True))
    assert len(action.text) <= LONGEST_ACTION
    assert action.text.endswith("…")


def test_markdown_holds_it_all_and_its_signs_are_still() -> None:
    level = Level(3.0, 2.3, 3.7, "rated")
    moved = Moved(
        NOW.date(),
        skills=checking.skills_moved({"skill:Writing": level}, {"skill:Writing": own(3.5, "ledger", "Wrote [x](y)")}),
        practised=4,
        sent=2,
        said=("Led <b>six</b>",),
        said_count=1,
    )
    text = as_markdown(last(moved=moved, note="A *note*")).decode()
    assert "Writing: 3.0 of 7 (2.3–3.7), now 3.5 of 7 (2.8–4.2), within the range of what it was" in text
    assert "Interview answers practised: 4" in text
    assert "\\<b\\>six" in text
    assert "Wrote \\[x\\](y)" in text
    assert "A \\*note\\*" in text
    assert "- [ ] Rest" in text
