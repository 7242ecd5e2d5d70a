"""Look an occupation up by any title, read what is known of it, and say whether it is the present one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from shared_backend.ai_engines.model_trainer import ModelTrainer
from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.career import CareerProfile
from shared_backend.domain.errors import EngineUnavailable, InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.interests import in_words
from shared_backend.services.careers.requirements import requirements
from shared_backend.services.occupations.details import Details, details
from shared_backend.services.occupations.search import Hit
from shared_backend.services.occupations.sources import Kind, Source, sources
from shared_backend.services.occupations.summary import Summary, summary

TITLES = "job_title"
# Below, the titles found share too few words with what was typed to be offered as found.
ALIKE, MAYBE_ALIKE, BEHIND_BEST = 0.65, 0.55, 0.2
# With a smaller share the model names what shares a syllable with the words.
LEAST_SHARE, MOST_GUESSES, NAMES = 0.25, 3, 8
_REST = "All Other"


@dataclass(frozen=True, slots=True)
class Guess:
    """An occupation that the model of job titles takes a title for, with its share in (0, 1] and the version."""

    code: str
    title: str
    share: float
    version: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a title leads to: `hits` with a title like it; `guesses` where none is alike enough; both empty: nothing."""

    hits: tuple[Hit, ...]
    guesses: tuple[Guess, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """One occupation: its facts, what people call it, where the facts come from, and what it is to the person.

    `interests` are those that fit most, in plain words; `is_described` says whether enough is known to plan towards it.
    """

    summary: Summary
    details: Details
    also_called: tuple[str, ...]
    interests: tuple[str, ...]
    sources: Mapping[Kind, Source]
    is_described: bool
    is_present: bool
    is_target: bool


class CareerLookup:
    """Each command may be delivered twice."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk
        self._trainer = ModelTrainer(desk.workshop)

    def search(self, text: str, count: int = 8) -> Found:
        """Occupations for a title in any words, best first; both lists empty when nothing fits."""
        found = self._desk.occupations.search(text, count)
        best = found[0].score if found else 0.0
        hits = tuple(hit for hit in found if hit.score >= max(MAYBE_ALIKE, best - BEHIND_BEST))
        return Found(hits, () if best >= ALIKE else self._guesses(text))

    def about(self, principal: Principal, code: str) -> Looked:
        """Everything known of an occupation. Raises `NotFound`."""
        occupation = self._desk.occupations.profile(self._desk.known(code))
        with self._desk.database.read() as connection:
            profile = self._desk.store.profile(connection, principal.user_id)
        short = summary(occupation)
        return Looked(
            short,
            details(self._desk.reference, code),
            occupation.other_titles[:NAMES],
            tuple(in_words(name) for name in short.interests),
            sources(self._desk.reference),
            code in requirements(self._desk.reference).places,
            profile.occupation == code,
            profile.target == code,
        )

    def set_present(self, principal: Principal, code: str | None) -> CareerProfile:
        """Say that an occupation is the present or last one, or with None that one has had none. Raises `NotFound`."""
        known = None if code is None else self._desk.known(code)

        def work(connection: Connection) -> CareerProfile:
            before = self._desk.store.profile(connection, principal.user_id)
            if before.occupation == known:
                return before
            after = replace(before, occupation=known, never_worked=before.never_worked and known is None)
            return self._desk.store.save_profile(connection, principal.user_id, after, self._desk.clock.now())

        return self._desk.database.write(work)

    def _guesses(self, text: str) -> tuple[Guess, ...]:
        try:
            (found,) = self._trainer.predict(TITLES, [{"title": text[:300]}])
        except (EngineUnavailable, InvalidInput):
            # No model serves yet, or there is no word in it: the titles found are all there is to say.
            return ()
        titles = self._desk.occupations.titles
        likely = [(code, share) for code, share in found.judgement.ranking if share >= LEAST_SHARE and code in titles]
        named = [(code, share) for code, share in likely if not titles[code].endswith(_REST)]
        return tuple(Guess(code, titles[code], share, found.version.label) for code, share in named[:MOST_GUESSES])
