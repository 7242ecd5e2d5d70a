"""K3: started with a lost, wrong or damaged key the program refuses, and not one byte changes."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from shared_backend.domain.errors import ConfigurationError
from shared_backend.storage import keys
from shared_backend.storage.opening import open_storage

KEY = "keys.json"


def body(**keys_: bytes) -> str:
    encoded = {kid: base64.b64encode(key).decode() for kid, key in keys_.items()}
    return json.dumps({"version": 1, "active": next(iter(keys_), ""), "keys": encoded})


def edit(text: Callable[[str], str]) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        path = home / KEY
        path.write_text(text(path.read_text()))

    return change


def folder_instead(home: Path) -> None:
    (home / KEY).unlink()
    (home / KEY).mkdir()


CASES: dict[str, Callable[[Path], None]] = {
    "missing file": lambda home: (home / KEY).unlink(),
    "another key": edit(lambda _: body(k1=os.urandom(32))),
    "short key": edit(lambda _: body(k1=os.urandom(31))),
    "empty file": edit(lambda _: ""),
    "half a file": edit(lambda text: text[: len(text) // 2]),
    "key under another name": edit(lambda text: text.replace("k1", "k2")),
    "readable by others": lambda home: (home / KEY).chmod(0o644),
    "a folder instead": folder_instead,
}


def picture(home: Path) -> dict[str, str]:
    """Every file's bytes and mode."""
    found = {}
    for path in sorted(home.rglob("*")):
        mode = oct(path.stat().st_mode)
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        found[str(path.relative_to(home))] = f"{mode} {content}"
    return found


def url(home: Path) -> str:
    return f"sqlite:///{home / 'data' / 'coach.db'}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An installation with data in it."""
    storage = open_storage(url(tmp_path), tmp_path / KEY, create=True)
    storage.vault.create("ada")
    storage.database.close()
    return tmp_path


def refuses(home: Path, *, create: bool, master_keys: str | None = None) -> bool:
    """Whether a start refuses with one line and changes nothing."""
    before = picture(home)
    try:
        open_storage(url(home), home / KEY, master_keys, create=create)
    except ConfigurationError as error:
        return picture(home) == before and "\n" not in str(error)
    return False


@pytest.mark.parametrize("create", [False, True], ids=["start", "first start"])
@pytest.mark.parametrize("case", CASES)
def test_refuses(home: Path, case: str, create: bool) -> None:
    CASES[case](home)
    assert refuses(home, create=create)


@pytest.mark.parametrize(
    "text",
    ["", "k1", "k1:", "k1:not base64!", f"k1:{'A' * 40}", f"k1:{base64.b64encode(b'x' * 32).decode()}", " , "],
)
def test_refuses_wrong_keys_from_the_environment(home: Path, text: str) -> None:
    (home / KEY).unlink()
    assert refuses(home, create=True, master_keys=text)


def test_the_right_key_opens(home: Path) -> None:
    assert len(CASES) == 8
    open_storage(url(home), home / KEY).database.close()
    encoded = json.loads((home / KEY).read_text())["keys"]["k1"]
    open_storage(url(home), home / "none.json", f"k1:{encoded}").database.close()


def test_a_first_start_makes_a_private_key_once(tmp_path: Path) -> None:
    keys.create_key_file(tmp_path / KEY)
    assert (tmp_path / KEY).stat().st_mode & 0o777 == 0o600
    with pytest.raises(ConfigurationError):
        keys.create_key_file(tmp_path / KEY)


def test_without_a_first_start_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        open_storage(url(tmp_path), tmp_path / KEY)
    assert picture(tmp_path) == {}


def test_the_harness_notices_a_start_that_makes_a_new_key(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / KEY).unlink()
    monkeypatch.setattr(
        "shared_backend.storage.opening.load_keyring", lambda path, *_, **__: keys.create_key_file(path)
    )
    assert not refuses(home, create=False)


def test_the_harness_notices_a_key_that_is_not_checked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    CASES["another key"](home)
    monkeypatch.setattr("shared_backend.storage.keys.check_keyring", lambda *_: None)
    assert not refuses(home, create=False)
