"""Open an installation's storage: check the keys first, change something only afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shared_backend.domain.ports import Clock
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import Keyring
from shared_backend.storage.keys import load_keyring, remember_keyring
from shared_backend.storage.migrations import migrate
from shared_backend.storage.vault import INSTALLATION, Vault


@dataclass(frozen=True)
class Storage:
    """What everything that keeps something is built on."""

    database: Database
    keyring: Keyring
    vault: Vault


def open_storage(
    url: str, key_file: Path, master_keys: str | None = None, *, clock: Clock | None = None, create: bool = False
) -> Storage:
    """Open the database under its keys and bring its schema up to date.

    Parameters
    ----------
    create : bool
        True for a first start: when there is neither data nor key, make both.

    Raises
    ------
    ConfigurationError
        When the keys or the folder are wrong; nothing was changed.
    """
    database = Database(url)
    keyring = load_keyring(key_file, master_keys, database=database, create=create)
    vault = Vault(database, keyring, clock=clock)
    database.prepare()

    def first_transaction(_: object) -> None:
        # One transaction: a kill in the middle must not leave tables that do not know their key.
        migrate(database)
        remember_keyring(keyring, database)
        vault.create(INSTALLATION)

    database.write(first_transaction)
    return Storage(database, keyring, vault)
