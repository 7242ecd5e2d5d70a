"""Up to two new wordings of a line from the person's own words; none that is not better, none that says more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared_backend.services.resumes.writing import answers as joining
from shared_backend.services.resumes.writing.facts import GAP, refusals
from shared_backend.services.resumes.writing.lacks import lacks
from shared_backend.services.resumes.writing.objects import counted
from shared_backend.services.resumes.writing.openers import opened
from shared_backend.services.resumes.writing.quantities import quantities
from shared_backend.services.resumes.writing.questions import questions
from shared_backend.services.resumes.writing.reword import Reworded, reword, tidy
from shared_backend.services.resumes.writing.tense import Tense
from shared_backend.services.resumes.writing.tokens import tokens
from shared_backend.services.resumes.writing.wording import Wording

FINE = "This line is already fine."
STRONGER = "The wording is fine. An answer to the question would make it stronger."
NO_VERB = "I cannot tell what you did here. Say it yourself, starting with a verb, and I can put it anew."
UNUSED = "I could not fit one of your answers in. Write it shorter: only the number, or only what changed."
ORDER = ("number", "tool", "who", "outcome")


@dataclass(frozen=True, slots=True)
class Rewrites:
    """What is proposed, best first, and one honest sentence; it is empty when there is nothing to add."""

    proposed: tuple[str, ...]
    note: str


def said(text: str, answers: Mapping[str, str], wording: Wording, thing: str = "") -> tuple[str, ...]:
    """The person's own words for a line: the line, and their answers with what was asked for."""
    found = [tidy(text)]
    if "we" in opened(found[0], wording.verbs).kinds:
        found.append("as part of a team")
    for slot, answer in answers.items():
        if not answer.strip():
            continue
        if slot == "number":
            given = f"{tidy(answer)} {thing}".strip()
            # "taught maths to pupils", asked how many: "to 120 pupils" says no more.
            found += [given, *(f"{link} {given}" for link in ("to", "from", "by") if f" {link} " in found[0])]
        elif slot == "outcome":
            found.append(f"so {tidy(answer)}")
        elif slot == "part":
            found.append(f"{tidy(answer)} as part of")
        else:
            found.append(tidy(answer))
    return tuple(found)


def rewrites(text: str, answers: Mapping[str, str], tense: Tense, wording: Wording) -> Rewrites:
    """Propose wordings of one line.

    Parameters
    ----------
    answers : mapping
        Answers by slot of `questions`; empty ones do not count.
    tense : {"past", "present"}
        Past when the role has ended.
    """
    line = tidy(text)
    given = {slot: answer for slot, answer in answers.items() if answer.strip()}
    base = _base(line, given.pop("part", ""), tense, wording)
    if base is None:
        return Rewrites((), NO_VERB)
    full, left = _joined(base.text, given, wording)
    thing = counted(base.text, wording)
    own = said(line, answers, wording, "" if thing is None else thing.noun)
    candidates = [full, _result_first(base, given, wording), *_gaps(base, full, wording, line)]
    if full != base.text and base.text != line:
        candidates.append(base.text)
    shown: list[str] = []
    for one in candidates:
        if one and one not in shown and is_better(line, one, base) and not refusals(one, own, wording):
            shown.append(one)
    note = UNUSED if left else ""
    if not shown:
        note = note or (STRONGER if questions(line, tense, wording) else FINE)
    return Rewrites(tuple(shown[:2]), note)


def is_better(before: str, after: str, base: Reworded) -> bool:
    """Whether something was mended or added, not only moved about."""
    if _same(before, after):
        return False
    return bool(base.mended) or GAP in after or len(after.split()) > len(before.split())


def _base(line: str, part: str, tense: Tense, wording: Wording) -> Reworded | None:
    base = reword(line, tense, wording)
    if not part.strip():
        return base
    mine = reword(part, tense, wording)
    if mine is None or ";" in mine.text:
        return base
    whole = base.text if base is not None else line
    # "Took part in planning the move" and "worked on the move" become what the own part was done within.
    for begin in ("Took part in ", "Take part in ", "Participated in ", "Participate in ", "Involved in "):
        if whole.startswith(begin):
            return Reworded(f"{mine.text} as part of {whole[len(begin) :]}", mine.lead, frozenset({"opener"}))
    for begin in ("Worked on ", "Work on "):
        if whole.startswith(begin):
            return Reworded(f"{mine.text} as part of work on {whole[len(begin) :]}", mine.lead, frozenset({"opener"}))
    if base is not None and "group" in base.mended:
        done = whole.removesuffix(" as part of a team")
        return Reworded(
            f"{mine.text} as part of a team that {done[0].lower()}{done[1:]}", mine.lead, frozenset({"group"})
        )
    if base is None and len(line.split()) <= 10 and lacks(line, wording).verb:
        return Reworded(f"{mine.text} as part of {_inside(line)}", mine.lead, frozenset({"opener"}))
    return base


def _inside(line: str) -> str:
    first = line.split()[0]
    return line if any(letter.isupper() for letter in first[1:]) else line[0].lower() + line[1:]


def _joined(line: str, given: Mapping[str, str], wording: Wording) -> tuple[str, bool]:
    """The line with every answer that fits, and whether one was left over."""
    left = False
    for slot in ORDER:
        answer = given.get(slot, "")
        if not answer:
            continue
        if slot == "number":
            made = joining.with_number(line, counted(line, wording), answer, wording)
        elif slot == "tool":
            made = joining.with_tool(line, answer, wording)
        elif slot == "who":
            made = joining.with_who(line, answer, wording)
        else:
            made = joining.with_outcome(line, answer, wording)
        line, left = (line, True) if made is None else (made, left)
    return line, left


def _result_first(base: Reworded, given: Mapping[str, str], wording: Wording) -> str | None:
    """ "Saved 3 hours a week by reorganising the store", when the result begins with a past verb."""
    answer = given.get("outcome", "")
    rest = {slot: one for slot, one in given.items() if slot != "outcome"}
    done, left = _joined(base.text, rest, wording)
    whole = joining.with_outcome(done, answer, wording) if answer else None
    if whole is None or left or not whole.startswith(f"{done}, which "):
        return None
    result = whole[len(done) + len(", which ") :]
    parts = tokens(done)
    form = wording.verbs.form(parts[0].low, "past")
    others = any(wording.verbs.form(part.low, "past") for part in parts[1:])
    if form is None or form.base in ("be", "help", "take", "have") or others or ";" in done:
        return None
    gerund = parts[0].saying(wording.verbs.gerund(form.base))
    return f"{result[0].upper()}{result[1:]} by {gerund.word} {' '.join(done.split()[1:])}"


def _gaps(base: Reworded, full: str, wording: Wording, line: str) -> tuple[str, ...]:
    """The line with a gap where a number belongs that nobody has given yet."""
    thing = counted(full, wording)
    if thing is None or not thing.bare or quantities(full, wording) or base.lead in ("take", "be"):
        return ()
    return (f"{thing.before} {GAP} {thing.noun}{thing.after}",)


def _same(before: str, after: str) -> bool:
    return " ".join(before.lower().split()) == " ".join(after.lower().split())
