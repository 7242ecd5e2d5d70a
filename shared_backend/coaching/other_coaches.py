"""What the résumé coach and the career coach have learned about somebody: lines in plain words, each to take back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from shared_backend.ai_engines.personal.helpfulness import DIMENSIONS
from shared_backend.ai_engines.personal.leanings import NAMES
from shared_backend.ai_engines.personal.state import PersonalState
from shared_backend.ai_engines.tasks.resume_coach.rubric import rubric
from shared_backend.ai_engines.user_model_control import UserModelControl
from shared_backend.coaching.career_learning import CAREER_COACH
from shared_backend.coaching.desk import Desk
from shared_backend.coaching.resume_findings import RESUME_COACH
from shared_backend.domain.audit import AuditEvent
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.own_model import Receipt
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.interests import in_words
from shared_backend.services.careers.taste import fields

COACHES: Mapping[str, str] = {RESUME_COACH: "Résumé coach", CAREER_COACH: "Career coach"}
# A leaning is said from this size on (logit; a chance of .6 instead of .5), and when it is surer than a coin by far.
LEAST, SURE = 0.4, 1.0
MOST_LEANINGS = 6
_STEPS: Mapping[str, str] = {"skill": "a skill", "knowledge": "a field of knowledge", "technology": "a tool"}
_LEANS: Mapping[str, str] = {"preparation": "long preparation", "leading": "leading others"}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was learned: what to take back, and what it says with the count it rests on."""

    what: str
    words: str


@dataclass(frozen=True, slots=True)
class CoachView:
    """One coach: what it learned from how many opinions, and the newest receipt that can still be undone."""

    coach: str
    name: str
    opinions: int
    lines: tuple[Line, ...]
    undoable: Receipt | None


class OtherCoaches:
    """Every command is one transaction with its audit entry and may be delivered twice."""

    def __init__(self, desk: Desk, record: Callable[[AuditEvent], object]) -> None:
        self._desk, self._record = desk, record

    def view(self, principal: Principal) -> tuple[CoachView, ...]:
        """The coaches that have learned something, or have just forgotten it."""
        found = (self._view(principal.user_id, coach) for coach in COACHES)
        return tuple(one for one in found if one is not None and (one.opinions or one.undoable is not None))

    def take_back(self, principal: Principal, coach: str, what: str) -> None:
        """ "Not right": one line starts afresh. Raises `InvalidInput` for a line that is not there."""
        known = self._view(principal.user_id, _checked(coach))
        if known is None or what not in {line.what for line in known.lines}:
            raise InvalidInput("This is not there any more. Reload the page.")
        trainer = self._desk.trainer(principal.user_id)
        kind, _, name = what.partition("/")

        def work(_connection: Connection) -> None:
            scenario = trainer.create_user_scenario(coach, {})
            history = trainer.interaction_history(coach)
            place = history[-1].seq if history else 0
            given = {"competency": name} if kind == "row_rejected" else {"what": name}
            trainer.train_from_user_interaction(
                scenario.id, kind, given, {}, interaction_id=f"{scenario.id}:{place}:{name}"[:80]
            )
            self._note(principal, "model.take_back", coach)

        self._desk.database.write(work)

    def forget(self, principal: Principal, coach: str, *, receipt_id: str) -> Receipt:
        """Unlearn everything of one coach; what was said stays where it was said. For a day it can be undone."""
        control = self._control(principal.user_id, _checked(coach))

        def work(_connection: Connection) -> Receipt:
            receipt = control.reset(receipt_id)
            self._note(principal, "model.forget", coach)
            return receipt

        return self._desk.database.write(work)

    def undo(self, principal: Principal, coach: str, receipt_id: str) -> Receipt:
        """Put back what was forgotten within the last day. Raises `InvalidInput` when it is too late."""
        control = self._control(principal.user_id, _checked(coach))

        def work(_connection: Connection) -> Receipt:
            receipt = control.undo(receipt_id)
            self._note(principal, "model.undo", coach)
            return receipt

        return self._desk.database.write(work)

    def _view(self, user_id: str, coach: str) -> CoachView | None:
        trainer = self._desk.trainer(user_id)
        if not trainer.has_scenario(coach):
            return None
        control, history = self._control(user_id, coach), trainer.interaction_history(coach)
        opinions = sum(one.payload["kind"] in ("answered", "tip_rated", "path_judged") for one in history)
        state = trainer.load_user_model(control.scenario().id)
        now = self._desk.clock.now()
        undoable = next((one for one in control.receipts(1) if one.can_be_undone(now)), None)
        lines = _of_resume(state) if coach == RESUME_COACH else self._of_career(state)
        return CoachView(coach, COACHES[coach], opinions, lines, undoable)

    def _of_career(self, state: PersonalState) -> tuple[Line, ...]:
        leanings = state.leanings
        clear = [
            (name, leanings.leaning(name).m)
            for name in NAMES
            if abs(leanings.leaning(name).m) >= max(LEAST, SURE * leanings.leaning(name).v ** 0.5 / 2)
        ]
        clear.sort(key=lambda one: (-abs(one[1]), one[0]))
        found = [Line(f"taste_rejected/{name}", self._leaning(name, m)) for name, m in clear[:MOST_LEANINGS]]
        if leanings.n:
            judged = "1 path" if leanings.n == 1 else f"{leanings.n} paths"
            found.insert(
                0, Line("taste_rejected/paths", f"You judged or chose {judged}; that changes which come first.")
            )
        return (*found, *(_step(name, state) for name in sorted(state.ability.competencies)))

    def _leaning(self, name: str, m: float) -> str:
        kind, _, what = name.partition(":")
        if kind == "interest":
            words = in_words(what)
        else:
            words = fields(self._desk.reference)[what][0] if kind == "field" else _LEANS[name]
        return f"Paths with {words} seem to draw you {'more' if m > 0 else 'less'} than others."

    def _control(self, user_id: str, coach: str) -> UserModelControl:
        return UserModelControl(self._desk.trainer(user_id), coach)

    def _note(self, principal: Principal, action: str, coach: str) -> None:
        self._record(AuditEvent(principal.user_id, action, f"account:{principal.user_id}", {"coach": coach}))


def _of_resume(state: PersonalState) -> tuple[Line, ...]:
    names = {one.id: one.name for one in rubric().criteria}
    rows = [
        Line(
            f"row_rejected/{name}",
            f"Advice on {names.get(name, name).lower()}: useful to you {_times(known.outcomes, known.n)}.",
        )
        for name, known in sorted(state.ability.competencies.items())
        if known.n
    ]
    ratings = sum(state.helpfulness.count(f"detail:{option}") for option in DIMENSIONS["detail"])
    if ratings:
        decided = "1 line" if ratings == 1 else f"{ratings} lines"
        words = f"Wordings of your lines: learned from {decided} you decided on; the length you keep comes first."
        rows.append(Line("taste_rejected/detail", words))
    return tuple(rows)


def _step(name: str, state: PersonalState) -> Line:
    about, _, kind = name.partition(":")
    known = state.ability.competencies[name]
    said = "you did it" if about == "do" else "it helped"
    return Line(
        f"row_rejected/{name}", f"Steps to learn {_STEPS.get(kind, kind)}: {said} {_times(known.outcomes, known.n)}."
    )


def _times(outcomes: float, n: int) -> str:
    return f"{outcomes:g} of {n} times" if n != 1 else f"{outcomes:g} of 1 time"


def _checked(coach: str) -> str:
    if coach not in COACHES:
        raise InvalidInput("There is no such coach.")
    return coach
