"""Keeping a state of a CV: the row, the version and the claims that follow from it, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.domain.resume import Profile, Resume
from shared_backend.services.resumes.ledger import claim_id, claims_of, corrected, merged


def keep_in_ledger(
    desk: ResumeDesk, connection: Connection, user_id: str, resume: Resume, now: datetime, reason: str
) -> Resume:
    """Store `resume` as its version `resume.version`, and bring the ledger up to it.

    Only what is new since the version before enters the ledger, so what its owner took out there stays out. What was
    corrected in this CV leaves the ledger, unless another CV says it.
    """
    before = Profile()
    if resume.version > 1:
        before = desk.store.version(connection, user_id, resume.id, resume.version - 1).profile
    saved = desk.store.save(connection, user_id, resume, now)
    desk.store.keep(connection, user_id, saved, reason)
    known = {one.id: one for one in desk.ledger.claims(connection, user_id)}
    said = {one.id for one in claims_of(before, user_id=user_id, source_id=resume.id, at=now)}
    new = [one for one in claims_of(saved.profile, user_id=user_id, source_id=resume.id, at=now) if one.id not in said]
    for claim in merged(known, new):
        desk.ledger.put(connection, user_id, claim)
    others = said_elsewhere(desk, connection, user_id, resume.id)
    wrong = {claim_id(user_id, kind, text) for kind, text in corrected(before, saved.profile)}
    theirs = {one for one in wrong if one in known and known[one].source_id == resume.id}
    desk.ledger.delete(connection, user_id, theirs - others.keys())
    return saved


def forget_in_ledger(desk: ResumeDesk, connection: Connection, user_id: str, resume_id: str) -> int:
    """Take the claims of a CV that is deleted out of the ledger; how many went.

    What another confirmed CV says as well stays, with that CV as its source.
    """
    claims = {one.id: one for one in desk.ledger.claims(connection, user_id)}
    theirs = {key for key, one in claims.items() if one.source == "resume" and one.source_id == resume_id}
    others = said_elsewhere(desk, connection, user_id, resume_id)
    for key in sorted(theirs & others.keys()):
        source = others[key]
        desk.ledger.put(connection, user_id, replace(claims[key], source_id=source))
    return desk.ledger.delete(connection, user_id, theirs - others.keys())


def said_elsewhere(desk: ResumeDesk, connection: Connection, user_id: str, resume_id: str) -> dict[str, str]:
    """The claims that other confirmed CVs of this person make, and one of the CVs that makes each."""
    return {
        claim.id: one.id
        for one in reversed(desk.store.resumes(connection, user_id))
        if one.confirmed and one.id != resume_id
        for claim in claims_of(one.profile, user_id=user_id, source_id=one.id, at=one.updated_at)
    }
