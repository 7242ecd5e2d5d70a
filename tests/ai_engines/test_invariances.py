"""What must not move an interview score, and what must: the invariances promised to job seekers."""

# ruff: noqa: E501  (answers and tables read better unbroken)
from __future__ import annotations

import pytest

from tests.ai_engines.trained_coach import judge, overall

UPSET = "Tell me about a time you had to deal with a customer who was very upset. What did you do, and how did it end?"
INDEX = (
    "A query that looks up orders by customer email has become slow now that the table holds 40 million rows. "
    "Explain how an index would help and what it costs you."
)
POINTS = (
    "without an index the database scans the whole table",
    "a B-tree index finds the matching rows in a few page reads",
    "every insert, update and delete must also maintain the index",
    "extra disk and memory",
)
STORY = (
    "Last March a man came back to our bakery with a birthday cake that said Emma instead of Anna. The party was at three and it was "
    "ten past one. He was shouting so that the whole queue heard it. I took him to the side, said that I had written the name down "
    "wrong, and asked him to give me forty minutes. I called Peter from the back, we scraped off the sugar paste and I wrote the name "
    "again while he rolled new roses. I did not charge him and I carried the cake to his car. The next week he ordered again. Since "
    "then I read every name back on the phone, letter by letter, and we have not had a wrong one since."
)
CORRECT = (
    "Without an index the database has to read all 40 million rows for one email. A B-tree keeps the emails sorted, so it needs "
    "three or four page reads. But each insert, update or delete must change the index too, and it takes disk and memory. I would "
    "check the query plan before and after, and build it concurrently because the table is live."
)
FILLER = (
    "So yeah, um, you know, I mean, that is basically how it was, more or less, and so on. As I said, it was really quite something, "
    "if you know what I mean. Well, to be honest, at the end of the day you just have to see how it goes, kind of. And stuff like "
    "that, you know. I mean, honestly, what can I say, it was like that. Anyway, so that was basically it, and yeah, I think that is "
    "more or less what happened, or something like that, as you can imagine. Yeah. So, um, well, that is it, I would say, actually."
)


@pytest.mark.parametrize(
    "answer", ["I don't know.", "I dont know", "No idea, sorry.", "", "   ", "I have never had that. Next question."]
)
@pytest.mark.parametrize(("question", "kind"), [(UPSET, "behavioral"), (INDEX, "technical")])
def test_no_answer_gets_at_most_two(answer: str, question: str, kind: str) -> None:
    assert overall(question, answer, kind) <= 2.0


@pytest.mark.parametrize(("question", "kind"), [(UPSET, "behavioral"), (INDEX, "technical")])
def test_a_copy_of_the_question_gets_at_most_two(question: str, kind: str) -> None:
    assert overall(question, question, kind) <= 2.0
    assert overall(question, f"{question} {question}", kind) <= 2.0
    assert "copied_question" in judge(question, question, kind).details["caps"]


@pytest.mark.parametrize(
    "keywords",
    [
        "Customer focus, empathy, active listening, de-escalation, ownership, follow-up, solution, patience, teamwork, success",
        "index, B-tree, scan, pages, insert, update, delete, disk, memory, EXPLAIN, selectivity, cache, latency",
    ],
)
def test_a_list_of_keywords_gets_at_most_four(keywords: str) -> None:
    assert overall(UPSET, keywords) <= 4.0
    assert overall(INDEX, keywords, "technical", POINTS) <= 4.0


def test_filler_gains_nothing() -> None:
    for question, answer, kind, points in ((UPSET, STORY, "behavioral", ()), (INDEX, CORRECT, "technical", POINTS)):
        plain = overall(question, answer, kind, points)
        assert overall(question, f"{answer} {FILLER}", kind, points) <= plain + 0.3
    assert overall(UPSET, FILLER) <= 3.0


