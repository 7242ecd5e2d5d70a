"""What somebody answered about a line before they looked at wordings: kept, so that a refresh loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import get_args

from sqlalchemy import Connection

from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.coaching.resume_line import checked_answers, found_line
from shared_backend.coaching.resume_versions import ResumeVersions
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import LineAnswer, Resume
from shared_backend.services.resumes.writing.questions import Slot


class ResumeAnswers:
    """Answers lie sealed with the CV and hold as long as their line reads the same."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk
        self._versions = ResumeVersions(desk)

    def of(self, principal: Principal, resume_id: str, bullet_id: str) -> Mapping[str, str]:
        """What was answered about a line so far, by question. Raises `NotFound`."""
        resume = self._versions.get(principal, resume_id)
        _, bullet = found_line(resume.profile, bullet_id)
        return {one.slot: one.text for one in resume.answers if (one.line, one.about) == (bullet.id, bullet.text)}

    def keep(self, principal: Principal, resume_id: str, bullet_id: str, question: str, text: str) -> Resume:
        """Keep an answer; an empty one takes it back. The last word counts, from whichever window it comes.

        Raises
        ------
        InvalidInput
            When the answer is too long or there is no such question.
        NotFound
            When the line does not exist.
        """
        if question not in get_args(Slot):
            raise InvalidInput("There is no such question about a line.")
        given = checked_answers({question: text})

        def work(connection: Connection) -> Resume:
            resume = self._desk.store.resume(connection, principal.user_id, resume_id)
            _, bullet = found_line(resume.profile, bullet_id)
            texts = {one.id: one.text for _, one in resume.profile.bullets()}
            # Answers about lines that changed or went are of no use any more.
            kept = [
                one
                for one in resume.answers
                if texts.get(one.line) == one.about and (one.line, one.slot) != (bullet.id, question)
            ]
            kept += [LineAnswer(bullet.id, question, answer, bullet.text) for answer in given.values()]
            if set(kept) == set(resume.answers):
                return resume
            changed = replace(resume, answers=tuple(kept))
            return self._desk.store.save(connection, principal.user_id, changed, self._desk.clock.now())

        return self._desk.database.write(work)
