"""What moved since the last check-in, when the next one is offered, and which three things to do next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from shared_backend.domain.career import Plan, Step
from shared_backend.domain.check_in import (
    LONGEST_ACTION,
    MOST_ACTIONS,
    Action,
    CheckIn,
    Kept,
    Level,
    SkillMoved,
    StepDone,
)
from shared_backend.domain.resume import Claim
from shared_backend.services.careers.elements import name_of
from shared_backend.services.careers.gaps import Gap
from shared_backend.services.careers.own_levels import Own

EVERY_DAYS = 30
FIRST_LOOKS_BACK = 30  # days
MOVED_FROM = 0.25  # of a level on 0–7: less is rounding
MOST_SKILLS, MOST_QUOTES = 8, 3
# Signs that somebody gave; what is usual in an occupation or after school changes with a choice, not with learning.
_EARNED, _EXPECTED = ("rated", "plan", "ledger", "interview"), ("occupation", "school")
_OWN_WORD = ("rated", "plan")  # believed before anything that could be expected
START: tuple[Action, ...] = (
    Action("Choose one path to work towards, in the section “Paths”.", "start"),
    Action("Bring your CV to the résumé coach, so that your skills stand on your own words.", "start"),
    Action("Answer one practice question in the interview coach.", "start"),
)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What something to do can come from.

    Attributes
    ----------
    follow_ups : sequence of Action
        Follow-ups of applications that are due, the oldest first.
    plans : sequence of Plan
        The plan changed last first.
    reviews : sequence of str
        Questions that are due for practice, the one that went worst first.
    gaps : sequence of Gap
        What is missing for the chosen occupation, what weighs most first.
    target, has_cv : bool
        Whether an occupation to work towards is chosen, and whether a CV is there.
    """

    today: date
    follow_ups: Sequence[Action] = ()
    plans: Sequence[Plan] = field(default_factory=tuple)
    reviews: Sequence[str] = ()
    gaps: Sequence[Gap] = ()
    target: bool = False
    has_cv: bool = False


def offered_from(last: CheckIn | None, today: date) -> date:
    """The day from which a check-in is offered: at most one in thirty days."""
    return today if last is None else last.at.date() + timedelta(days=EVERY_DAYS)


def looks_back_to(last: CheckIn | None, now: datetime) -> datetime:
    """Since when it looks back: the last check-in, or thirty days for the first."""
    return now - timedelta(days=FIRST_LOOKS_BACK) if last is None else last.at


def levels(own: Mapping[str, Own]) -> dict[str, Level]:
    """The levels of skills with signs that somebody gave."""
    return {skill: found for skill, one in own.items() if (found := _level(one)) is not None}


def skills_moved(before: Mapping[str, Level], own: Mapping[str, Own]) -> tuple[SkillMoved, ...]:
    """Skills whose level changed, the largest change first; the same levels give nothing."""
    now = levels(own)
    found = []
    for skill in {*before, *now}:
        was, is_ = before.get(skill), now.get(skill)
        change = (is_.value if is_ else 0.0) - (was.value if was else 0.0)
        if was is None or is_ is None or abs(change) >= MOVED_FROM:
            quote = next((sign.quote for sign in own[skill].evidence if sign.quote), "") if skill in own else ""
            found.append((abs(change), SkillMoved(name_of(skill), was, is_, quote if is_ else "")))
    found.sort(key=lambda one: (-one[0], one[1].name))
    return tuple(moved for _, moved in found[:MOST_SKILLS])


def steps_done(plans: Iterable[Plan], since: date) -> tuple[StepDone, ...]:
    """Steps that were finished from a day on, each once however many plans hold it, the latest first."""
    found = {
        (step.skill, step.title, step.done_on): StepDone(step.title, step.done_on, step.proof)
        for plan in plans
        for step in plan.steps
        if step.state == "done" and step.done_on is not None and step.done_on >= since
    }
    return tuple(sorted(found.values(), key=lambda one: (-one.on.toordinal(), one.title)))


def new_claims(claims: Iterable[Claim], since: datetime) -> tuple[int, tuple[str, ...]]:
    """How many confirmed things that may be said about the person are new, and the latest few of them."""
    new = [one for one in claims if one.confirmed and one.said_at > since and one.kind != "contact"]
    new.sort(key=lambda one: (one.said_at, one.id), reverse=True)
    return len(new), tuple(one.text for one in new[:MOST_QUOTES])


def kept(last: CheckIn | None, plans: Iterable[Plan], done_elsewhere: Collection[str]) -> tuple[Kept, ...]:
    """What was meant to be done; `done_elsewhere` names follow-ups that are done, by the id of their application."""
    states = {f"{plan.id}/{step.id}": step.state == "done" for plan in plans for step in plan.steps}
    found = []
    for action in () if last is None else last.actions:
        done = states.get(action.about) if action.kind == "plan" else None
        if action.kind == "follow_up" and action.about in done_elsewhere:
            done = True
        found.append(Kept(action.text, done))
    return tuple(found)


def next_actions(ahead: Ahead) -> tuple[Action, ...]:
    """Three things to do: one follow-up, then the plan, one question and one gap; first steps fill what is left."""
    steps = [Action(_short(_step(step, ahead.today)), "plan", about) for about, step in _open_steps(ahead)]
    reviews = [Action(_short(f"Practise this question again: {one}"), "review") for one in ahead.reviews]
    planned = {step.skill for plan in ahead.plans for step in plan.steps if step.state == "open"}
    gaps = [
        Action(_short(f"Begin with {gap.name}. Proof: {gap.proof}"), "gap", gap.skill)
        for gap in ahead.gaps
        if gap.skill not in planned
    ]
    has = (ahead.target, ahead.has_cv, False)
    first = [action for action, there in zip(START, has, strict=True) if not there]
    order = [*ahead.follow_ups[:1], *steps[:1], *reviews[:1], *gaps[:1], *steps[1:], *gaps[1:], *first]
    return tuple(order[:MOST_ACTIONS])


def confirmed(proposed: Sequence[Action], texts: Sequence[str]) -> tuple[Action, ...]:
    """What the person makes of what was proposed: kept, put in own words, or left out where the text is empty."""
    found = []
    for place, text in enumerate(texts):
        clean = " ".join(text.split())
        if clean:
            same = place < len(proposed) and proposed[place].text == clean
            found.append(proposed[place] if same else Action(clean, "own"))
    return tuple(found)


def _level(own: Own) -> Level | None:
    """The level, where a sign that somebody gave carries it; None where it would be the same without one."""
    source = own.evidence[0].source if own.evidence else ""
    expected = max((sign.level or 0.0 for sign in own.evidence if sign.source in _EXPECTED), default=0.0)
    carried = source in _OWN_WORD or (source in _EARNED and own.level > round(expected, 2))
    return Level(own.level, own.low, own.high, source) if carried else None


def _open_steps(ahead: Ahead) -> list[tuple[str, Step]]:
    found = [(f"{plan.id}/{step.id}", step) for plan in ahead.plans for step in plan.steps if step.state == "open"]
    return sorted(found, key=lambda one: (one[1].due, one[1].start))


def _step(step: Step, today: date) -> str:
    day = f"{step.due.day} {step.due:%B}" + (f" {step.due.year}" if step.due.year != today.year else "")
    return f"{step.title}, was due {day}" if step.due < today else f"{step.title}, due {day}"


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return clean if len(clean) <= LONGEST_ACTION else f"{clean[: LONGEST_ACTION - 1].rstrip()}…"
