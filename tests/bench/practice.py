"""From submit to feedback: the recipe alone, one tab, and fifty tabs at once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median
from time import perf_counter

from shared_backend.bootstrap import Backend
from shared_backend.domain.principal import Portal
from shared_backend.web.cookies import session_cookie
from tests.bench.installation import Practising, answers, people
from tests.bench.tab import Tab

WARM_UP = 3


def p95(values: Sequence[float]) -> float:
    """The value 95 % are not above."""
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def recipe(backend: Backend, number: int) -> list[float]:
    """Seconds of each answer given to the coach: screened, judged, learned from, sealed, committed."""
    taken = []
    for one, text in zip(people(backend, number + WARM_UP), answers(backend, number + WARM_UP), strict=True):
        began = perf_counter()
        backend.interview.practice.answer(one.me, one.run_id, one.attempt_id, text, seconds=60)
        taken.append(perf_counter() - began)
    return taken[WARM_UP:]


def alone(backend: Backend, url: str, number: int) -> tuple[list[float], list[float]]:
    """Seconds to open the page and from submit to what follows, one tab after the other."""
    opened, submitted = [], []
    for one, text in zip(people(backend, number + WARM_UP), answers(backend, number + WARM_UP), strict=True):
        with _tab(url, one) as tab:
            opened.append(tab.open())
            submitted.append(tab.submit(text))
    return opened[WARM_UP:], submitted[WARM_UP:]


def at_once(backend: Backend, url: str, number: int) -> list[float]:
    """Seconds from submit to what follows, when so many submit in the same instant."""
    taken: list[float] = []
    start = threading.Barrier(number)
    with ExitStack() as stack:
        tabs = [stack.enter_context(_tab(url, one)) for one in people(backend, number)]
        for tab in tabs:
            tab.open()

        def submit(tab: Tab, text: str) -> None:
            start.wait()
            taken.append(tab.submit(text))

        threads = [
            threading.Thread(target=submit, args=each) for each in zip(tabs, answers(backend, number), strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    if len(taken) != number:
        raise RuntimeError(f"{number - len(taken)} of {number} tabs got no answer")
    return taken


def _tab(url: str, one: Practising) -> Tab:
    return Tab(url, f"{session_cookie(Portal.USER, https=False)}={one.token}", one.run_id)


def milliseconds(values: Sequence[float]) -> dict[str, float]:
    """Median and 95 % in milliseconds."""
    return {"p50": round(1e3 * median(values), 1), "p95": round(1e3 * p95(values), 1)}
