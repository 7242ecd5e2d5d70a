"""The career coach's task: what a file of careers must be, what is kept of it, and what is foreseen from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from shared_backend.ai_engines.base import Examples
from shared_backend.ai_engines.catalogue import tasks
from shared_backend.ai_engines.ensemble.base import TrainingSettings
from shared_backend.ai_engines.ensemble.labels import LabelEnsemble
from shared_backend.ai_engines.tasks.career_coach.people import FEWEST_PEOPLE
from shared_backend.ai_engines.tasks.career_coach.task import CareerCoach
from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.csv_file import ReadFile, read_file, sample_file
from shared_backend.operations.data_check import check_rows

TASK = CareerCoach()
NURSE, ASSISTANT, MANAGER, WELDER = "29-1141.00", "31-1131.00", "11-9111.00", "51-4121.00"
SETTINGS = TrainingSettings(folds=3, engines=("expert", "bayesian", "fuzzy"))


def named(titles: Sequence[str]) -> list[str | None]:
    """A stand-in for the job title model: knows three titles."""
    known = {"Staff Nurse": NURSE, "Care Helper": ASSISTANT, "Ward Boss": MANAGER}
    return [known.get(title) for title in titles]


def people(count: int = FEWEST_PEOPLE, *jobs: str) -> list[str]:
    jobs = jobs or ("Care Helper", "Staff Nurse", "Ward Boss")
    return [f"p{i},{at},{job}" for i in range(count) for at, job in enumerate(jobs, 1)]


def read(*lines: str, header: str = "person,order,title") -> ReadFile:
    return read_file(TASK, "\n".join([header, *lines]).encode(), named)


def test_one_job_a_line_becomes_one_row_a_step_without_titles_or_people() -> None:
    file = read(*people()[::-1])
    assert (file.problem_count, len(file.rows)) == (0, 2 * FEWEST_PEOPLE)
    assert {(row.input["titles"], row.target["label"]) for row in file.rows} == {
        (ASSISTANT, NURSE),
        (f"{ASSISTANT} > {NURSE}", MANAGER),
    }
    assert len({row.group for row in file.rows}) == FEWEST_PEOPLE
    assert "p1" not in {row.group for row in file.rows}
    assert check_rows(file.rows, repeats=TASK.inputs_repeat).usable


def test_the_sample_file_is_right_without_any_model() -> None:
    file = read_file(TASK, sample_file(TASK))
    assert (file.problem_count, file.notes, len(file.rows)) == (0, (), FEWEST_PEOPLE)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Jane Smith,1,Staff Nurse", "may be a name"),
        ("jane.smith@example.org,1,Staff Nurse", "may be a name"),
        ("jane1985,1,Staff Nurse", "may be a name"),
        ("p0,first,Staff Nurse", "order: give a number"),
        ("p0,nan,Staff Nurse", "order: give a number"),
        ("p0,1,Ward Boss", "as line 2"),
        ("p0,9,???", "no word in it"),
        ("p0,9,Assistant to Dr. Brown", "name, an address"),
        ("p0,9,Driver +44 20 7946 0991", "name, an address"),
        ("p0,9,", "empty"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_kept(line: str, words: str) -> None:
    file = read(*people(), line)
    assert [problem.line for problem in file.problems] == [2 + 3 * FEWEST_PEOPLE]
    assert words in file.problems[0].message


@pytest.mark.parametrize("code", ["p-0017", "A17", "person17", "0017", "3f2a9c10b7e4", "user_4711"])
def test_codes_are_people(code: str) -> None:
    assert read(*people(), f"{code},1,Staff Nurse", f"{code},2,Ward Boss").problem_count == 0


def test_dates_only_check_the_order() -> None:
    header = "person,order,title,date"
    lines = [f"{line},{2010 + int(line.split(',')[1])}" for line in people()]
    assert read(*lines, header=header).problem_count == 0
    wrong = read(*lines, "q1,1,Staff Nurse,2020-05", "q1,2,Ward Boss,2019", "q2,1,Ward Boss,May 2019", header=header)
    assert [problem.message.split(":")[0].split(" ")[0] for problem in wrong.problems] == ["It", "Column"]
    same_year = read(*lines, "q1,1,Staff Nurse,2020-05", "q1,2,Ward Boss,2020", header=header)
    assert same_year.problem_count == 0


def test_few_people_are_not_kept() -> None:
    file = read(*people(FEWEST_PEOPLE - 1))
    assert file.rows == ()
    assert f"at least {FEWEST_PEOPLE}" in file.problems[0].message


def test_a_title_that_is_not_linked_breaks_a_career_in_two_and_is_named() -> None:
    file = read(*people(), "p0,0,Chief Fun Officer", "q1,1,Care Helper", "q1,2,Chief Fun Officer", "q1,3,Staff Nurse")
    assert len(file.rows) == 2 * FEWEST_PEOPLE
    assert [(note.line, "Chief Fun Officer" in note.message) for note in file.notes] == [(2 + 3 * FEWEST_PEOPLE, True)]
    nothing = read(*people(FEWEST_PEOPLE, "Chief Fun Officer", "Chief Joy Officer"))
    assert nothing.rows == ()
    assert "could be linked" in nothing.problems[0].message


def test_typed_jobs_are_titles_or_codes() -> None:
    given = TASK.check_input({"titles": f"Nursing Assistants > {NURSE}"})
    assert given == {"titles": f"{ASSISTANT} > {NURSE}"}
    assert TASK.check_input(given) == given
    for wrong in ("", " > ", "Chief Fun Officer", 7):
        with pytest.raises(InvalidInput):
            TASK.check_input({"titles": wrong})
    with pytest.raises(InvalidInput, match="next_code"):
        TASK.parse({"titles": NURSE, "next_code": "00-0000.00"})


def drawn(count: int, seed: int = 0) -> list[str]:
    """Assistants become nurses, nurses managers; one in five becomes a welder, which nothing published says."""
    random = np.random.default_rng(seed)
    lines = []
    for i in range(count):
        jobs = [
            "Care Helper",
            "Staff Nurse",
            "Ward Boss" if random.random() < 0.8 else "Welders, Cutters, Solderers, and Brazers",
        ]
        lines += [f'p{i},{at},"{job}"' for at, job in enumerate(jobs)]
    return lines


def test_steps_of_people_outweigh_published_links_and_rivals_stand_beside() -> None:
    rows = read(*drawn(80)).rows
    model, report = LabelEnsemble.train(TASK, [*TASK.builtin(TASK.reference), *rows], SETTINGS)
    assert report.metric("mrr").n == len(rows), "published links are not measured on beside people"
    assert report.metric("mrr").low > report.baseline[0].value
    names = {rival.name for rival in report.rivals}
    assert names == {"the same again", "what followed the latest job", "people with alike pasts"}
    assert {e.engine: e.applies for e in report.engines}["neural"] is False
    found = model.predict([TASK.check_input({"titles": NURSE})])[0]
    assert {code for code, _ in found.ranking[:2]} == {MANAGER, WELDER}
    other = model.predict([TASK.check_input({"titles": "Electricians"})])[0]
    assert other.ranking[0][0] not in {MANAGER, WELDER, NURSE}, "where nobody was, published links speak"
    again = LabelEnsemble.from_state(TASK, model.to_state())
    assert again.predict([{"titles": NURSE}])[0].ranking == found.ranking


@pytest.mark.parametrize("name", ["neural", "expert", "bayesian", "nlp", "fuzzy"])
def test_each_engine_learns_more_and_survives_saving(name: str) -> None:
    rows = read(*drawn(40)).rows
    examples, targets = TASK.examples([row.input for row in rows]), TASK.targets(rows)
    engine = {str(key): made for key, made in TASK.engines().items()}[name]
    engine.fit(examples, targets)  # type: ignore[union-attr]
    before = engine.predict(examples)  # type: ignore[union-attr]
    np.testing.assert_allclose(before.mean.sum(axis=1), 1)
    back = type(engine).from_state(engine.to_state())  # type: ignore[union-attr]
    assert np.array_equal(back.predict(examples).mean, before.mean)
    more = TASK.parse({"titles": NURSE, "next_code": WELDER})
    engine.partial_fit(TASK.examples([more.input] * 40), TASK.targets([more] * 40))  # type: ignore[union-attr]
    after = engine.predict(examples.take([0, 1]))  # type: ignore[union-attr]
    assert np.array_equal(after.mean, before.mean[:2]) == (name in ("expert", "fuzzy")), "rules do not follow from rows"


def test_the_expert_does_not_know_the_links_it_is_asked_for() -> None:
    rows = TASK.builtin(TASK.reference)
    asked = next(i for i, row in enumerate(rows) if row.input["titles"] == NURSE)
    engine = TASK.engines()["expert"]
    rest = [row for i, row in enumerate(rows) if i != asked]
    engine.fit(TASK.examples([row.input for row in rest]), TASK.targets(rest))  # type: ignore[union-attr]
    told = TASK.engines()["expert"].fit(TASK.examples([row.input for row in rows]), TASK.targets(rows))  # type: ignore[union-attr]
    one: Examples = TASK.examples([rows[asked].input])
    at = told.predict(one).outputs.index(str(rows[asked].target["label"]))
    assert engine.predict(one).mean[0, at] < told.predict(one).mean[0, at]  # type: ignore[union-attr]


def test_it_is_offered_to_staff() -> None:
    assert "career_coach" in {task.id for task in tasks()}
