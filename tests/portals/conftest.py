"""The staff portal run in this process over a temporary installation that knows the tiny task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from admin_portal import services as root
from shared_backend.bootstrap import Backend
from shared_backend.domain.principal import Portal, Principal, Role
from shared_backend.registry.model_registry import ModelVersion
from shared_backend.web import gate
from shared_backend.web.bindings import Bindings
from tests.people import PASSWORD
from tests.tiny import new_id, tiny_backend

TASK = "interview_coach"
ENTRY = Path(__file__).resolve().parents[2] / "admin_portal" / "app.py"


@dataclass
class StaffPortal:
    """One browser at the staff portal; `token` is its cookie, `admin` the first admin once there is one."""

    backend: Backend
    token: str = ""
    _admin: Principal | None = None

    @property
    def admin(self) -> Principal:
        """The first admin."""
        assert self._admin is not None
        return self._admin

    def sign_in_first_admin(self) -> Principal:
        """Make the first admin with the set-up token and sign it in."""
        token = self.backend.accounts.invitations.set_up_token()
        assert token is not None
        signed_in = self.backend.accounts.accept_invitation(token, "Root Person", PASSWORD)
        self.token = signed_in.token
        self._admin = signed_in.principal
        return signed_in.principal

    def sign_in_as(self, admin: Principal, role: Role) -> Principal:
        """Invite somebody of a role; from now on it is their browser."""
        token = self.backend.accounts.invitations.invite(admin, role)
        portal = Portal.USER if role is Role.USER else Portal.ADMIN
        signed_in = self.backend.accounts.accept_invitation(token, f"A {role}", PASSWORD, portal=portal)
        self.token = signed_in.token
        return signed_in.principal

    def open(self, page: str = "", **query: str) -> AppTest:
        """A page, as if its address had just been opened."""
        # Every AppTest has the same Streamlit session id; a new browser belongs to nobody yet.
        gate.bindings = Bindings()
        at = AppTest.from_file(str(ENTRY), default_timeout=60).run()
        at.query_params.update(query)
        if page:
            at.switch_page(f"app_pages/{page}.py")
        return at.run()

    def train(self, by: Principal, content: bytes | None = None) -> ModelVersion:
        """A candidate, as the worker would have made it."""
        training = self.backend.training
        ids = []
        if content is not None:
            report = self.backend.datasets.upload(by, TASK, "Our panel", content)
            assert report.dataset is not None
            ids = [report.dataset.id]
        run_id = new_id()
        training.start_new(by, run_id, name="On two rows", task_type=TASK, builtin=content is None, dataset_ids=ids)
        training.run_training(run_id)
        made = training.get_run(by, run_id).model_version_id
        assert made is not None
        return self.backend.releases.version(by, made)


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StaffPortal]:
    """The portal over a fresh installation; nobody is signed in yet."""
    backend = tiny_backend(tmp_path)
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


def words(at: AppTest) -> str:
    """Everything a page says in text."""
    shown = [*at.title, *at.subheader, *at.markdown, *at.caption, *at.info, *at.warning, *at.error, *at.success]
    return "\n".join(str(one.value) for one in shown)


def submit(at: AppTest, opener: str, label: str) -> AppTest:
    """Press a button of an open dialog.

    A browser reruns the dialog alone; AppTest reruns the page, on which only the opener's click opens the dialog again.
    """
    at.button(key=opener).click()
    next(button for button in at.button if button.label == label and button.key != opener).click()
    return at.run()
