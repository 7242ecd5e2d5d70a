"""A profile says what was printed, no more exactly than it was printed."""

from __future__ import annotations

import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.domain.resume import checked_date
from shared_backend.services.resumes.profile import profile_of
from shared_backend.services.resumes.recipe import read_file

CV = """Ada Marlow
ada@example.org

Experience
Baker, Corner Loaf Ltd
{dates}
- Baked 300 loaves a day

Education
BA History, University of Leeds, 2012

Volunteering
Food bank driver on Saturdays
"""


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        ("03/2019 – Present", "2019-03", "present"),
        ("2017 – 2019", "2017", "2019"),
        ("Spring 2018 – Winter 2019", "2018-spring", "2019-winter"),
        ("Q1 2018 – Q3 2019", "2018", "2019"),
    ],
)
def test_dates_keep_their_precision(printed: str, start: str, end: str) -> None:
    job = profile_of(read_file(CV.format(dates=printed).encode())).jobs[0]
    assert (job.start, job.end) == (start, end)
    assert checked_date(job.start) == start
    assert checked_date(job.end) == end
    assert [bullet.text for bullet in job.bullets] == ["Baked 300 loaves a day"]


def test_what_fits_no_field_is_kept() -> None:
    profile = profile_of(read_file(CV.format(dates="2017 – 2019").encode()))
    assert [extra.heading for extra in profile.extras] == ["Volunteering"]
    assert profile.studies[0].end == "2012"
    assert profile.studies[0].start == ""


@pytest.mark.parametrize("wrong", ["2019-13", "March 2019", "19", "now", "2019-03-01", "2019-03\n<b>"])
def test_a_wrong_date_is_told(wrong: str) -> None:
    with pytest.raises(InvalidInput, match="2020-03"):
        checked_date(wrong)


@pytest.mark.parametrize(
    "head", ["Baker, Corner Loaf Ltd", "Experience Designer, Corner Loaf Ltd", "Marketing Manager\nCorner Loaf Ltd"]
)
def test_a_heading_is_not_glued_to_the_first_job(head: str) -> None:
    profile = profile_of(read_file(CV.replace("Baker, Corner Loaf Ltd", head).format(dates="2017 – 2019").encode()))
    assert profile.jobs[0].title == head.split(",")[0].split("\n")[0]
    assert profile.jobs[0].employer == "Corner Loaf Ltd"


def test_jobs_of_one_cv_may_be_laid_out_differently() -> None:
    text = CV.format(dates="2017 – 2019").replace(
        "Education\n", "Shop assistant, Mill Street Stores  2015 – 2016\n- Served customers\n\nEducation\n"
    )
    for one in (text, text.replace("Ltd\n2017", "Ltd  2017").replace("Stores  2015", "Stores\n2015")):
        jobs = profile_of(read_file(one.encode())).jobs
        assert [(job.title, job.employer) for job in jobs] == [
            ("Baker", "Corner Loaf Ltd"),
            ("Shop assistant", "Mill Street Stores"),
        ]
