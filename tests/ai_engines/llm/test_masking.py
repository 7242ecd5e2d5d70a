"""What is taken out of a text before it leaves, and that all of it comes back."""

from __future__ import annotations

import pytest

from shared_backend.ai_engines.llm.masking import Mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Write to a.b+c@mail.example.co.uk now.", "Write to [EMAIL_1] now."),
        ("Ring +49 (0)30 1234567 or 020 7946 0958.", "Ring [PHONE_1] or [PHONE_2]."),
        ("Call (555) 123-4567", "Call [PHONE_1]"),
        ("See https://linkedin.com/in/ada?x=1 please", "See [LINK_1] please"),
        ("Hi, my name is Zoë O’Neill and I sell.", "Hi, my name is [NAME_1] and I sell."),
        ("I'm Maria van der Berg, a nurse.", "I'm [NAME_1], a nurse."),
        ("Dr. Smith and Dr. Smith", "Dr. [NAME_1] and Dr. [NAME_1]"),
    ],
)
def test_hidden_and_restored(text: str, masked: str) -> None:
    mask = Mask()
    assert mask.hide(text) == masked
    assert mask.restore({"a": [masked, 3, None]}) == {"a": [text, 3, None]}


@pytest.mark.parametrize(
    "text",
    [
        "I cut waste by 35 percent in 2019 and saved 12,500 euros.",
        "From 2015-2019 we grew from 120 to 3400 customers.",
        "I am responsible for 24 vans and 1,300 stops a week.",
        "I'm Scottish, and I like it. Version 10.4.2 on port 8080.",
        "We met at 10:30 on 12/05/2021.",
    ],
)
def test_ordinary_figures_stay(text: str) -> None:
    assert Mask().hide(text) == text


def test_two_people_get_two_placeholders() -> None:
    assert Mask().hide("a@b.org c@d.org a@b.org") == "[EMAIL_1] [EMAIL_2] [EMAIL_1]"


def test_a_placeholder_in_the_text_is_not_masked_again() -> None:
    mask = Mask()
    once = mask.hide("Mail a@b.org")
    assert mask.hide(once) == once


@pytest.mark.timeout(30)
def test_long_hostile_text_is_read_to_its_end() -> None:
    for text in ("a@" * 10_000, "0 " * 10_000, "Aa " * 6_000, "+1" * 10_000, "my name is " * 2_000):
        assert "ada@example.org" not in Mask().hide(f"{text}. Write to ada@example.org")
