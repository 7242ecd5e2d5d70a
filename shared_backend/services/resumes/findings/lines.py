"""Checks of single lines: deed or duty, outcome, amount, wording, length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shared_backend.ai_engines.tasks.resume_coach.line import LONGEST, SHORTEST, Line
from shared_backend.services.resumes.findings.seen import Seen, in_words, on_lines
from shared_backend.services.resumes.findings.values import Draft, Mend, draft


def line_checks(seen: Seen) -> Iterator[Draft]:
    """All drafts about lines, line by line."""
    for line in seen.facts.lines:
        if line.doubled:
            yield _doubled(seen, line)
        elif line.listed:
            yield _listed(seen, line)
        else:
            yield from _deed(seen, line)
            yield from _wording(seen, line)


def _doubled(seen: Seen, line: Line) -> Draft:
    return draft(
        "doubled", "content", "clarity", "The same line stands here a second time.",
        where=seen.where(line), place=line.id, quote=line.text,
        why="A repeated line takes room and is counted once.", how="Delete one of the two, or say what was different.",
        mend=_without(line),
    )  # fmt: skip


def _listed(seen: Seen, line: Line) -> Draft:
    return draft(
        "listed", "evidence", "clarity", "This line lists words and does not say what you did with them.",
        where=seen.where(line), place=line.id, quote=line.text,
        why="A list cannot be believed or doubted, so it shows nothing.",
        how="Move the words to Skills, and tell one thing you did with them here.",
        mend=_without(line),
    )  # fmt: skip


def _deed(seen: Seen, line: Line) -> Iterator[Draft]:
    place = {"where": seen.where(line), "place": line.id}
    if not line.wordy:
        return
    if line.duty:
        yield draft(
            "duty", "content", "impact", f"“{line.duty}” tells the duty and not what you did.",
            quote=line.text, **place,
            why="Anybody in the post had the duty. What you did with it is yours.",
            how="Start with the deed in one word, such as the verb that is hidden in this line.",
            mend=on_lines([line.id], duty="", verb=line.verb or "do", tense="past"),
        )  # fmt: skip
    elif not line.verb:
        yield draft(
            "no_verb", "content", "impact", "The line does not start with what you did.",
            quote=line.text, **place,
            why="Readers skim the first words of each line.",
            how="Put the verb first: what did you do there?",
            mend=on_lines([line.id], verb="do", tense="past"),
        )  # fmt: skip
    if line.outcome < 1:
        claimed = line.outcome > 0
        yield draft(
            "no_outcome", "content", "impact",
            "The line claims a result and does not say how much, or how one could tell." if claimed
            else "The line does not say what came of it.",
            quote=line.text, **place,
            why="A result is what a reader remembers of a line.",
            how="If you know it, add what changed, from what to what. If you do not, leave the line as it is.",
            mend=on_lines([line.id], outcome=1.0),
        )  # fmt: skip
    if not line.number:
        yield draft(
            "no_number", "evidence", "quantification", "There is no amount in this line.",
            quote=line.text, **place,
            why="An amount shows the size of the work: how many, how often, how large.",
            how="Add one true number: people, items, money, time or places. An honest “about” is fine.",
            mend=on_lines([line.id], number=True),
        )  # fmt: skip


def _wording(seen: Seen, line: Line) -> Iterator[Draft]:
    place = {"where": seen.where(line), "place": line.id, "quote": line.text}
    if line.slogans:
        yield draft(
            "slogans", "content", "clarity", f"{_quoted(line.slogans)} could stand in any CV.", **place,
            why="A slogan takes the place of a fact.", how="Say what you did that would make somebody think so.",
            mend=on_lines([line.id], slogans=()),
        )  # fmt: skip
    if line.vague and line.wordy:
        yield draft(
            "vague", "content", "clarity", f"{_quoted(line.vague)} leaves open how many or which.", **place,
            why="The reader has to guess.", how="Name them, or give the number.",
            mend=on_lines([line.id], vague=()),
        )  # fmt: skip
    if line.passive:
        yield draft(
            "passive", "content", "clarity", f"“{line.passive}” hides who did it.", **place,
            why="In a CV the reader wants to know what you did yourself.",
            how="If it was you, start with the verb. If it was not, say what your part was.",
            mend=on_lines([line.id], passive=""),
        )  # fmt: skip
    if line.me:
        yield draft(
            "first_person", "content", "clarity", f"“{line.me}” is not needed.", **place,
            why="Everything in a CV is about you, so lines without it are shorter.", how="Start with the verb.",
            mend=on_lines([line.id], me=""),
        )  # fmt: skip
    if line.misfit:
        short = line.words < SHORTEST
        yield draft(
            "too_short" if short else "too_long", "content", "clarity",
            f"{'A line' if short else 'The line'} of {line.words} word{'s' if line.words != 1 else ''} "
            f"is {'too short to say something' if short else 'hard to read at a glance'}.",
            **place,
            why=f"Lines of {SHORTEST} to {LONGEST} words are read; others are passed over.",
            how="Say what, how and with what result." if short else "Cut it into two, or keep the stronger half.",
            mend=on_lines([line.id], words=12),
        )  # fmt: skip
    if line.typos:
        pairs = [f"“{wrong}” (write “{right}”)" for wrong, right in line.typos]
        yield draft(
            "typos", "content", "clarity", f"Misspelled: {in_words(pairs)}.", **place,
            why="Some readers stop at a misspelled word.", how="Correct it; nothing else in the line needs to change.",
            mend=on_lines([line.id], typos=()),
        )  # fmt: skip


def _without(line: Line) -> Mend:
    return lambda facts: replace(facts, lines=tuple(other for other in facts.lines if other.id != line.id))


def _quoted(phrases: tuple[str, ...]) -> str:
    return in_words([f"“{phrase}”" for phrase in phrases], 3)
