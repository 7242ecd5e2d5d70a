"""An imported release may lack an occupation that somebody chose before: every section still opens and says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Connection

from shared_backend.services.careers.store import CareerStore
from tests.portals.user.tab import Portals

GONE = "29-1141.99"


@pytest.mark.parametrize("section", ["me", "paths", "gaps", "plan", "lookup"])
def test_every_section_opens(portals: Portals, section: str) -> None:
    tab = portals.sign_up()
    store, backend = CareerStore(portals.backend.vault), portals.backend

    def choose(connection: Connection) -> None:
        before = store.profile(connection, tab.me.user_id)
        store.save_profile(
            connection, tab.me.user_id, replace(before, occupation=GONE, target=GONE), backend.clock.now()
        )

    backend.database.write(choose)
    said = tab.go("app_pages/career_coach.py", section=section).text().replace("\\", "")
    assert "Something went wrong" not in said
    if section in ("me", "paths"):
        assert f"{GONE}, which is not in the occupation facts any more" in said
