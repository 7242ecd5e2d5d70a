"""The fact check: every way of saying more is refused by its name, and what says no more may stand."""

from __future__ import annotations

import pytest

from shared_backend.services.resumes.writing.diff import changes
from shared_backend.services.resumes.writing.facts import GAP, refusals
from shared_backend.services.resumes.writing.wording import wording

SAID = (
    "Helped prepare meals for 60 residents a day and planned to cut waste by 12%",
    "Baker, Sunny Home, Leeds",
)
SOLD = ("Sold 40 phones a week from 2019 to 2021, with about 5 returns", "Shop assistant, Blue Kiosk")

LIES = [
    (SAID, "number", "Helped prepare meals for 80 residents a day and planned to cut waste by 12%"),
    (SAID, "number", "Helped prepare meals for eighty residents a day and planned to cut waste by 12%"),
    (SAID, "number", "Helped prepare meals for ８０ residents a day and planned to cut waste by 12%"),
    (SAID, "number", "Helped prepare meals for ٨٠ residents a day and planned to cut waste by 12%"),
    (SAID, "unit", "Helped prepare meals for 60 residents a day and planned to cut waste by 12 kg"),
    (SAID, "unit", "Helped prepare meals for 60 residents a week and planned to cut waste by 12%"),
    (SAID, "hedge", "Helped prepare meals for over 60 residents a day and planned to cut waste by 12%"),
    (SAID, "hedge", "Helped prepare meals for 60+ residents a day and planned to cut waste by 12%"),
    (SAID, "hedge", "Helped prepare meals for 60 residents a day and planned to cut waste to 12%"),
    (SAID, "seniority", "Prepared meals for 60 residents a day and planned to cut waste by 12%"),
    (SAID, "seniority", "Helped lead the preparation of meals for 60 residents a day; planned to cut waste by 12%"),
    (SAID, "seniority", "As the Manager helped prepare meals for 60 residents a day; planned to cut waste by 12%"),
    (SAID, "plan", "Helped prepare meals for 60 residents a day and cut waste by 12%"),
    (SAID, "praise", "Helped prepare award-winning meals for 60 residents a day, planned to cut waste by 12%"),
    (SAID, "praise", "Helped prepare excellent meals for 60 residents a day, planned to cut waste by 12%"),
    (SAID, "scope", "Helped prepare all meals for 60 residents a day and planned to cut waste by 12%"),
    (SAID, "outcome", "Helped prepare meals for 60 residents a day, improving waste, planned to cut it by 12%"),
    (SAID, "outcome", "Helped prepare meals for 60 residents a day, so planned to cut waste by 12%"),
    (SAID, "name", "Helped Nestlé prepare meals for 60 residents a day and planned to cut waste by 12%"),
    (SAID, "skill", "Helped prepare meals for 60 residents a day using Excel; planned to cut waste by 12%"),
    (SAID, "denial", "Helped prepare meals for 60 residents a day without waste, planned to cut it by 12%"),
    (SAID, "letters", "Helped prepare meals for 60 residents a day and planned to cut wаste by 12%"),
    (SAID, "letters", "Helped prepare meals for 60 residents a day\u200b and planned to cut waste by 12%"),
    (SAID, "word", "Helped prepare vegan meals for 60 residents a day and planned to cut waste by 12%"),
    (SAID, "word", "Half cooked comidas, helped prepare meals for 60 residents a day, planned to cut waste by 12%"),
    (SAID, "form", "Helped prepare meals for 60 residents a day\nand planned to cut waste by 12%"),
    (SOLD, "number", "Sold 40 phones a week from 2018 to 2021, with about 5 returns"),
    (SOLD, "unit", "Sold 5 phones a week from 2019 to 2021, with about 40 returns"),
    (SOLD, "hedge", "Sold 40 phones a week from 2019 to 2021, with 5 returns"),
    (SOLD, "hedge", "Sold 40 phones a week since 2019, with about 5 returns"),
    (SOLD, "unit", "Sold €40 phones a week from 2019 to 2021, with about 5 returns"),
]
HONEST = [
    (SAID, "Helped prepare meals for sixty residents a day and planned to cut waste by 12 percent"),
    (SAID, "Assisted in preparing meals for 60 residents daily; planned to reduce waste by 12%"),
    (SAID, "Helped with the preparation of meals for 60 residents a day, and planned to cut waste by 12 %"),
    (SOLD, "Sold forty phones a week with about five returns"),
    (SOLD, f"Sold {GAP} phones a week from 2019 to 2021"),
]


@pytest.mark.parametrize(("said", "kind", "text"), LIES)
def test_what_says_more_is_refused(said: tuple[str, ...], kind: str, text: str) -> None:
    found = refusals(text, said, wording(), skills=["Excel"])
    assert kind in {refusal.kind for refusal in found}
    assert all(refusal.reason.endswith(".") for refusal in found)


@pytest.mark.parametrize(("said", "text"), HONEST)
def test_what_says_no_more_may_stand(said: tuple[str, ...], text: str) -> None:
    assert refusals(text, said, wording()) == ()


def test_what_is_true_elsewhere_is_told_apart_from_what_is_not() -> None:
    (found,) = refusals("Sold 40 phones a week using Excel", SOLD, wording(), elsewhere=["Excel"], skills=["Excel"])
    assert found.reason == "“Excel” stands in your CV, but you did not say it of this line."


def test_a_difference_is_told_in_words() -> None:
    assert [(piece.kind, piece.text) for piece in changes("I cleaned rooms", "Cleaned 20 rooms, daily")] == [
        ("removed", "I"),
        ("kept", "Cleaned"),
        ("added", "20"),
        ("kept", "rooms,"),
        ("added", "daily"),
    ]
