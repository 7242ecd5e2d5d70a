"""A fresh PostgreSQL database for a test, on the server named in INTELLICOACH_TEST_POSTGRES_URL."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

SERVER = os.environ.get("INTELLICOACH_TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/")


@contextmanager
def postgres_database() -> Iterator[str]:
    """The URL of an empty database, dropped afterwards. Skips the test, visibly, when there is no server."""
    parts = urlsplit(SERVER)
    name = f"intellicoach_test_{secrets.token_hex(6)}"
    server = urlunsplit(parts._replace(path="/postgres"))
    try:
        connection = psycopg.connect(server, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL server: set INTELLICOACH_TEST_POSTGRES_URL")
    with connection:
        connection.execute(f'create database "{name}"')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'drop database "{name}" with (force)')
