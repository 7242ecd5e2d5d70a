"""What the rubric sees of a whole CV: facts of lines and positions. Names, schools and places are only there or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shared_backend.ai_engines.tasks.resume_coach import spans
from shared_backend.ai_engines.tasks.resume_coach.lexicon import lexicon
from shared_backend.ai_engines.tasks.resume_coach.line import Line, read_line, words_of
from shared_backend.ai_engines.tasks.resume_coach.target import Target, shown_terms, target_of
from shared_backend.domain.resume import PRESENT, Job, Profile

LATEST = 3
"""How many of the newest positions must say what was done; older ones may be brief."""
ENOUGH = 30
"""Words of lines that say something, from which on a CV is not too short."""
_TELLING = re.compile(
    r"project|volunt|achiev|accomplish|highlight|activit|award|leader|placement|intern|experience|community|hobb",
    re.IGNORECASE,
)
_OTHER_TONGUE = frozenset(
    re.findall(
        r"\w+",
        "der die das und mit für von zur im den des les dans pour avec sur une est el los las del por con una que di "
        "il della che per och att som för med het een van voor og av til não uma dos em na jest oraz dla",
    )
)
# Remarks of the reader after which other software may read the file wrongly.
HARD_TO_READ = frozenset(
    {"two_columns", "hidden_text", "odd_fonts", "text_boxes", "tables", "header_footer", "pictures_of_text"}
)


@dataclass(frozen=True, slots=True)
class JobFacts:
    """One position: whether it names job and employer, is dated, and how many lines it has."""

    id: str
    label: str
    titled: float
    dated: float
    current: bool
    lines: int


@dataclass(frozen=True, slots=True)
class Facts:
    """All that counts. `undated_studies` counts studies without any date; `shares` are between 0 and 1."""

    lines: tuple[Line, ...]
    jobs: tuple[JobFacts, ...]
    name: bool
    email: bool
    phone: bool
    opening: bool
    training: bool
    skills: bool
    ordered: bool
    length_fit: float
    remarks: tuple[str, ...]
    summary_slogans: tuple[str, ...]
    acronyms: tuple[str, ...]
    repeated: tuple[str, ...]
    mixed: tuple[str, ...]
    target: Target | None
    shown: frozenset[str]
    title_shown: float
    wordy: bool

    def latest(self) -> tuple[JobFacts, ...]:
        """The positions that must speak."""
        return self.jobs[:LATEST]

    def distinct(self) -> tuple[Line, ...]:
        """Lines that say something and do not stand there already."""
        return tuple(line for line in self.lines if not line.doubled and not line.listed and line.words >= 3)


def facts_of(profile: Profile, *, target: str = "", remarks: Iterable[str] = (), pages: int | None = None) -> Facts:
    """The facts of a CV; `target` is a job ad or the name of a job, `remarks` are codes of the reader."""
    wordy = in_english(profile)
    lines = _lines(profile, wordy)
    aim = target_of(target)
    jobs = tuple(_job(job) for job in profile.jobs)
    shown, title = shown_terms(profile, [line for line in lines if not line.listed], aim)
    return Facts(
        lines=lines,
        jobs=jobs,
        name=bool(profile.name.strip()),
        email="@" in profile.email,
        phone=sum(c.isdigit() for c in profile.phone) >= 6,
        opening=bool(profile.headline.strip()) or _says_something(profile.summary, wordy=wordy),
        training=bool(profile.studies or profile.certifications),
        skills=bool(profile.skills),
        ordered=spans.newest_first(profile.jobs),
        length_fit=length_fit(profile, lines, pages),
        remarks=tuple(sorted(set(remarks) & HARD_TO_READ)),
        summary_slogans=_slogans(f"{profile.headline}. {profile.summary}") if wordy else (),
        acronyms=_acronyms(profile, lines) if wordy else (),
        repeated=_repeated(lines),
        mixed=_mixed(jobs, lines),
        target=aim,
        shown=shown,
        title_shown=title,
        wordy=wordy,
    )


def in_english(profile: Profile) -> bool:
    """Whether rules about English wording may be applied; in doubt they are."""
    text = " ".join([profile.summary, *(bullet.text for _, bullet in profile.bullets())])
    letters = [c for c in text if c.isalpha()]
    if letters and sum(c < "\u0250" for c in letters) < 0.6 * len(letters):
        return False
    words = [word.lower() for word in words_of(text)]
    other, own = (sum(word in known for word in words) for known in (_OTHER_TONGUE, lexicon().function))
    return other < 3 or other <= own


def years_and_words(profile: Profile) -> tuple[float, int]:
    """Years of experience that are printed, and all words."""
    texts = [profile.summary, *(b.text for _, b in profile.bullets()), *profile.skills]
    texts += [line for extra in profile.extras for line in extra.lines]
    return spans.years_of(profile.jobs), sum(len(text.split()) for text in texts)


def length_fit(profile: Profile, lines: Sequence[Line], pages: int | None) -> float:
    """1 where the length suits the experience, falling to 0. Without a file, 450 words count as a page."""
    years, words = years_and_words(profile)
    long = float(pages) if pages else words / 450
    most = 2.0 if years < 8 else 3.0
    scholarly = any(
        re.search(r"publication|research|teaching", extra.heading, re.IGNORECASE) for extra in profile.extras
    )
    if long > most and not scholarly:
        return max(0.0, 1 - (long - most))
    # Only lines that say something make a short CV long enough.
    return min(1.0, sum(line.words for line in lines if line.solid) / ENOUGH)


def _lines(profile: Profile, wordy: bool) -> tuple[Line, ...]:
    told = [(bullet.id, job.id, bullet.text) for job, bullet in profile.bullets()]
    for n, extra in enumerate(profile.extras, 1):
        if _TELLING.search(extra.heading):
            # One or two words are a heading inside the section, as functional CVs have them.
            told += [(f"extra{n}.{m}", "", text) for m, text in enumerate(extra.lines, 1) if len(text.split()) > 2]
    seen: set[str] = set()
    found = []
    for identity, job, text in told:
        same = " ".join(words_of(text)).lower() or text
        line = read_line(identity, job, text, wordy=wordy)
        found.append(replace(line, doubled=True) if same in seen else line)
        seen.add(same)
    return tuple(found)


def _job(job: Job) -> JobFacts:
    label = ", ".join(part for part in (job.title, job.employer) if part) or "a position without a name"
    dated = (bool(job.start) + bool(job.end)) / 2
    titled = (bool(job.title) + bool(job.employer)) / 2
    return JobFacts(job.id, label, titled, dated, job.end == PRESENT, len(job.bullets))


def _says_something(summary: str, *, wordy: bool) -> bool:
    """Whether a summary is more than a row of words."""
    words = words_of(summary)
    return len(words) >= 4 and (not wordy or any(word.lower() in lexicon().function for word in words))


def _slogans(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(match.group().lower() for match in lexicon().slogans.finditer(text)))


def _acronyms(profile: Profile, lines: Sequence[Line]) -> tuple[str, ...]:
    everything = " ".join([profile.summary, *(line.text for line in lines), *profile.skills])
    known = lexicon().acronyms
    owned = " ".join([*(f"{job.employer} {job.title}" for job in profile.jobs), profile.location])
    found = []
    for line in lines:
        # A line in capitals throughout is a way of printing.
        if line.text.isupper():
            continue
        for short in re.findall(r"(?<![\w-])[A-Z]{2,5}(?![\w-])", line.text):
            spelled = re.search(rf"\({short}s?\)|\b{short}s?\s*\(", everything)
            if short not in known and not spelled and short not in owned and short not in profile.skills:
                found.append(short)
    return tuple(dict.fromkeys(found))


def _repeated(lines: Sequence[Line]) -> tuple[str, ...]:
    """Ids of lines that start with a verb which starts more than two lines and a quarter of all."""
    starts: dict[str, list[str]] = {}
    for line in lines:
        if line.verb:
            starts.setdefault(line.verb, []).append(line.id)
    return tuple(i for ids in starts.values() if len(ids) > max(2, len(lines) / 4) for i in ids)


def _mixed(jobs: Sequence[JobFacts], lines: Sequence[Line]) -> tuple[str, ...]:
    """Ids of finished positions told in present and past at once."""
    found = []
    for job in jobs:
        tenses = {line.tense for line in lines if line.job == job.id}
        if not job.current and {"past", "present"} <= tenses:
            found.append(job.id)
    return tuple(found)