def test_a_fine_story_to_another_question_gets_at_most_four() -> None:
    assert overall(INDEX, STORY, "technical", POINTS) <= 4.0
    assert overall(UPSET, CORRECT) <= 4.0
    assert overall("You see a colleague take money from the till. What do you do?", STORY, "situational") <= 4.0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Anna", "Fatima"),
        ("Peter", "Nkechi"),
        ("Emma", "Li"),
        ("a man came", "a woman came"),
        ("He was", "She was"),
        ("him", "her"),
    ],
)
def test_names_and_pronouns_do_not_matter(old: str, new: str) -> None:
    assert round(abs(overall(UPSET, STORY) - overall(UPSET, STORY.replace(old, new))), 6) <= 0.1


def test_schools_do_not_matter() -> None:
    def told(school: str) -> str:
        return f"At {school} I ran the help desk. {STORY}"

    moved = overall(UPSET, told("Harvard University")) - overall(UPSET, told("Tallaght College"))
    assert round(abs(moved), 6) <= 0.1


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        str.lower,
        lambda text: text.replace(" the ", " ").replace(" a ", " "),
        lambda text: (
            text.replace("name", "naem").replace("asked", "askt").replace("wrong", "worng").replace("queue", "que")
        ),
        lambda text: (
            text.replace("did not charge", "not charge").replace("have not had", "not have").replace("ordered", "order")
        ),
    ],
    ids=["capitals", "lower case", "no articles", "typos", "plain grammar"],
)
def test_spelling_and_grammar_hardly_matter(change: object) -> None:
    assert callable(change)
    assert round(abs(overall(UPSET, STORY) - overall(UPSET, str(change(STORY)))), 6) <= 0.7


def test_a_good_story_stands_above_slogans_and_plans() -> None:
    slogans = (
        "I am a passionate team player who always goes the extra mile. Communication is key, and with empathy, active listening and a "
        "positive mindset I leverage every challenge as an opportunity to create a win-win situation for all stakeholders."
    )
    plan = (
        "If a customer is upset I would stay calm and I would listen. Then I would apologise and I would try to find a solution that "
        "works for everyone. I would also follow up to make sure that the customer is happy."
    )
    good = overall(UPSET, STORY)
    assert good >= 6.0
    assert overall(UPSET, slogans) <= good - 3
    assert overall(UPSET, plan) <= 4.0
    assert "hypothetical" in judge(UPSET, plan).details["flags"]


def test_same_text_same_score() -> None:
    assert judge(UPSET, STORY) == judge(UPSET, STORY)


def test_every_quote_is_verbatim_and_nothing_empty_is_praised() -> None:
    found = judge(UPSET, STORY)
    quotes = [part["quote"] for part in found.details["star"].values()]
    quotes += [found.details["strength"]["quote"], found.details["fix"]["quote"]]
    assert all(quote in STORY for quote in quotes)
    assert all(STORY[e.start : e.end] == e.quote for e in found.evidence)
    assert {name: part["present"] for name, part in found.details["star"].items()}["action"]
    assert judge(UPSET, "I don't know.").details["strength"] is None
    assert (
        judge(UPSET, "Communication is key and stakeholder alignment is vital for success.").details["strength"] is None
    )


def test_key_points_are_told_one_by_one() -> None:
    found = judge(INDEX, CORRECT, "technical", POINTS).details["key_points"]
    assert [entry["point"] for entry in found] == list(POINTS)
    assert sum(entry["covered"] for entry in found) >= 3
    assert all(entry["quote"] in CORRECT for entry in found)
    assert all(bool(entry["quote"]) == entry["covered"] for entry in found)


@pytest.mark.parametrize(
    "answer", ["🙂" * 50, "word " * 4000, "a\x00b\x07 \u202e", "漢字 عربى ß", "'" * 300, "1234 " * 200]
)
def test_odd_answers_are_bounded(answer: str) -> None:
    found = judge(UPSET, answer)
    assert all(estimate.low <= estimate.value <= estimate.high for estimate in found.scores.values())
    assert 0 <= found.scores["overall"].value <= 10
