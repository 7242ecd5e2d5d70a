"""The section “Look up”: found by any title, read with range and source, linked on, chosen; nothing made up."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from shared_backend.ai_engines.ensemble.base import Judgement
from shared_backend.ai_engines.model_trainer import ModelTrainer, Predicted
from tests.portals.user.tab import Portals, Tab

PAGE = "app_pages/career_coach.py"
NURSE = "29-1141.00"


def opened(portals: Portals, **address: str) -> Tab:
    return portals.sign_up().go(PAGE, section="lookup", **address)


def links(tab: Tab) -> dict[str, str]:
    """Label → code of every link to an occupation."""
    found = {}
    for link in tab.app.get("page_link"):
        asked = parse_qs(urlsplit("?" + link.proto.query_string).query)
        if "code" in asked:
            found[link.proto.label] = asked["code"][0]
    return found


def refreshed(tab: Tab) -> Tab:
    address = {name: v if isinstance(v, str) else v[0] for name, v in tab.app.query_params.items()}
    return Tab(tab.portals, tab.token).go(PAGE, **address)


def test_the_empty_search_teaches(portals: Portals) -> None:
    said = opened(portals).text()
    assert "There are 1,016 occupations" in said
    assert "typing errors" in said


@pytest.mark.parametrize(
    ("typed", "code"),
    [("sr. registered nuse", NURSE), ("lorry driver", "53-3032.00"), ("lollipop lady", "33-9091.00")],
)
def test_it_is_found_by_any_title_and_a_refresh_keeps_it(portals: Portals, typed: str, code: str) -> None:
    tab = opened(portals).write("A job title, in any words", typed, "text_input")
    assert code in links(tab).values()
    fresh = refreshed(tab)
    assert fresh.find("text_input", "A job title, in any words").value == typed
    assert links(fresh) == links(tab)


@pytest.mark.parametrize("typed", ["qwertz", "12345", "<script>alert(1)</script> 🦄", "!!! ???"])
def test_nothing_fits_is_said(portals: Portals, typed: str) -> None:
    tab = opened(portals).write("A job title, in any words", typed, "text_input")
    assert "Nothing fits" in tab.text()
    assert links(tab) == {}


def test_the_model_of_titles_is_asked_where_no_title_is_alike(
    portals: Portals, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranking = (("39-2011.00", 0.5), ("13-1199.00", 0.3), (NURSE, 0.1), ("00-0000.00", 0.9))
    judged = Judgement({}, ranking, (), {}, {})

    class Version:
        label = "v7"

    monkeypatch.setattr(ModelTrainer, "predict", lambda *_: (Predicted(judged, Version()),))  # type: ignore[arg-type]
    tab = opened(portals).write("A job title, in any words", "qwertz", "text_input")
    assert links(tab) == {"Animal Trainers": "39-2011.00"}, "no small share, no rest group, no code nobody knows"
    assert "May be meant" in tab.text()
    assert "v7. It can be wrong" in tab.text()


def test_the_profile_says_what_how_sure_and_from_where(portals: Portals) -> None:
    tab = opened(portals, code=NURSE)
    said = tab.text().replace("\\", "")
    for part in (
        "Registered Nurses",
        "O*NET code 29-1141.00",
        "Charge Nurse",
        "Considerable preparation",
        "helping and teaching",
        "Skills that matter most",
        "Epic Systems",
        "28 people in the occupation, or experts on it, were asked",
        "O*NET 29.3",
        "CC BY 4.0",
        "nothing of pay or demand",
    ):
        assert part in said, part
    skills, _, education = [table.value for table in tab.app.get("table")]
    assert list(skills.iloc[0]) == ["Social Perceptiveness", "4.1 of 5", "4.4 (3.9–4.9)"]
    assert "56 %" in list(education["Share"])
    assert links(tab)["Nurse Practitioners"] == "29-1171.00"


def test_an_esco_id_is_shown_as_linked_by_name(portals: Portals) -> None:
    said = opened(portals, code="33-9032.00").text().replace("\\", "")
    assert "linked because both use an equal name; nobody has reviewed" in said
    assert "http://data.europa.eu/esco/occupation/" in said


def test_what_is_not_recorded_is_said(portals: Portals) -> None:
    tab = opened(portals, code="55-1011.00")
    assert "not rated for this occupation" in tab.text()
    assert "has not been asked" in tab.text()
    assert not tab.has("button", "Work towards this")


@pytest.mark.parametrize("code", ["zzz", "99-9999.00", "<b>", "../../etc"])
def test_a_code_nobody_knows_is_told_with_a_way_back(portals: Portals, code: str) -> None:
    tab = opened(portals, code=code)
    assert "There is no occupation with this code" in tab.text()
    assert [link.proto.label for link in tab.app.get("page_link") if link.proto.label == "Look up another"]


def test_work_towards_it_and_say_whether_it_is_yours(portals: Portals) -> None:
    tab = opened(portals, code=NURSE).press("Work towards this")
    career = portals.backend.career
    assert career.profile.get(tab.me).target == NURSE
    assert "You work towards this" in refreshed(tab).text()
    tab.press("This is my present occupation")
    assert career.profile.get(tab.me).occupation == NURSE
    fresh = refreshed(tab)
    assert "Your present or last occupation" in fresh.text()
    fresh.press("Not my present occupation")
    assert career.profile.get(tab.me).occupation is None
    assert career.profile.get(tab.me).target == NURSE, "the rest stays"


def test_saying_so_twice_changes_nothing_more(portals: Portals) -> None:
    tab = opened(portals)
    lookup = portals.backend.career.lookup
    once = lookup.set_present(tab.me, NURSE)
    assert lookup.set_present(tab.me, NURSE) == once
    assert not once.never_worked
