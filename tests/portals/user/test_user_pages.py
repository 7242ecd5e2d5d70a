"""What holds on every page: each control has a name, and nobody ever sees a word of somebody else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.portals.user.tab import Portals, Tab
from tests.portals.user.test_user_journey import answered, started
from tests.practising import GOOD, choices

PORTAL = Path(__file__).resolve().parents[3] / "user_portal"
PAGES = (
    "app_pages/home.py",
    "app_pages/interview_coach.py",
    "app_pages/coaching.py",
    "app_pages/progress.py",
    "app_pages/my_model.py",
    "app_pages/my_data.py",
    "app_pages/account.py",
)
CONTROLS = {
    "button",
    "checkbox",
    "download_button",
    "expander",
    "form_submit_button",
    "link_button",
    "multiselect",
    "number_input",
    "page_link",
    "pills",
    "popover",
    "radio",
    "segmented_control",
    "selectbox",
    "slider",
    "text_area",
    "text_input",
    "toggle",
}
KINDS = ("button", "radio", "selectbox", "text_area", "text_input", "expander", "download_button")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every `st.…` call of the portal, with where it stands."""
    for path in sorted(PORTAL.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                yield f"{path.relative_to(PORTAL)}:{node.lineno}", node


def name_of(call: ast.Call) -> str:
    """The attribute that is called."""
    assert isinstance(call.func, ast.Attribute)
    return call.func.attr


def test_every_control_is_given_a_name() -> None:
    """In the source: a first argument or `label`, and never an empty text."""
    nameless = []
    for place, call in calls():
        if name_of(call) not in CONTROLS:
            continue
        label = call.args[0] if call.args else next((k.value for k in call.keywords if k.arg == "label"), None)
        if label is None or (isinstance(label, ast.Constant) and not str(label.value).strip()):
            nameless.append(place)
    assert nameless == []


def test_no_page_brings_its_own_html_or_keeps_a_cache() -> None:
    forbidden = {"cache_data", "cache_resource", "html", "components.v1"}
    found = [place for place, call in calls() if name_of(call) in forbidden]
    found += [place for place, call in calls() if any(k.arg == "unsafe_allow_html" for k in call.keywords)]
    assert found == []
    cached = [p.name for p in PORTAL.rglob("*.py") if "functools.cache" in p.read_text(encoding="utf-8")]
    assert cached == ["services.py"]


def test_every_control_on_every_screen_has_a_name(portals: Portals) -> None:
    tab = portals.sign_up()
    screens = [named(tab)]
    for page in PAGES:
        screens.append(named(tab.go(page)))
    tab = started(portals, "Grace")
    screens.append(named(tab))
    screens.append(named(answered(tab)))
    screens.append(named(tab.press("End this practice")))
    assert all(screens)


def named(tab: Tab) -> int:
    """How many controls there are, all of them with a name."""
    labels = [element.label for kind in KINDS for element in tab.app.get(kind)]
    assert all(label.strip() for label in labels)
    return len(labels)


@pytest.mark.parametrize("people", [8, pytest.param(50, marks=pytest.mark.long)])
def test_interleaved_people_see_only_their_own(portals: Portals, people: int) -> None:
    """Each has a canary in every field; every page of each is read while the others move on."""
    tabs = [somebody(portals, number) for number in range(people)]
    seen = 0
    for step in ("home", "card", "answer", "report"):
        for number, (tab, run_id) in enumerate(tabs):
            text = everything(visit(tab, run_id, step, number))
            foreign = [other for other in range(people) if other != number and canary(other) in text]
            assert foreign == [], f"person {number} at {step} saw {foreign}"
            seen += canary(number) in text
    assert seen == 4 * people


def canary(number: int) -> str:
    """A word that belongs to one person."""
    return f"canary{number:03d}x"


def somebody(portals: Portals, number: int) -> tuple[Tab, str]:
    """A person with an open question, their canary in the name, the card and a draft."""
    word = canary(number)
    tab = Tab(portals, portals.backend.accounts.sign_up(f"Person {word}", "a quiet sentence 42").token)
    practice = portals.backend.interview.practice
    given = choices(role=f"Clerk {word}", job_ad=f"An advertisement {word}", resume_text=f"- Sold things {word} daily")
    portals.backend.interview.onboarding.save(tab.me, {"role": f"Clerk {word}", "job_ad": f"An advertisement {word}"})
    run = practice.warm_up(tab.me, practice.start(tab.me, given, run_id=f"run-{word}").id, "")
    practice.save_draft(tab.me, run.id, run.asked[0].attempt_id, f"{GOOD} My draft says {word}.")
    return tab, run.id


def visit(tab: Tab, run_id: str, step: str, number: int) -> Tab:
    """One page of one person, in a fresh tab."""
    fresh = Tab(tab.portals, tab.token)
    if step == "home":
        return fresh.run()
    if step == "card":
        return fresh.go(PAGES[1])
    if step == "answer":
        fresh.go(PAGES[1], run=run_id).press("Submit answer")
        return fresh.choose("Your own rating", 1 + number % 5, "radio").press("Show the feedback")
    return fresh.go(PAGES[1], run=run_id).press("End this practice")


def everything(tab: Tab) -> str:
    """All that is written on the page or filled into its fields."""
    fields = [str(e.value) for kind in ("text_area", "text_input") for e in tab.app.get(kind)]
    return "\n".join([tab.text(), *fields, *(e.label for kind in KINDS for e in tab.app.get(kind))])
