"""Looking back: the report of a run, two attempts side by side, the history and the unfinished run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from shared_backend.coaching.desk import Desk
from shared_backend.domain.practice import Attempt, Range, Run
from shared_backend.domain.principal import Principal

SAMPLE_FLOOR = 3  # below it a run gives no average: two answers say too little
ACTION_DAYS = (1, 3, 7)


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion (or "overall") before and after; `within_noise` when the ranges overlap."""

    name: str
    before: Range
    after: Range
    within_noise: bool


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do next, by a date."""

    text: str
    due: date
    criterion: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What the coach now believes about one competency, in words; `n` answers behind it."""

    competency: str
    name: str
    text: str
    n: int


@dataclass(frozen=True, slots=True)
class Report:
    """The report of one run.

    `average` is None below the sample floor of three scored questions; `scored` counts the questions with a score.
    """

    run: Run
    attempts: tuple[Attempt, ...]
    scored: int
    skipped: int
    average: Range | None
    average_word: str
    changes: tuple[tuple[Attempt, tuple[Change, ...]], ...]
    actions: tuple[Action, ...]
    learned: tuple[Learned, ...]
    limits: tuple[str, ...]


class InterviewReport:
    """Reads only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def attempt(self, principal: Principal, attempt_id: str) -> Attempt:
        """One answer of this person."""
        with self._desk.database.read() as connection:
            return self._desk.practice.attempt(connection, principal.user_id, attempt_id)

    def attempts(self, principal: Principal, run_id: str) -> tuple[Attempt, ...]:
        """The answers of one run, oldest first."""
        with self._desk.database.read() as connection:
            return self._desk.practice.attempts_of_run(connection, principal.user_id, run_id)

    def history(self, principal: Principal) -> tuple[Run, ...]:
        """The latest fifty runs, newest first."""
        with self._desk.database.read() as connection:
            return self._desk.practice.runs(connection, principal.user_id)

    def unfinished(self, principal: Principal) -> Run | None:
        """The newest run that waits to be continued."""
        return next((run for run in self.history(principal) if run.state == "active"), None)

    def report(self, principal: Principal, run_id: str) -> Report:
        """Everything there is to say about one run."""
        with self._desk.database.read() as connection:
            run = self._desk.practice.run(connection, principal.user_id, run_id)
            attempts = self._desk.practice.attempts_of_run(connection, principal.user_id, run_id)
        latest = _latest(attempts)
        average = _average(latest)
        return Report(
            run=run,
            attempts=attempts,
            scored=len(latest),
            skipped=sum(a.state == "skipped" and a.kind == "main" for a in run.asked),
            average=average,
            average_word=self._desk.library.word(average.value) if average else "Too early to say",
            changes=_changes(attempts),
            actions=self._actions(latest),
            learned=self._learned(principal, run, attempts),
            limits=self._desk.library.limits,
        )

    def _actions(self, latest: tuple[Attempt, ...]) -> tuple[Action, ...]:
        """The fixes of the answers with most room to grow, one a criterion, at most three."""
        today = self._desk.clock.now().date()
        chosen: dict[str, str] = {}
        for attempt in sorted(latest, key=lambda a: (a.feedback.overall.value, a.id)):
            tip = attempt.feedback.tips[0]
            chosen.setdefault(tip.criterion, tip.text)
        pairs = list(chosen.items())[: len(ACTION_DAYS)]
        return tuple(
            Action(text, today + timedelta(days=days), criterion)
            for (criterion, text), days in zip(pairs, ACTION_DAYS, strict=False)
        )

    def _learned(self, principal: Principal, run: Run, attempts: tuple[Attempt, ...]) -> tuple[Learned, ...]:
        state = self._desk.trainer(principal.user_id).load_user_model(run.scenario_id)
        lines = []
        for competency in dict.fromkeys(a.competency for a in attempts):
            known = state.ability.competencies.get(competency)
            if known is None:
                continue
            name = self._desk.library.competencies[competency].name
            lines.append(Learned(competency, name, _in_words(state.ability.m + known.m, known.n), known.n))
        return tuple(lines)


def compare(before: Attempt, after: Attempt) -> tuple[Change, ...]:
    """Two attempts at the same question: overall first, then each criterion."""
    pairs = [("Overall", before.feedback.overall, after.feedback.overall)]
    earlier = {line.criterion: line for line in before.feedback.criteria}
    pairs += [(line.name, earlier[line.criterion].score, line.score) for line in after.feedback.criteria]
    return tuple(Change(name, was, now, overlap(was, now)) for name, was, now in pairs)


def overlap(a: Range, b: Range) -> bool:
    """Whether two ranges share a value: then the difference may be chance."""
    return a.low <= b.high and b.low <= a.high


def _latest(attempts: tuple[Attempt, ...]) -> tuple[Attempt, ...]:
    """The last try at each question, follow-ups left aside."""
    found = {a.question_id: a for a in attempts if a.kind != "follow_up"}
    return tuple(found.values())


def _average(latest: tuple[Attempt, ...]) -> Range | None:
    """Mean of the scores; the range narrows with the square root of n, the errors being taken as independent."""
    n = len(latest)
    if n < SAMPLE_FLOOR:
        return None
    mean = sum(a.feedback.overall.value for a in latest) / n
    half = sum((a.feedback.overall.high - a.feedback.overall.low) ** 2 for a in latest) ** 0.5 / (2 * n)
    return Range(round(mean, 1), round(max(0.0, mean - half), 1), round(min(10.0, mean + half), 1))


def _changes(attempts: tuple[Attempt, ...]) -> tuple[tuple[Attempt, tuple[Change, ...]], ...]:
    by_id = {a.id: a for a in attempts}
    return tuple(
        (a, compare(by_id[a.of_attempt], a)) for a in attempts if a.of_attempt is not None and a.of_attempt in by_id
    )


def _in_words(offset: float, n: int) -> str:
    """An offset (logit) against what is expected of anybody, in words that can rise and fall."""
    answers = "1 answer" if n == 1 else f"{n} answers"
    if n < SAMPLE_FLOOR:
        return f"Too early to say after {answers}."
    if offset > 0.4:
        return f"You tend to do better here than the coach expects of most people ({answers})."
    if offset < -0.4:
        return f"This is where practice pays off most for you ({answers})."
    return f"You do about as well here as the coach expects of most people ({answers})."
