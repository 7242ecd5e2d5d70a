"""The environment becomes one frozen value, or one clear line without the value."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from shared_backend.domain.errors import ConfigurationError
from shared_backend.settings import load_settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("DATA_DIR", "KEY_FILE", "DATABASE_URL", "USER_PORT", "ADMIN_PORT", "MASTER_KEYS"):
        monkeypatch.delenv(f"INTELLICOACH_{name}", raising=False)


def test_defaults(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.database_address == f"sqlite:///{tmp_path / 'data' / 'coach.db'}"
    assert settings.key_file == tmp_path / "config" / "intellicoach" / "keys.json"
    assert (settings.user_port, settings.admin_port, settings.host) == (8501, 8502, "127.0.0.1")
    with pytest.raises(ValidationError):
        settings.user_port = 1  # type: ignore[misc]


def test_the_environment_counts_and_arguments_win(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTELLICOACH_USER_PORT", "9001")
    monkeypatch.setenv("INTELLICOACH_ALLOWED_HOSTS", "coach.example.org, *.lan")
    monkeypatch.setenv("INTELLICOACH_LLM_PROVIDER", "ollama")
    monkeypatch.setenv("INTELLICOACH_LLM_MODEL", "small")
    settings = load_settings(admin_port=9002, host=None)
    assert (settings.user_port, settings.admin_port) == (9001, 9002)
    assert settings.allowed_hosts == ("coach.example.org", "*.lan")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("USER_PORT", "eighty", "INTELLICOACH_USER_PORT"),
        ("USER_PORT", "70000", "INTELLICOACH_USER_PORT"),
        ("USER_PORT", "8502", "must differ"),
        ("LLM_PROVIDER", "magic", "INTELLICOACH_LLM_PROVIDER"),
        ("LLM_PROVIDER", "openai", "needs llm_model"),
        ("LLM_BASE_URL", "not an address", "INTELLICOACH_LLM_BASE_URL"),
        ("OIDC_CLIENT_ID", "me", "oidc needs"),
        ("ALLOWED_HOSTS", " , ", "at least one host"),
        ("KEY_FILE", "data/keys.json", "outside data_dir"),
    ],
)
def test_a_wrong_setting_is_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str) -> None:
    monkeypatch.setenv(f"INTELLICOACH_{name}", value)
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTELLICOACH_LLM_API_KEY", "sk-very-secret")
    monkeypatch.setenv("INTELLICOACH_DATABASE_URL", "postgresql://u:hunter2@h/d")
    assert "very-secret" not in repr(load_settings())
    assert "hunter2" not in repr(load_settings())
    monkeypatch.setenv("INTELLICOACH_LLM_TIMEOUT_SECONDS", "sk-very-secret")
    with pytest.raises(ConfigurationError) as caught:
        load_settings()
    assert "very-secret" not in str(caught.value)
