"""A check-in as Markdown, to keep or to show somebody."""

from __future__ import annotations

import re

from shared_backend.domain.check_in import CheckIn, Level, SkillMoved

SOURCES = {
    "rated": "your own rating",
    "plan": "a step you finished",
    "ledger": "what you said about yourself",
    "interview": "an interview answer",
}
_MARKED = re.compile(r"([\\`*_{}\[\]<>#|])")
_DONE = {True: "x", False: " ", None: "?"}


def as_markdown(check_in: CheckIn) -> bytes:
    """Everything it says, under the same headings as on the page."""
    moved, day = check_in.moved, check_in.at.date()
    lines = [f"# Check-in of {day.day} {day:%B %Y}", ""]
    lines += ["## What moved", "", f"Since {moved.since.day} {moved.since:%B %Y}:", ""]
    lines += [f"- {_plain(line)}" for line in told(check_in)] or ["- Nothing was noted down."]
    if moved.said:
        lines += ["", "## What there is to show for it", "", *(f"- “{_plain(text)}”" for text in moved.said)]
    if moved.kept:
        lines += ["", "## What was planned", "", *(f"- [{_DONE[one.done]}] {_plain(one.text)}" for one in moved.kept)]
    lines += ["", "## Next", "", *(f"- [ ] {_plain(action.text)}" for action in check_in.actions)]
    if check_in.note:
        lines += ["", "## Note", "", _plain(check_in.note)]
    return ("\n".join(lines) + "\n").encode()


def told(check_in: CheckIn) -> list[str]:
    """What moved, a sentence each."""
    moved = check_in.moved
    found = [skill_line(one) for one in moved.skills]
    found += [f"Step done on {one.on.day} {one.on:%B}: {one.title}. Proof: {one.proof}" for one in moved.steps]
    if moved.sent:
        found.append(f"Applications sent: {moved.sent}")
    found += [f"{one.employer} answered ({one.role}): {one.stage}, {one.on.day} {one.on:%B}" for one in moved.answers]
    if moved.practised:
        found.append(f"Interview answers practised: {moved.practised}")
    if moved.said_count:
        found.append(f"New in what can be said about you: {moved.said_count}")
    return found


def skill_line(skill: SkillMoved, *, numbers: bool = True) -> str:
    """A skill with its levels on 0–7, their ranges, and what the newer one rests on; without numbers which way."""
    before, now = skill.before, skill.now
    if now is None:
        return f"{skill.name}: what showed it is gone" + (f"; it was {_level(before)}" if before and numbers else "")
    rests = f", from {SOURCES.get(now.source, now.source)}" + (f": “{skill.quote}”" if skill.quote else "")
    if before is None:
        return f"{skill.name}{f': {_level(now)}' if numbers else ''}{rests}"
    overlap = now.low <= before.high and before.low <= now.high
    noise = ", within the range of what it was" if overlap else ""
    way = "higher" if now.value > before.value else "lower"
    said = f"{_level(before)}, now {_level(now)}" if numbers else way
    return f"{skill.name}: {said}{noise}{rests}"


def _level(level: Level) -> str:
    return f"{level.value:.1f} of 7 ({level.low:.1f}–{level.high:.1f})"


def _plain(text: str) -> str:
    return _MARKED.sub(r"\\\1", " ".join(text.split()))
