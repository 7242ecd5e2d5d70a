"""Account rows: find, add, change; the name goes in sealed and comes out only for its owner."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from shared_backend.domain.errors import InvalidInput, NotFound, StaleVersion
from shared_backend.domain.ports import Clock
from shared_backend.domain.principal import Role
from shared_backend.services.accounts.names import login_form, tidy
from shared_backend.storage.database import Database
from shared_backend.storage.keyring import Keyring
from shared_backend.storage.tables import metadata
from shared_backend.storage.tables.accounts import accounts
from shared_backend.storage.vault import Vault

TAKEN = "This name is taken. Choose another, or sign in if it is yours."


@dataclass(frozen=True, slots=True)
class Account:
    """One account without its name."""

    user_id: str
    role: Role
    active: bool
    created_at: datetime
    signed_in_at: datetime | None
    version: int
    has_password: bool
    password_hash: str | None = field(repr=False, default=None)


class AccountRecords:
    """The accounts table; every method joins the caller's transaction."""

    def __init__(self, database: Database, keyring: Keyring, vault: Vault, clock: Clock) -> None:
        self._database = database
        self._keyring = keyring
        self._vault = vault
        self._clock = clock

    def add(self, name: str, role: Role, *, password_hash: str | None = None, subject: str | None = None) -> str:
        """Add an account and its data key; the new user id.

        Raises
        ------
        InvalidInput
            When the name is taken.
        """
        shown = tidy(name)
        # Names of an OpenID provider are not unique and not typed: the subject takes the name's place.
        login = login_form(name) if subject is None else f"subject {subject}"

        def work(connection: Connection) -> str:
            if self._find(connection, accounts.c.name_digest.in_(self._keyring.digests("name", login))) is not None:
                raise InvalidInput(TAKEN)
            user_id = uuid.uuid4().hex
            self._vault.create(user_id)
            connection.execute(
                insert(accounts).values(
                    user_id=user_id,
                    name_digest=self._keyring.digest("name", login),
                    name_sealed=self._vault.seal(user_id, "accounts", user_id, "name", 1, shown.encode()),
                    password_hash=password_hash,
                    subject_digest=None if subject is None else self._keyring.digest("subject", subject),
                    role=role.value,
                    status="active",
                    version=1,
                    created_at=self._clock.now(),
                    signed_in_at=None,
                )
            )
            return user_id

        try:
            return self._database.write(work)
        except IntegrityError:
            raise InvalidInput(TAKEN) from None

    def by_id(self, user_id: str) -> Account | None:
        """The account of an id."""
        with self._database.read() as connection:
            return self._find(connection, accounts.c.user_id == user_id)

    def by_name(self, name: str) -> Account | None:
        """The account of a login name, typed in any spelling."""
        try:
            digests = self._keyring.digests("name", login_form(name))
        except InvalidInput:
            return None
        with self._database.read() as connection:
            return self._find(connection, accounts.c.name_digest.in_(digests))

    def by_subject(self, subject: str) -> Account | None:
        """The account of an OpenID subject."""
        with self._database.read() as connection:
            return self._find(connection, accounts.c.subject_digest.in_(self._keyring.digests("subject", subject)))

    def all(self, limit: int = 1000) -> list[Account]:
        """Accounts, the newest first, by id only."""
        with self._database.read() as connection:
            rows = connection.execute(select(accounts).order_by(accounts.c.created_at.desc()).limit(limit)).all()
        return [_account(row) for row in rows]

    def count(self, *roles: Role) -> int:
        """How many active accounts have one of the roles."""
        values = [role.value for role in roles]
        query = select(func.count()).where(accounts.c.role.in_(values), accounts.c.status == "active")
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def display_name(self, user_id: str) -> str:
        """The name, for its owner's own page."""
        with self._database.read() as connection:
            query = select(accounts.c.name_sealed).where(accounts.c.user_id == user_id)
            sealed = connection.execute(query).scalar_one_or_none()
        if sealed is None:
            raise NotFound("There is no such account.")
        return self._vault.open(user_id, "accounts", user_id, "name", 1, sealed).decode()

    def change(self, account: Account, **values: Any) -> None:
        """Change columns of an account that is still as it was read.

        Raises
        ------
        StaleVersion
            When somebody else changed it first.
        """
        same = (accounts.c.user_id == account.user_id) & (accounts.c.version == account.version)
        statement = update(accounts).where(same).values(version=account.version + 1, **values)
        if self._database.write(lambda connection: connection.execute(statement)).rowcount != 1:
            raise StaleVersion()

    def remove(self, user_id: str) -> dict[str, int]:
        """Destroy the data key, then every row of every table that carries this person's id, the account last.

        Returns how many rows of each table there were.
        """

        def work(connection: Connection) -> dict[str, int]:
            gone = {}
            self._vault.shred(user_id)
            # Found by column, not by a list: a table somebody adds later is erased too.
            for table in reversed(metadata.sorted_tables):
                if "user_id" in table.c and table is not accounts:
                    gone[table.name] = connection.execute(delete(table).where(table.c.user_id == user_id)).rowcount
            connection.execute(delete(accounts).where(accounts.c.user_id == user_id))
            return {**gone, accounts.name: 1}

        return self._database.write(work)

    def _find(self, connection: Connection, where: ColumnElement[bool]) -> Account | None:
        row = connection.execute(select(accounts).where(where)).first()
        return None if row is None else _account(row)


def _account(row: Any) -> Account:
    return Account(
        user_id=row.user_id,
        role=Role(row.role),
        active=row.status == "active",
        created_at=row.created_at,
        signed_in_at=row.signed_in_at,
        version=row.version,
        has_password=row.password_hash is not None,
        password_hash=row.password_hash,
    )
