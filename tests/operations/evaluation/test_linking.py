"""`evaluate link`, `evaluate skill-linking` and zero-shot `evaluate titles`: figures by hand, wrong files named."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from shared_backend.domain.errors import InvalidInput
from shared_backend.operations.evaluation import link, skill_linking, titles
from shared_backend.operations.evaluation.ranked import first_hits, mrr, r_precision, recall, top


def options(module: ModuleType, **given: Path) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    module.add_arguments(parser)
    return parser.parse_args([word for name, path in given.items() for word in (f"--{name}", str(path))])


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_figures_of_ranked_lists() -> None:
    scores = np.array([[0.9, 0.5, 0.1, 0.0], [0.2, 0.2, 0.2, 0.2], [0.0, 0.1, 0.2, 0.3]])
    gold = [{1, 2}, {0}, {0}]
    rank = first_hits(scores, gold)
    assert rank.tolist() == [2.0, 2.5, 4.0]
    assert mrr(rank) == round((1 / 2 + 1 / 2.5 + 1 / 4) / 3, 4)
    best = top(scores, 2)
    assert best == [[0, 1], [0, 1], [3, 2]]
    assert recall(best, gold) == round((0.5 + 1 + 0) / 3, 4)
    assert r_precision([[0, 1, 2], [1, 0], [3]], gold, 1) == 0
    assert r_precision([[0, 1, 2], [1, 0], [3]], gold, 2) == round((0.5 + 1 + 0) / 3, 4)


def test_link_reads_its_files_and_beats_nothing(tmp_path: Path) -> None:
    queries = written(tmp_path / "q.tsv", 'id\ttext\nq1\tNurses, Registered\nq2\t"Trucker\nq3\tnot asked\n')
    corpus = written(tmp_path / "c.tsv", "a\theavy truck driver\nb\tregistered nurse\nb\tstaff nurse\nc\tbaker\n")
    gold = written(tmp_path / "g.tsv", "q1\tb\nq2\ta\nq9\ta\n")
    found = link.run(options(link, queries=queries, corpus=corpus, gold=gold))
    assert {"task", "n", "mrr", "recall_10", "seconds", "model_version"} <= set(found)
    assert (found["n"], found["candidates"], found["mrr"]) == (2, 3, 1.0)
    with pytest.raises(InvalidInput, match="no line names"):
        link.run(options(link, queries=queries, corpus=corpus, gold=written(tmp_path / "x.tsv", "z\ty\n")))
    with pytest.raises(InvalidInput, match=r"one\.tsv.*line 2"):
        link.run(options(link, queries=queries, corpus=written(tmp_path / "one.tsv", "a\tb\nonly\n"), gold=gold))
    with pytest.raises(InvalidInput, match="cannot be read"):
        link.run(options(link, queries=tmp_path / "none.tsv", corpus=corpus, gold=gold))


def test_skill_linking_leaves_out_what_has_no_label(tmp_path: Path) -> None:
    labels = written(tmp_path / "l.txt", "weld metal\nJavaScript\nassist customers\n")
    data = written(
        tmp_path / "d.csv",
        "sentence,span,label\nI weld metal frames,,weld metal\nnothing,,LABEL NOT PRESENT\njavascript,,Javascript\n",
    )
    found = skill_linking.run(options(skill_linking, labels=labels, data=data))
    assert (found["n"], found["rp_5"], found["mrr"], found["candidates"]) == (2, 1.0, 1.0, 3)
    with pytest.raises(InvalidInput, match="columns sentence and label"):
        skill_linking.run(options(skill_linking, labels=labels, data=written(tmp_path / "w.csv", "a,b\n1,2\n")))
    with pytest.raises(InvalidInput, match="no row carries"):
        skill_linking.run(
            options(skill_linking, labels=labels, data=written(tmp_path / "n.csv", "sentence,label\na,b\n"))
        )
    with pytest.raises(InvalidInput, match="no labels"):
        skill_linking.run(options(skill_linking, labels=written(tmp_path / "e.txt", "\n"), data=data))


def test_titles_from_names_alone_train_nothing(tmp_path: Path) -> None:
    names = written(tmp_path / "n.csv", "label,name\n1,registered nurse\n1,staff nurse\n2,truck driver\n3,baker\n")
    asked = written(tmp_path / "t.csv", "title,label\nSenior Nurses,1\nlorry driver,2\nastronaut,99\n")
    found = titles.run(options(titles, labels=names, test=asked))
    assert (found["n"], found["candidates"], found["model_version"]) == (3, 3, "names only")
    assert found["mrr"] == round(2 / 3, 4)
