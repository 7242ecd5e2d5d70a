"""One tiny portal for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.running import Site, running


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running portal with accounts and one page."""
    with running("tests/web/tiny_portal/asgi.py", tmp_path_factory.mktemp("site")) as made:
        yield made
