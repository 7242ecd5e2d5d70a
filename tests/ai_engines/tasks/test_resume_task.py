"""The task resume_coach: its columns, its rated CVs, and what must hold for the trained score as for the rubric's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from shared_backend.ai_engines.base import State
from shared_backend.ai_engines.ensemble.base import Estimate, TrainingSettings
from shared_backend.ai_engines.ensemble.scores import ScoreEnsemble
from shared_backend.ai_engines.report import ModelReport
from shared_backend.ai_engines.tasks.resume_coach.facts import facts_of
from shared_backend.ai_engines.tasks.resume_coach.floor import MOST, Trust, blended, trust_in
from shared_backend.ai_engines.tasks.resume_coach.rows import read_rated
from shared_backend.ai_engines.tasks.resume_coach.rubric import CRITERIA, OUTPUTS, OVERALL, rubric
from shared_backend.ai_engines.tasks.resume_coach.sheet import of_sheet, to_sheet
from shared_backend.ai_engines.tasks.resume_coach.task import REFERENCE, ResumeCoach
from shared_backend.domain.errors import ConfigurationError, InvalidInput
from shared_backend.domain.resume import Profile
from tests.services.resumes.findings.sheets import hollow, rough, strong
from tests.services.resumes.findings.test_rubric import AD, more_lines

GOOD = {"cv": "Role: Cook | A | 2019 | present\n- Cooked 60 meals a day", "overall": "6", "impact": "5"}
STUFFING = ("night", "dispatcher", "emergency", "calls", "team", "first aid", "radio", "answer", "lead")


@pytest.fixture(scope="module")
def trained() -> tuple[ScoreEnsemble, ModelReport]:
    """A model of the quick engines on all shipped rows."""
    task = ResumeCoach()
    settings = TrainingSettings(engines=("expert", "bayesian", "fuzzy", "nlp"), folds=3)
    return ScoreEnsemble.train(task, task.builtin(REFERENCE), settings)


def shown(model: ScoreEnsemble, profile: Profile, target: str = "") -> float:
    """The score as a person sees it."""
    task = ResumeCoach()
    judged = model.predict([task.check_input({"cv": to_sheet(profile), "target": target})])[0]
    plain = rubric().score(facts_of(profile, target=target))
    return blended(rubric(), plain, judged.scores, Trust(MOST, ""))[0].overall.value


def test_shipped_cvs_are_many_varied_and_complete() -> None:
    rows = ResumeCoach().builtin(REFERENCE)
    overall = [row.target[OVERALL] for row in rows]
    assert len(rows) >= 140
    assert len({row.group for row in rows}) >= 50
    assert min(overall) < 2 < 8 < max(overall)
    assert float(np.std(overall)) > 1.5
    for row in rows:
        rated = [name for name in CRITERIA if not np.isnan(row.target[name])]
        assert rated == list(CRITERIA[: 6 if row.input["target"] else 5])
    twins = ResumeCoach().examples([row.input for row in rows]).twins()
    assert len(twins) >= 6
    for one, other in twins:
        assert abs(overall[one] - overall[other]) <= 0.5, "plain words are rated like others"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"cv": "  "}, "Column cv"),
        ({"cv": "x" * 40_001}, "Column cv"),
        ({"target": "x" * 20_001}, "Column target"),
        ({"overall": ""}, "Column overall"),
        ({"overall": "good"}, "Column overall"),
        ({"impact": "11"}, "Column impact"),
    ],
)
def test_a_wrong_cell_is_named(change: dict[str, str], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        ResumeCoach().parse({**GOOD, **change})


def test_an_upload_keeps_one_persons_versions_together() -> None:
    one, other = (ResumeCoach().parse({**GOOD, "cv": GOOD["cv"] + more}) for more in ("", "\n- Baked bread"))
    assert one.group == other.group
    assert np.isnan(one.target["clarity"])
    assert one.target["impact"] == 5


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "odd.jsonl"
    for line in ("{", json.dumps({"cv": "x"}), json.dumps({"cv": "x", "rated": 4})):
        file.write_text(line)
        with pytest.raises(ConfigurationError, match=r"Line 1 of odd\.jsonl"):
            read_rated(file)


def test_lines_without_a_position_are_deeds_of_their_own() -> None:
    profile = of_sheet("- Built a booking page for 3 clubs\nSkills: tests")
    assert [extra.lines for extra in profile.extras] == [("Built a booking page for 3 clubs",)]
    assert of_sheet("I bake bread.\nEvery day.").summary == "I bake bread. Every day."


def test_the_trained_model_is_nearer_to_the_ratings_than_the_rules_and_earns_trust(
    trained: tuple[ScoreEnsemble, ModelReport],
) -> None:
    from dataclasses import asdict

    report = trained[1]
    own = next(metric for metric in report.ensemble if metric.name == "rmse")
    assert report.metric("spearman").value > 0.9
    assert own.value < 0.75
    assert trust_in({"rows": 148, "report": asdict(report)}).share == MOST
    assert trust_in({"rows": 99, "report": asdict(report)}).share == 0
    assert trust_in(None).share == 0


def test_a_restored_model_says_the_same(trained: tuple[ScoreEnsemble, ModelReport]) -> None:
    model, task = trained[0], ResumeCoach()
    state = model.to_state()
    back = ScoreEnsemble.from_state(task, State(dict(state.arrays), json.loads(json.dumps(state.meta))))
    asked = [task.check_input({"cv": to_sheet(profile), "target": AD}) for profile in (strong(), hollow(), rough())]
    assert [one.scores for one in back.predict(asked)] == [one.scores for one in model.predict(asked)]


@pytest.mark.parametrize("profile", [strong(), hollow(), rough()])
@pytest.mark.parametrize("target", ["", AD])
def test_stuffing_raises_no_trained_score_and_names_move_none(
    trained: tuple[ScoreEnsemble, ModelReport], profile: Profile, target: str
) -> None:
    model = trained[0]
    before = shown(model, profile, target)
    for other in (
        replace(profile, skills=(*profile.skills, *STUFFING, *STUFFING)),
        replace(profile, summary=f"{profile.summary} {' '.join(STUFFING)}"),
        more_lines(profile, ", ".join(STUFFING), "Emergency calls, radio, first aid, team lead, dispatcher, night"),
        more_lines(profile, *(bullet.text for _, bullet in profile.bullets())),
        more_lines(profile, *["Passionate, results-driven team player with a proven track record"] * 6),
        more_lines(profile, "Various tasks and many other duties as required in the daily business"),
    ):
        assert shown(model, other, target) <= before
    named = replace(profile, name=profile.name and "Mr Ahmed Yilmaz", location="Paris")
    schools = tuple(replace(study, institution="Harvard University") for study in profile.studies)
    assert abs(shown(model, replace(named, studies=schools), target) - before) <= 0.1


def test_a_model_that_is_unsure_or_far_off_moves_little() -> None:
    plain = rubric().score(facts_of(strong()))

    def moved(scores: Mapping[str, Estimate]) -> float:
        return blended(rubric(), plain, scores, Trust(MOST, ""))[0].overall.value

    assert moved({OVERALL: Estimate(0.0, 0.0, 0.5)}) == pytest.approx(plain.overall.value - 1.0, abs=0.11)
    assert moved({OVERALL: Estimate(5.0, 0.0, 10.0)}) == plain.overall.value
    assert blended(rubric(), plain, None, Trust(MOST, "")) == (plain, 0.0)
    assert set(plain.values) < set(OUTPUTS)
