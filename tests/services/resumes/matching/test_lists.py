"""Three lists from a CV, an ad and a ledger; skills that a text names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.resume import Asked, Bullet, Claim, Job, Profile
from shared_backend.services.resumes.matching.lexicon import lexicon
from shared_backend.services.resumes.matching.lists import JobMatch, changed_by, in_three_lists, with_changes
from shared_backend.services.resumes.matching.matcher import Matcher
from shared_backend.services.resumes.matching.named_skills import skills_named
from shared_backend.services.resumes.matching.passages import passages_of
from shared_backend.services.resumes.matching.values import Passage, Requirement

MATCHER = Matcher(REFERENCE, date(2026, 1, 1))
WORDS = lexicon(REFERENCE)
PROFILE = Profile(
    jobs=(Job("j", "Acme", "Baker", "2019", "present", bullets=(Bullet("j1", "Baked for 60 guests"),)),),
    skills=("Python", "Basic SQL"),
)


def claim(text: str, *, confirmed: bool = True) -> Claim:
    return Claim(text, text, "achievement", "typed", "", text, datetime(2026, 1, 1, tzinfo=UTC), confirmed)


def listed(*requirements: Requirement, claims: tuple[Claim, ...] = (), profile: Profile = PROFILE) -> JobMatch:
    return in_three_lists(MATCHER, requirements, profile, claims)


ASKED = (Requirement("Baking"), Requirement("HACCP"), Requirement("Python", "nice"), Requirement("Danish", "nice"))


def test_what_the_ledger_supports_is_true_but_missing() -> None:
    match = listed(*ASKED, claims=(claim("Wrote the HACCP plan"), claim("Spoke Danish every day", confirmed=False)))
    assert [one.requirement.phrase for one in match.shown] == ["Baking", "Python"]
    assert [(one.requirement.phrase, one.claims[0].text) for one in match.missing] == [
        ("HACCP", "Wrote the HACCP plan")
    ]
    assert [one.requirement.phrase for one in match.absent] == ["Danish"]
    assert (match.counts("must"), match.counts("nice")) == ((1, 2), (1, 2))


def test_a_must_counts_three_times_and_what_is_basic_half() -> None:
    assert listed(*ASKED).share == (3 + 1) / (2 * 3 + 2)
    weak = listed(*ASKED, Requirement("SQL", "nice"))
    assert weak.share == (3 + 1 + 0.5) / (2 * 3 + 3)
    assert listed(*ASKED[:3]).share is None, "too little for a figure"


def test_requirements_are_weighed_otherwise_taken_out_and_added() -> None:
    changes = changed_by((), Asked("Danish", "must"), WORDS)
    changes = changed_by(changes, Asked("python", "out"), WORDS)
    changes = changed_by(changes, Asked("Sourdough", "nice"), WORDS)
    after = with_changes(ASKED, changes, WORDS)
    assert [(one.phrase, one.level) for one in after] == [
        ("Baking", "must"), ("HACCP", "must"), ("Danish", "must"), ("Sourdough", "nice"),
    ]  # fmt: skip
    again = changed_by(changes, Asked("Sourdough", "out"), WORDS)
    assert len(with_changes(ASKED, again, WORDS)) == 3
    assert len(again) == len(changes), "one change a phrase"


@pytest.mark.parametrize(
    ("line", "words", "source"),
    [
        ("Wrote services in TypeScript", "TypeScript", "O*NET"),
        ("Built the model in Microsoft Excel", "Microsoft Excel", "O*NET"),
        ("Active Directory and printers", "Active Directory", "ESCO"),
    ],
)
def test_a_named_skill_is_linked_with_its_words(line: str, words: str, source: str) -> None:
    (found,) = skills_named([Passage.of(line, "bullet", "Engineer")], REFERENCE)
    assert line[found.start : found.end] == words
    assert found.id
    assert found.section == "Engineer"
    assert found.source in (source, "ESCO")


@pytest.mark.parametrize(
    "line",
    [
        "Excelled at work in the office", "Raiser's Edge of town", "Presented to the board",
        "No experience with TypeScript",
        "Led the team to a new edge", "Canvas bags were sold", "Learning TypeScript",
    ],
)  # fmt: skip
def test_ordinary_words_and_promises_name_no_skill(line: str) -> None:
    assert skills_named([Passage.of(line, "bullet")], REFERENCE) == ()


def test_skills_are_found_once_and_always_the_same() -> None:
    lines = passages_of(Profile(summary="I like Python.", skills=("Python", "SQL", "Python")))
    found = skills_named(lines, REFERENCE)
    assert len({one.id for one in found}) == len(found) == 2
    assert skills_named(lines, REFERENCE) == found
