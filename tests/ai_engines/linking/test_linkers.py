"""Linking from names alone: word order, number, rank, other words for the same work, sentences, the derived table."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from shared_backend.ai_engines.linking.esco_skills import derive, esco_skills
from shared_backend.ai_engines.linking.names import Names
from shared_backend.ai_engines.linking.skill_linker import SkillLinker
from shared_backend.ai_engines.linking.title_linker import TitleLinker
from shared_backend.ai_engines.tasks.titles import REFERENCE
from shared_backend.domain.errors import ConfigurationError, InvalidInput

THINGS = (
    ("n", "nurse responsible for general care"),
    ("n", "registered nurse"),
    ("t", "cargo vehicle driver"),
    ("t", "heavy truck operator"),
    ("s", "software developer"),
    ("c", "head pastry chef"),
    ("p", "police officer"),
)


@pytest.fixture(scope="module")
def titles() -> TitleLinker:
    return TitleLinker(Names.of(THINGS), REFERENCE)


@pytest.mark.parametrize(
    ("title", "thing"),
    [
        ("Nurses, Registered", "n"),
        ("Senior RN (night shift)", "n"),
        ("TRACTOR-TRAILER DRIVER", "t"),
        ("programmer", "s"),
        ("sofware develper", "s"),
        ("Pastry chefs", "c"),
    ],
)
def test_a_title_finds_its_thing(titles: TitleLinker, title: str, thing: str) -> None:
    score = titles.scores([title])[0]
    assert titles.names.ids[int(score.argmax())] == thing


def test_scores_do_not_depend_on_the_company_kept(titles: TitleLinker) -> None:
    asked = ["registered nurse", "", "?!", "日本語", "x" * 5000]
    together = titles.scores(asked)
    assert np.isfinite(together).all()
    alone = np.concatenate([titles.scores([title]) for title in asked])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_names_are_grouped_and_never_empty() -> None:
    names = Names.of([("a", "x"), ("b", "y"), ("a", "z"), ("a", "x")])
    assert (names.ids, names.texts, names.starts.tolist()) == (("a", "b"), ("x", "z", "y"), [0, 2])
    assert names.documents() == ["x z", "y"]
    assert names.best(np.array([[0.1, 0.9, 0.5]])).tolist() == [[0.9, 0.5]]
    with pytest.raises(InvalidInput, match="no names"):
        Names.of([])


def test_a_sentence_finds_its_skills() -> None:
    labels = [
        "JavaScript",
        "Java (computer programming)",
        "use spreadsheets software",
        "assist customers",
        "weld metal",
    ]
    linker = SkillLinker(labels, REFERENCE)
    found = [skill.label for skill in linker.link("You know JavaScript and build tables in MS Excel spreadsheets.", 2)]
    assert set(found) == {"JavaScript", "use spreadsheets software"}
    first = linker.link("javascript")[0]
    assert first.label == "JavaScript"
    assert first.id == esco_skills(REFERENCE)["JavaScript"][0]
    assert linker.link("…") == ()
    assert linker.link("javascript", 0) == ()


def test_an_alternative_label_is_enough() -> None:
    label, (_, others) = next(
        (label, kept)
        for label, kept in sorted(esco_skills(REFERENCE).items())
        if any(not set(other.lower().split()) & set(label.lower().split()) for other in kept[1])
    )
    other = next(o for o in others if not set(o.lower().split()) & set(label.lower().split()))
    linker = SkillLinker([label, "weld metal", "assist customers"], REFERENCE)
    assert linker.link(other, 1)[0].label == label


def test_the_table_is_derived_without_descriptions(tmp_path: Path) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "description"))
    base = "http://data.europa.eu/esco/skill/"
    writer.writerow((f"{base}22", "weld metal", "welding\nweld|fuse metal\nweld metal", "wedling", "Joins pieces."))
    writer.writerow((f"{base}11", "assist customers", "", "", "Helps."))
    release = tmp_path / "esco.zip"
    with zipfile.ZipFile(release, "w") as archive:
        archive.writestr("skills_en.csv", text.getvalue())
    derived = derive(release)
    assert derived == derive(release)
    assert gzip.decompress(derived).decode().splitlines() == [
        "label,id,others",
        "assist customers,11,",
        "weld metal,22,welding|weld/fuse metal|wedling",
    ]
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "esco_skills.csv.gz").write_bytes(derived)
    assert esco_skills(tmp_path)["weld metal"] == ("22", ("welding", "weld/fuse metal", "wedling"))
    (tmp_path / "other.zip").write_bytes(b"no archive")
    with pytest.raises(InvalidInput, match=r"other\.zip"):
        derive(tmp_path / "other.zip")
    with pytest.raises(ConfigurationError):
        esco_skills(tmp_path / "nowhere")
