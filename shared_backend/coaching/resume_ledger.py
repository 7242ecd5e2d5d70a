"""What you can say about yourself: look through it, confirm, add and remove."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from sqlalchemy import Connection

from shared_backend.coaching.resume_desk import ResumeDesk
from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.principal import Principal
from shared_backend.domain.resume import Claim, ClaimKind
from shared_backend.services.resumes.ledger import claim_id as id_of

LONGEST_CLAIM = 1_000


class ResumeLedger:
    """The evidence ledger of one person, which all coaches share. Each command may be delivered twice."""

    def __init__(self, desk: ResumeDesk) -> None:
        self._desk = desk

    def claims(self, principal: Principal) -> tuple[Claim, ...]:
        """Everything in it, in the order in which it was said."""
        with self._desk.database.read() as connection:
            return self._desk.ledger.claims(connection, principal.user_id)

    def sources(self, principal: Principal) -> dict[str, str]:
        """What each CV is called that a claim can come from, by its id."""
        with self._desk.database.read() as connection:
            return {one.id: one.label for one in self._desk.store.resumes(connection, principal.user_id)}

    def add(self, principal: Principal, kind: ClaimKind, text: str) -> Claim:
        """Add what the person typed; it counts as confirmed. The same words again change nothing."""
        clean = " ".join(text.split())
        if kind not in get_args(ClaimKind):
            raise InvalidInput("Choose what kind of thing it is.")
        if not clean:
            raise InvalidInput("Write what you want to add, in your own words.")
        if len(clean) > LONGEST_CLAIM:
            raise InvalidInput(f"Use at most {LONGEST_CLAIM:,} characters; split it into several entries.")

        def work(connection: Connection) -> Claim:
            user_id, now = principal.user_id, self._desk.clock.now()
            key = id_of(user_id, kind, clean)
            known = next((one for one in self._desk.ledger.claims(connection, user_id) if one.id == key), None)
            if known is not None and known.confirmed:
                return known
            claim = (
                Claim(key, clean, kind, "typed", "", clean, now, True)
                if known is None
                else replace(known, confirmed=True)
            )
            self._desk.ledger.put(connection, user_id, claim)
            return claim

        return self._desk.database.write(work)

    def set_confirmed(self, principal: Principal, claim_id: str, on: bool) -> Claim:
        """Say that a claim is right, or that it is to be looked at again; only confirmed ones are used elsewhere."""

        def work(connection: Connection) -> Claim:
            claim = self._desk.ledger.claim(connection, principal.user_id, claim_id)
            if claim.confirmed != on:
                claim = replace(claim, confirmed=on)
                self._desk.ledger.put(connection, principal.user_id, claim)
            return claim

        return self._desk.database.write(work)

    def remove(self, principal: Principal, claim_id: str) -> None:
        """Take a claim out. It comes back only when its owner writes it anew. Raises `NotFound`."""

        def work(connection: Connection) -> None:
            self._desk.ledger.claim(connection, principal.user_id, claim_id)
            self._desk.ledger.delete(connection, principal.user_id, {claim_id})

        self._desk.database.write(work)
