"""Entries of a list of skills are found in other order and form; what is ambiguous or something else stays unlinked."""

from __future__ import annotations

import pytest

from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.resume import Profile
from shared_backend.services.resumes.matching.listed_skills import listed_skill
from shared_backend.services.resumes.matching.named_skills import skills_named
from shared_backend.services.resumes.matching.passages import passages_of


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        ("Forklift operation", "operate forklift"),
        ("Copywriting", "perform copywriting"),
        ("Statistical forecasting", "carry out statistical forecasts"),
        ("wound care (certified)", "carry out wound care"),
        ("blueprint reading", "technical drawings"),
        ("MS Excel", "Microsoft Excel"),
        ("Windows 11", "Microsoft Windows"),
        ("HubSpot", "HubSpot software"),
        ("JCL", "Job control language JCL"),
        ("AWS", "Amazon Web Services AWS software"),
    ],
)
def test_another_order_or_form_is_the_same_skill(entry: str, label: str) -> None:
    found = listed_skill(entry, REFERENCE)
    assert found is not None
    assert found[0] == label


@pytest.mark.parametrize(
    "entry",
    [
        "Microsoft 365",  # its maker alone is no product
        "Bookkeeping",  # O*NET's "Bookkeeping software" is not what somebody can do
        "Help desk",
        "Flume experiments",
        "fieldwork above 4000 m",
        "<b>",
        "",
        "(" * 50,
    ],
)
def test_what_says_something_else_is_not_linked(entry: str) -> None:
    assert listed_skill(entry, REFERENCE) is None


def test_the_span_is_the_entry_and_a_denial_counts() -> None:
    found = skills_named(
        passages_of(Profile(skills=("Forklift operation", "Copywriting (currently learning)"))), REFERENCE
    )
    assert [(one.quote[one.start : one.end], one.label, one.source) for one in found] == [
        ("Forklift operation", "operate forklift", "ESCO")
    ]


def test_who_does_it_is_no_skill() -> None:
    profile = Profile(headline="Marketing Manager", summary="I am an administrator returning to work.")
    assert skills_named(passages_of(profile), REFERENCE) == ()
