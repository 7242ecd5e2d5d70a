"""Checks of the CV as a whole: contact, sections, summary, length, what the reader remarked, evidence for skills."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shared_backend.ai_engines.tasks.resume_coach.facts import ENOUGH, years_and_words
from shared_backend.ai_engines.tasks.resume_coach.target import shown_in, target_of
from shared_backend.services.resumes.findings.seen import Seen, in_words, on_facts
from shared_backend.services.resumes.findings.values import Draft, draft

_ADDRESS = re.compile(r"[\w-]+\.[a-z]{2,}", re.IGNORECASE)
_HOW = {
    "two_columns": "Use one column, or check in “What software reads” that nothing is mixed.",
    "hidden_text": "Delete it. Text that people cannot see makes them distrust the rest.",
}


def whole_checks(seen: Seen) -> Iterator[Draft]:
    """All drafts about the whole."""
    yield from _read(seen)
    yield from _contact(seen)
    yield from _sections(seen)
    yield from _summary(seen)
    yield from _length(seen)
    yield from _evidence(seen)
    yield from _aim(seen)


def _read(seen: Seen) -> Iterator[Draft]:
    counted = seen.facts.remarks
    for code, text in seen.around.remarks:
        yield draft(
            "remark", "parse", "structure", text,
            where="the file", place=code,
            why="Many employers let software read CVs first; this is what such software may stumble on.",
            how=_HOW.get(code, "Check “What software reads”, and correct there what is wrong."),
            mend=on_facts(remarks=tuple(c for c in counted if c != code)) if code in counted else None,
        )  # fmt: skip
    for n, link in enumerate(seen.profile.links):
        if not _ADDRESS.search(link):
            yield draft(
                "bare_link", "parse", "completeness", "A link shows no address.",
                where="the contact lines", place=f"link{n}", quote=link,
                why="On paper, and to most software, there is nothing to follow.",
                how="Print the address itself, such as example.org/work.",
            )  # fmt: skip


def _contact(seen: Seen) -> Iterator[Draft]:
    facts = seen.facts
    missing = {
        "name": (facts.name, "your name"),
        "email": (facts.email, "an e-mail address"),
        "phone": (facts.phone, "a phone number"),
    }
    for field, (there, words) in missing.items():
        if not there:
            yield draft(
                f"no_{field}", "parse", "completeness", f"There is no place where {words} was found.",
                where="the contact lines", place="contact",
                why="Nobody can reach you without it, or know whom they reach.",
                how=f"Put {words} at the top, in the text and not in a picture, header or footer.",
                mend=on_facts(**{field: True}),
            )  # fmt: skip


def _sections(seen: Seen) -> Iterator[Draft]:
    facts = seen.facts
    if not facts.training:
        yield draft(
            "no_training", "content", "completeness", "No education, course or certificate was found.",
            why="Readers look for it, if only to tick it off.",
            how="Any school, course, licence or training at work will do.", mend=on_facts(training=True),
        )  # fmt: skip
    if not facts.skills:
        yield draft(
            "no_skills", "content", "completeness", "No list of skills was found.",
            why="Readers and software look there for tools, licences and languages.",
            how="List six to twelve that your positions show, by the names a job ad would use.",
            mend=on_facts(skills=True),
        )  # fmt: skip
    if not facts.opening:
        yield draft(
            "no_opening", "content", "completeness", "Nothing at the top says what you are.",
            why="The first line tells the reader how to read the rest.",
            how="One line: your work, for how long, and what you are best at.", mend=on_facts(opening=True),
        )  # fmt: skip
    if not facts.jobs and not facts.lines:
        yield draft(
            "no_work", "content", "completeness", "No work, project or volunteering was found.",
            why="It is what a reader looks for first.",
            how="Paid or not, it counts: jobs, projects, helping out, caring for somebody.",
        )  # fmt: skip


def _summary(seen: Seen) -> Iterator[Draft]:
    found = seen.facts.summary_slogans
    if found:
        yield draft(
            "summary", "content", "clarity", f"The opening says {in_words([f'“{p}”' for p in found], 4)}.",
            where="the summary", place="summary", quote=seen.profile.summary or seen.profile.headline,
            why="Anybody can say it, so it tells nothing about you.",
            how="Keep what only you can say: your trade, years, and one thing you achieved.",
            mend=on_facts(summary_slogans=()),
        )  # fmt: skip


def _length(seen: Seen) -> Iterator[Draft]:
    if seen.facts.length_fit >= 1:
        return
    years, words = years_and_words(seen.profile)
    pages = seen.around.pages
    short = sum(line.words for line in seen.facts.lines if line.solid) < ENOUGH
    size = f"{words} words" if short or not pages else f"{pages} pages"
    yield draft(
        "length", "content", "structure",
        f"{size} is {'little' if short else 'long'} for {_years(years)}.",
        why="Too little leaves questions; what stands on later pages is rarely read.",
        how="Add what you did." if short else "Shorten positions older than ten years to one line each.",
        mend=on_facts(length_fit=1.0),
    )  # fmt: skip


def _evidence(seen: Seen) -> Iterator[Draft]:
    facts = seen.facts
    if facts.acronyms:
        yield draft(
            "acronyms", "content", "clarity", f"{in_words(facts.acronyms)}: never spelled out.",
            place="acronyms",
            why="Readers outside your field may not know it, and software may look for the long form.",
            how="Write the long form once, with the short one in brackets.", mend=on_facts(acronyms=()),
        )  # fmt: skip
    lines = facts.distinct()
    unshown = [skill for skill in seen.profile.skills if not shown_in(skill, lines)]
    if unshown and lines:
        yield draft(
            "unshown_skills", "evidence", "relevance", f"{in_words(unshown, 8)}: listed, and shown in no line.",
            where="the skills", place="skills",
            why="A skill in a list counts for little until a line shows where you used it.",
            how="If it is true, name it in the line where you used it. Leave out what you do not want to be asked.",
            mend=on_facts(shown=facts.shown | _terms(seen, unshown)) if facts.target else None,
        )  # fmt: skip
    if seen.around.ledger is not None:
        known = {_folded(claim.text) for claim in seen.around.ledger if claim.confirmed}
        open_lines = [line for line in facts.lines if _folded(line.text) not in known]
        if open_lines:
            n = len(open_lines)
            yield draft(
                "unconfirmed", "evidence", "completeness",
                f"{'One line is' if n == 1 else f'{n} lines are'} not among the facts you confirmed.",
                where=seen.where(open_lines[0]), place=f"{open_lines[0].id}+", quote=open_lines[0].text,
                why="Only confirmed facts are used when anything is written for you.",
                how="Confirm it if it is true, change it if it is not.",
            )  # fmt: skip


def _aim(seen: Seen) -> Iterator[Draft]:
    aim = seen.facts.target
    if aim is None:
        return
    missing = [(key, word) for key, word in aim.terms if key not in seen.facts.shown]
    if missing:
        yield draft(
            "target", "evidence", "relevance",
            f"The job names {in_words([word for _, word in missing], 8)}. Your work does not show that yet.",
            where="your positions", place="target",
            why="It is what this reader will look for.",
            how="Where you have done it, say so where you did. Where you have not, leave it out and be ready to say "
            "how you would learn it.",
            mend=on_facts(shown=seen.facts.shown | {key for key, _ in missing[:5]}),
        )  # fmt: skip


def _terms(seen: Seen, skills: list[str]) -> frozenset[str]:
    aim, listed = seen.facts.target, target_of(" ".join(skills))
    if aim is None or listed is None:
        return frozenset()
    return frozenset(key for key, _ in aim.terms) & frozenset(key for key, _ in listed.terms)


def _years(years: float) -> str:
    whole = round(years)
    return "the experience shown" if whole < 1 else f"{whole} year{'s' if whole != 1 else ''} of experience"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".;")
