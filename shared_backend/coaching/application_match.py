"""How much of what an ad asks for the CV showed that was sent: worked out once, and kept with its version."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.application import Application, Board, MatchThen, UsedResume
from shared_backend.domain.errors import NotFound
from shared_backend.services.applications.stages import sent_on
from shared_backend.services.resumes.matching.ad_reading import requirements_of
from shared_backend.services.resumes.matching.lexicon import lexicon
from shared_backend.services.resumes.matching.lists import in_three_lists, with_changes
from shared_backend.services.resumes.matching.matcher import Matcher
from shared_backend.services.resumes.matching.values import RULES_VERSION


def matched(
    desk: CareerDesk, connection: Connection, user_id: str, before: Application | None, after: Application, board: Board
) -> Application:
    """The application with its match, worked out anew only where CV, ad or day of sending changed.

    A kept version of a CV never changes, so what was sent can be compared later too. Without a CV, without an ad, and
    before it is sent there is no match.
    """
    on = sent_on(after, board)
    if on is None or after.resume is None or not after.ad.strip():
        return replace(after, match=None)
    same = before is not None and (before.resume, before.ad) == (after.resume, after.ad)
    if same and after.match is not None and after.match.on == on:
        return after
    try:
        resume = desk.resumes.resume(connection, user_id, after.resume.id)
        profile = desk.resumes.version(connection, user_id, after.resume.id, after.resume.version).profile
    except NotFound:
        # The CV was deleted since: what was worked out with it stays, for another ad nothing can be.
        same_ad = before is not None and before.ad == after.ad
        return after if same_ad else replace(after, match=None)
    reference = desk.reference
    asked = requirements_of(after.ad, reference)
    if resume.job_ad.strip() == after.ad.strip():
        asked = with_changes(asked, resume.asked, lexicon(reference))
    found = in_three_lists(Matcher(reference, on), asked, profile, ())
    share = None if found.share is None else round(found.share, 4)
    return replace(after, match=MatchThen(share, found.counts("must"), found.counts("nice"), RULES_VERSION, on))


def chosen(
    desk: CareerDesk,
    connection: Connection,
    user_id: str,
    before: UsedResume | None,
    wanted: tuple[str, int] | None,
) -> UsedResume | None:
    """The version of a CV that was chosen; the one chosen before may be of a CV that is deleted. Raises `NotFound`."""
    if wanted is None:
        return None
    if before is not None and (before.id, before.version) == tuple(wanted):
        return before
    resume_id, version = wanted
    resume = desk.resumes.resume(connection, user_id, resume_id)
    desk.resumes.version(connection, user_id, resume_id, version)
    return UsedResume(resume.id, version, resume.label)
