"""Staff train the career coach in the portal: a file of careers goes in, what is left out is named, a run is queued."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from admin_portal import services as root
from shared_backend.ai_engines.scenarios import TaskCatalogue
from shared_backend.ai_engines.tasks.career_coach.task import CareerCoach
from shared_backend.bootstrap import build
from shared_backend.jobs.shared import jobs_address, prepare
from shared_backend.settings import load_settings
from shared_backend.web import gate
from shared_backend.web.bindings import Bindings
from tests.people import CHEAP
from tests.portals.conftest import StaffPortal

TASK = "career_coach"
LINES = [f'p{i},{at},"{job}"' for i in range(20) for at, job in enumerate(("Registered Nurses", "Logisticians"), 1)]
GOOD = "\n".join(["person,order,title", *LINES, "p0,3,Chief Fun Officer"]).encode()
BAD = GOOD + b"\nJane Smith,1,Registered Nurses"


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffPortal]:
    """The portal over an installation that knows this task only."""
    settings = load_settings(data_dir=tmp_path / "data", key_file=tmp_path / "keys" / "keys.json")
    backend = build(settings, passwords=CHEAP, tasks=TaskCatalogue({TASK: CareerCoach()}), create=True)
    prepare(jobs_address(settings.data_dir, settings.database_address))
    made = StaffPortal(backend)
    monkeypatch.setattr(root, "build", lambda _settings: backend)
    monkeypatch.setattr(gate, "bindings", Bindings())
    monkeypatch.setattr(gate, "cookie", lambda _name: made.token)
    root.services.cache_clear()
    yield made
    root.services.cache_clear()
    backend.jobs.close()
    backend.workers.close()
    backend.database.close()


def test_a_file_of_careers_is_checked_stored_and_trained_on(portal: StaffPortal) -> None:
    admin = portal.sign_in_first_admin()
    at = portal.open("ai_training")
    cells = [str(cell) for table in at.table for cell in table.value.to_numpy().ravel()]
    assert any("never a name" in cell for cell in cells), "the columns of the file are documented"
    at.text_input(key=f"upload-name-{TASK}").set_value("Our clients")
    at.file_uploader(key=f"upload-file-{TASK}").set_value(("careers.csv", BAD, "text/csv"))
    at.button(key=f"FormSubmitter:upload-form-{TASK}-Check and store").click().run()
    assert "Nothing was stored" in at.error[0].value
    assert portal.backend.datasets.all(admin, TASK) == ()
    at.file_uploader(key=f"upload-file-{TASK}").set_value(("careers.csv", GOOD, "text/csv"))
    at.button(key=f"FormSubmitter:upload-form-{TASK}-Check and store").click().run()
    assert "is stored: 20 rows" in at.success[0].value
    left_out = next(table.value for table in at.table if "What was left out" in table.value.columns)
    assert list(left_out["Line"]) == [42]
    (dataset,) = portal.backend.datasets.all(admin, TASK)
    assert at.multiselect(key=f"datasets-{TASK}").value == [dataset.id]
    assert not at.exception
