"""What is missing: the table of one occupation, with what is there, the evidence for it, and hours."""

from __future__ import annotations

from shared_backend.coaching.career_desk import CareerDesk
from shared_backend.domain.principal import Principal
from shared_backend.services.careers.gaps import GapTable, gap_table


class CareerGaps:
    """Reads only; nothing is stored."""

    def __init__(self, desk: CareerDesk) -> None:
        self._desk = desk

    def table(self, principal: Principal, code: str, hours_per_week: float | None = None) -> GapTable:
        """The table at so many hours a week, at those of the profile when not given. Raises `NotFound`."""
        with self._desk.database.read() as connection:
            stands = self._desk.standing(connection, principal.user_id)
        hours = stands.profile.hours_per_week if hours_per_week is None else hours_per_week
        return gap_table(code, stands.own, hours, self._desk.reference)
