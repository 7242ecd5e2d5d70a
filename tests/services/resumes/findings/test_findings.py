"""Findings: each says what, where, why and how, is worth what scoring again says, and quotes the person's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from shared_backend.ai_engines.tasks.resume_coach.rubric import CRITERIA
from shared_backend.ai_engines.tasks.resume_coach.sheet import of_sheet
from shared_backend.domain.resume import Claim, Profile
from shared_backend.services.resumes.findings.find import findings, rescored, scored, with_bullet
from shared_backend.services.resumes.findings.seen import Around
from shared_backend.services.resumes.findings.values import GROUPS, Finding
from tests.services.resumes.findings.sheets import rough, strong
from tests.services.resumes.findings.test_rubric import AD, PROFILES


def ids(profile: Profile, around: Around | None = None) -> set[str]:
    return {one.id for one in findings(profile, around or Around())}


def one(profile: Profile, identity: str, around: Around | None = None) -> Finding:
    return next(found for found in findings(profile, around or Around()) if found.id == identity)


def test_everything_there_is_to_find_in_a_rough_cv() -> None:
    around = Around(target=AD, remarks=(("two_columns", "The page has columns."),), ledger=())
    found = findings(rough(), around)
    assert {one.id.split(":")[0] for one in found} == {
        "remark", "no_name", "no_phone", "no_training", "summary", "unshown_skills", "unconfirmed", "target",
        "untitled", "undated", "no_lines", "backwards", "break", "duty", "no_outcome", "no_number", "vague", "typos",
        "listed", "doubled",
    }  # fmt: skip
    worths = [one.worth for one in found]
    assert worths == sorted(worths, reverse=True)
    assert len({one.id for one in found}) == len(found)
    for finding in found:
        assert finding.what
        assert finding.why
        assert finding.how
        assert finding.where
        assert finding.group in GROUPS
        assert finding.criterion in CRITERIA
    assert one(rough(), "typos:job1.3").what == "Misspelled: “recieved” (write “received”)."
    assert one(rough(), "duty:job1.1").where == "Shift leader, North Bakery, line 1"


def test_a_strong_cv_is_told_little_and_never_praised() -> None:
    found = findings(strong())
    assert {one.id for one in found} <= {
        "no_outcome:job1.1", "no_outcome:job2.1", "no_outcome:job2.2", "no_number:job2.1", "unshown_skills:skills",
    }  # fmt: skip
    said = " ".join(f"{one.what} {one.why} {one.how}" for one in found).lower()
    assert not any(word in said for word in ("great", "well done", "excellent", "impressive", "!"))


def test_a_break_and_two_jobs_at_once_cost_nothing_and_are_said_without_blame() -> None:
    profile = of_sheet(
        "Role: Cook | A | 2021-03 | present\n- Cooked 60 meals a day\n"
        "Role: Driver | B | 2021-05 | 2022-06\n- Drove 90 parcels a day\nRole: Cook | C | 2015-01 | 2018-02\n- Cooked"
    )
    for identity in ("break:job1", "overlap:job2+job1"):
        found = one(profile, identity)
        assert found.worth == 0
        assert "fine" in found.why
    year_only = of_sheet("Role: Cook | A | 2021 | present\nRole: Cook | C | 2015 | 2020")
    assert not any(one.startswith("break") for one in ids(year_only)), "a year may mean its last month"


@pytest.mark.parametrize(
    ("line", "check"),
    [
        ("I was given the key to the shop by the owner", "first_person"),
        ("The stock was counted by the team every week", "passive"),
        ("Cleaned", "too_short"),
        ("Planned " + "the rota and the holidays and " * 8 + "more", "too_long"),
        ("Passionate about serving guests", "slogans"),
        ("Worked with the QRTZ for 3 years", "acronyms"),
    ],
)
def test_wording(line: str, check: str) -> None:
    profile = of_sheet(f"Role: Helper | Shop | 2019 | present\n- {line}\n- Sold 40 loaves a day")
    assert check in {one.split(":")[0] for one in ids(profile)}
    assert check not in {one.split(":")[0] for one in ids(strong())}


def test_verbs_tenses_order_and_amount_of_lines() -> None:
    many = "\n".join(f"- Managed shift number {n} of the week" for n in range(9))
    profile = of_sheet(
        f"Role: A | X | 2012 | 2014\n- Serve 40 guests\n- Cooked 9 meals\nRole: B | Y | 2016 | 2018\n{many}"
    )
    assert {"order:", "repeated:job2.1+", "tenses:job1+", "many_lines:job2"} <= ids(profile)
    assert "order:" not in ids(replace(profile, jobs=tuple(reversed(profile.jobs))))


def test_only_unconfirmed_claims_are_named() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    claims = tuple(
        Claim(f"c{n}", bullet.text, "achievement", "resume", "r", bullet.text, at, confirmed=n > 0)
        for n, (_, bullet) in enumerate(strong().bullets())
    )
    found = one(strong(), "unconfirmed:job1.1+", Around(ledger=claims))
    assert found.what == "One line is not among the facts you confirmed."
    confirmed = tuple(replace(claim, confirmed=True) for claim in claims)
    assert not any(identity.startswith("unconfirmed") for identity in ids(strong(), Around(ledger=confirmed)))


def test_worth_is_what_scoring_again_gains() -> None:
    profile = of_sheet(
        "Role: Cook | A | 2021-03 | present\n- Cooked for the school kitchen\n- Ordered food for 300 children\n"
        "- Washed 40 pots a day"
    )
    worth = one(profile, "no_number:job1.1").worth
    told = rescored(profile, with_bullet("job1.1", "Cooked for the school kitchen, 300 meals"))
    assert told.gain == pytest.approx(worth, abs=0.011)
    assert told.after.overall.value > told.before.overall.value
    assert rescored(profile, lambda same: same).gain == 0
    assert len(with_bullet("job1.1", " ")(profile).bullets()) == 2


def test_a_job_that_is_named_is_looked_for_in_deeds_and_not_in_lists() -> None:
    plain, aimed = scored(rough()), scored(rough(), Around(target=AD))
    assert "relevance" not in plain.values
    assert aimed.values["relevance"].value < 4
    assert "radio" in one(rough(), "target:target", Around(target=AD)).what
    listed = replace(rough(), skills=("radio",))
    assert "radio" in one(listed, "unshown_skills:skills", Around(target=AD)).what
    assert scored(listed, Around(target=AD)).values["relevance"] == aimed.values["relevance"]


@settings(max_examples=40, deadline=None)
@given(PROFILES)
def test_any_cv_gets_the_same_findings_twice_and_quotes_only_what_it_says(profile: Profile) -> None:
    found = findings(profile, Around(target=AD, ledger=()))
    assert found == findings(profile, Around(target=AD, ledger=()))
    said = [profile.summary, profile.headline, *profile.links, *(b.text for _, b in profile.bullets())]
    said += [line for extra in profile.extras for line in extra.lines]
    for finding in found:
        assert not finding.quote or any(" ".join(finding.quote.split()) == " ".join(text.split()) for text in said)
        assert 0 <= finding.worth <= 10
