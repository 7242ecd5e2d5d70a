"""Words of CVs and ads as they can be compared: C++ and CI/CD stay whole, and forms of one word share a root."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"(?:(?<!\w)\.)?[^\W_]+(?:['’.&/][^\W_]+)*(?:\+\+|#(?!\w)|\+(?![\w+]))?")
_PART = re.compile(r"(?:^\.)?[^\W_]+(?:\+\+|#|\+)?")
_PAIR = re.compile(r"[^\W\d_]{1,3}(?:[/&][^\W\d_]{1,3})+$")
_WEB = re.compile(r"\w\.(?:com|org|net|io|edu|dev|me|co|uk|de|gov)(?:/|$)")
# American endings for British ones, so that both spellings compare equal.
_SPELLING = (
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(?<=[a-z]{3})is(?=(?:e|ed|es|er|ers|ing)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|al)"), "or"),
    (re.compile(r"(?<=[a-z]{2}[t])re(?=s?$)"), "er"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"yse"), "yze"),
    (re.compile(r"([aeiou])ll(?=(?:ed|ing|er|ers)$)"), r"\1l"),
    (re.compile(r"(?<=ence)$"), ""),
    (re.compile(r"aed(?=ic|ia)"), "ed"),
)
_IRREGULAR = {
    word: root
    for root, words in {
        "license": "licence licences license licenses licensed licensing licensure",
        "program": "programme programmes program programs",
        "programming": "programming programmer programmers programmed",
        "practice": "practise practice practices practised",
        "lead": "lead led leads leading leader leaders leadership",
        "teach": "teach taught teaches teaching teacher teachers",
        "write": "write wrote written writes writing writer writers",
        "build": "build built builds builder builders",
        "sell": "sell sold sells selling seller",
        "buy": "buy bought buys buying buyer buyers",
        "run": "run ran runs running",
        "drive": "drive drove driven driving",
        "drives": "drives",
        "driver": "driver drivers",
        "keep": "keep kept keeps keeping",
        "hold": "hold held holds holding",
        "bend": "bend bent bends bending",
        "speak": "speak spoke spoken speaks speaking speaker",
        "make": "make made makes making",
        "bake": "bake baked baking baker bakery",
        "grow": "grow grew grown grows growing growth",
        "child": "child children",
        "analyze": "analyze analyzed analyzes analyzing analyse analysed analyses analysing analysis analyst analysts"
        " analytics analytical",
        "maintain": "maintain maintained maintains maintaining maintenance",
        "administer": "administer administered administers administering administration administrator administrators"
        " administrative admin",
        "publish": "publish published publishes publication publications",
        "account": "account accounts",
        "accounting": "accounting accountancy accountant accountants",
        "marketing": "marketing marketer marketers",
        "market": "market markets",
        "banking": "banking banker",
        "engine": "engine engines",
        "operate": "operate operated operates operating operator operators operation operations",
        "communicate": "communicate communicated communicates communicating communication communications",
        "comply": "comply complied complies complying compliance compliant",
        "diagnose": "diagnose diagnosed diagnoses diagnosing diagnosis diagnostic diagnostics",
        "schedule": "schedule schedules scheduled scheduling scheduler",
        "safe": "safe safely safety",
        "produce": "produce produced produces producing production",
        "receive": "receive received receives receiving reception receipt",
        "deliver": "deliver delivered delivers delivering delivery deliveries",
        "inventory": "inventory inventories",
        "recruit": "recruit recruited recruits recruiting recruitment recruiter",
        "medic": "medic medical",
        "medication": "medication medications medicine medicines",
        "nurse": "nurse nurses nursing",
        "student": "student students",
        "test": "test tests tested testing tester testers",
        "process": "process processes",
        "data": "data dataset datasets",
        "business": "business businesses",
        "news": "news",
        "sales": "sales",
        "logistics": "logistics logistic logistical",
        "electronics": "electronics electronic",
        "statistics": "statistics statistical statistician statistic",
        "physics": "physics physicist",
        "policy": "policy policies",
        "police": "police",
        "general": "general",
        "international": "international",
        "nation": "nation nations national",
        "train": "train trained trains training trainer trainers trainee trainees",
        "calibrate": "calibrate calibrated calibrates calibrating calibration",
        "bookkeep": "bookkeep bookkeeping bookkeeper bookkeepers",
        "office": "office offices",
        "official": "official officially officials",
        "organize": "organize organized organizes organizing organiser organizer organise organised organises"
        " organising"
        " organization organizations organisation organisations organizational organisational",
        "univers": "university universities",
        "machine": "machine machines machinery machining machinist",
        "custom": "custom customize customized",
        "customer": "customer customers",
        "cooking": "cook cooked cooks cooking cookery",
        "compute": "compute computing computation computational",
        "computer": "computer computers",
        "restore": "restore restored restoring restoration",
        "restaurant": "restaurant restaurants",
        "supply": "supply supplies supplied supplying",
        "supplier": "supplier suppliers",
        "serve": "serve served serves serving server servers",
        "service": "service services servicing serviced",
        "secure": "secure secured securing security",
        "assess": "assess assessed assesses assessing assessment assessments",
        "apply": "apply applied applies applying",
        "application": "application applications app apps",
        "structure": "structure structures structured structural",
        "instruct": "instruct instructed instructs instructing instruction instructor",
        "reconcile": "reconcile reconciled reconciles reconciling reconciliation reconciliations",
        "install": "install installs installed installing installer installation installations",
        "raise": "raise raised raises raising",
        "fundraise": "fundraise fundraised fundraising fundraiser fundraisers",
        "praise": "praise praised",
        "appraise": "appraise appraised appraisal appraisals appraising",
        "study": "study studies studied studying",
        "schematic": "schematic schematics",
        "drawing": "drawing drawings",
        "draw": "draw drew drawn draws",
        "drawer": "drawer drawers",
        "variable": "variable variables",
        "time": "time times",
        "timing": "timing timings",
        "station": "station stations stationed",
        "state": "state states stated",
        "note": "note notes noted",
        "behavior": "behaviour behaviours behavior behaviors behavioural behavioral",
        "supervise": "supervise supervised supervises supervising supervision supervisor supervisors supervisory",
        "advise": "advise advised advises advising adviser advisor advice advisory",
        "merchandise": "merchandise merchandising merchandiser merchandised",
        "exercise": "exercise exercises exercised",
        "enterprise": "enterprise enterprises",
        "expertise": "expertise",
        "present": "present",
        "presentation": "presentation presentations presented presenting presenter presents",
        "weld": "weld welds welded welding welder welders",
    }.items()
    for word in words.split()
}
_ENDINGS = (
    "izations", "ization", "izing", "ized", "izes", "ize", "ations", "ation", "ators", "ator", "ating", "ated", "ates",
    "ate", "itions", "ition", "ements", "ement", "ments", "ment", "ences", "ence", "ances", "ance", "ables", "able",
    "ibles", "ible", "atic", "ings", "ing", "ions", "ions", "ion", "ives", "ive", "ness", "ians", "ian", "ists", "ist",
    "ally", "ical", "ials", "ial", "als", "al", "ies", "ied", "ers", "er", "ors", "or", "ed", "es", "ly", "y", "e", "s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word: as written, lower-cased without joints, its root, and its characters ``[start, end)``.

    `part` is True for a piece of a compound such as "go-to-market".
    """

    raw: str
    form: str
    root: str
    start: int
    end: int
    part: bool = False


