"""The printed report: with numbers for those who want them, in words for those who do not."""

from __future__ import annotations

import re

import pytest

from shared_backend.bootstrap import Backend
from shared_backend.coaching import interview_export
from tests.people import HandClock
from tests.practised import practise
from tests.practising import practiser

NUMBER = re.compile(r"\d\.\d|\d ?%|\d of (10|4)\b|\d–\d")


@pytest.mark.parametrize("numbers", [True, False])
def test_numbers_only_when_wanted(
    backend: Backend, clock: HandClock, monkeypatch: pytest.MonkeyPatch, numbers: bool
) -> None:
    me = practiser(backend)
    run_id = practise(backend, me, clock, 3)[0].run_id
    printed: list[str] = []

    def render(blocks: list[interview_export.Block], *, title: str) -> bytes:
        printed.extend(block.text for block in blocks)
        return b""

    monkeypatch.setattr(interview_export, "render", render)
    report = backend.interview.reports.report(me, run_id)
    interview_export.as_pdf(report, numbers=numbers)
    own_words = {attempt.answer for attempt in report.attempts} | {attempt.question for attempt in report.attempts}
    said = [text for text in printed if text not in own_words]
    assert report.average_word in " ".join(said)
    assert any(NUMBER.search(text) for text in said) == numbers
