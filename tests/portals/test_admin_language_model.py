"""The language model's page: the chip, the test button, its time limit and its specific errors."""

from __future__ import annotations

import dataclasses

import pytest
from pydantic import HttpUrl

from admin_portal import services as root
from shared_backend.ai_engines.llm.provider import TestResult
from shared_backend.operations.language_model import LanguageModelDesk
from shared_backend.settings import Settings
from tests.portals.conftest import StaffPortal, words


def configure(portal: StaffPortal, monkeypatch: pytest.MonkeyPatch, result: TestResult, **settings: object) -> None:
    """As if the operator had set these variables and started again."""
    chosen = portal.backend.settings.model_copy(update={"llm_model": "small-1", **settings})

    def ask(asked: Settings, seconds: float) -> TestResult:
        assert (asked, seconds) == (chosen, 20.0)
        return result

    desk = LanguageModelDesk(chosen, portal.backend.audit, ask=ask)
    changed = dataclasses.replace(portal.backend, language_model=desk)
    monkeypatch.setattr(root, "build", lambda _settings: changed)
    root.services.cache_clear()


def test_without_one_it_says_local_only(portal: StaffPortal) -> None:
    portal.sign_in_first_admin()
    at = portal.open("language_model")
    assert "Local only" in words(at)
    assert "test-language-model" not in [button.key for button in at.button]


def test_a_good_answer_is_shown_and_recorded(portal: StaffPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.sign_in_first_admin()
    found = TestResult(True, "“small-1” answered in 0.4 seconds.", 0.4, ("small-1", "large-1"))
    configure(portal, monkeypatch, found, llm_provider="ollama")
    at = portal.open("language_model")
    assert "runs on this machine" in words(at)
    at.button(key="test-language-model").click().run()
    assert "answered in 0" in at.success[0].value
    assert "large" in words(at)
    line = portal.backend.audit.recent(1)[0]
    assert (line.action, line.facts) == ("language_model.test", {"ok": True, "seconds": 0.4})


def test_an_error_is_specific_and_a_remote_host_is_named(portal: StaffPortal, monkeypatch: pytest.MonkeyPatch) -> None:
    portal.sign_in_first_admin()
    found = TestResult(False, "The provider refused the key. Check it.", 0.1)
    configure(portal, monkeypatch, found, llm_provider="openai", llm_base_url=HttpUrl("https://models.example.org/v1"))
    at = portal.open("language_model")
    said = words(at)
    assert "models" in said
    assert "sent to the provider" in said
    at.button(key="test-language-model").click().run()
    assert "refused the key" in at.error[0].value
    assert "goes on without it" in at.error[0].value