@lru_cache(maxsize=8192)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text in order; addresses of the web and of e-mail are no words.

    >>> [token.form for token in tokens("C++, CI/CD, .NET and test-case design (Ph.D., github.com/ada)")]
    ['c++', 'ci/cd', '.net', 'and', 'test', 'case', 'design', 'phd']
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        raw, start = match.group(), match.start()
        if _WEB.search(raw.lower()) or "@" in text[max(0, start - 1) : match.end() + 1]:
            continue
        if _PAIR.match(raw):
            found.append(_token(raw, raw.lower().replace("&", "/"), start))
        elif "/" in raw or "&" in raw:
            found.extend(_token(p.group(), _plain(p.group()), start + p.start()) for p in _PART.finditer(raw))
        else:
            joint = text[start - 1 : start] == "-" or text[match.end() : match.end() + 1] == "-"
            found.append(_token(raw, _plain(raw), start, part=joint))
    return tuple(found)


def _token(raw: str, form: str, start: int, *, part: bool = False) -> Token:
    return Token(raw, form, root(form), start, start + len(raw), part)


def _plain(raw: str) -> str:
    low = raw.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    return low if low.startswith(".") else low.replace(".", "") if not low[:1].isdigit() else low


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What the forms of a word share; numbers, short words and words with signs stay as they are.

    >>> root("mentored") == root("mentoring"), root("colour") == root("color"), root("organising") == root("organized")
    (True, True, True)
    >>> root("planned") == root("planning"), root("accounting") == root("accounts"), root("c++")
    (True, False, 'c++')
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word
    for pattern, better in _SPELLING:
        word = pattern.sub(better, word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = word.removesuffix("ly").removesuffix("al") if word.endswith(("mental", "mentally")) else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= (3 if len(ending) < 4 else 4):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
