"""My data in the user portal: what is stored, the download, a model brought along, a practice deleted, the erasure."""

from __future__ import annotations

import json

import pytest

from shared_backend.coaching.desk import COACH
from tests.ai_engines.personal.test_portable import signed
from tests.coaching.test_my_data import practise
from tests.people import PASSWORD, HandClock
from tests.portals.user.tab import Portals, Tab
from tests.practising import GOOD, THIN, deploy, small_model

PAGE = "app_pages/my_data.py"


def opened(portals: Portals, name: str = "Ada Lovelace", answers: int = 2) -> Tab:
    """Somebody with a practice, on the page."""
    tab = portals.sign_up(name)
    if answers:
        practise(portals.backend, tab.me, *[GOOD, THIN, GOOD][:answers])
    return tab.go(PAGE)


def model_of(portals: Portals, tab: Tab) -> bytes:
    return portals.backend.interview.practice._desk.trainer(tab.me.user_id).export(COACH)


def uploaded(tab: Tab, content: bytes) -> Tab:
    """Choose a file in the field."""
    tab.app.get("file_uploader")[0].set_value(("user_model_interview_coach.json", content, "application/json"))
    return tab.run()


def test_it_says_what_is_stored(portals: Portals) -> None:
    said = opened(portals).text()
    for line in (
        "**Answers** · What you wrote",
        "| 2 |",
        "**Drafts**",
        "None of these:",
        "sealed with a key of your own",
    ):
        assert line in said, line
    assert "Safety notices" in said
    assert "GOOD" not in said
    assert "heater" not in said


def test_nothing_is_stored_yet(portals: Portals) -> None:
    tab = opened(portals, answers=0)
    assert "None of these: Answers, Practice runs" in tab.text()
    assert "There is none yet." in tab.text()
    assert tab.has("link_button", "Download everything")


def test_the_download_asks_for_the_password_after_a_while(portals: Portals, clock: HandClock) -> None:
    tab = opened(portals)
    assert tab.find("link_button", "Download everything").url == "/my-data/export.zip"
    clock.forward(minutes=6)
    tab.run()
    assert not tab.has("link_button", "Download everything")
    tab.fill("text_input", "Your password", "wrong wrong wrong").press("Show the download")
    assert "The password is wrong." in tab.text()
    tab.fill("text_input", "Your password", PASSWORD).press("Show the download")
    assert tab.has("link_button", "Download everything")


def test_a_model_is_looked_at_before_it_is_used(portals: Portals) -> None:
    ada = opened(portals)
    blob = model_of(portals, ada)
    ben = opened(portals, "Ben Second", answers=3)
    uploaded(ben, blob)
    said = ben.text()
    assert "**2 answers** · exported 3 minutes ago" in said
    assert "It expects of you exactly what it did where it was made." in said
    assert "It replaces your present model, which rests on 3 answers." in said
    assert learned(portals, ben) == 3
    ben.press("Use this model")
    assert "Your model is here. It rests on 2 answers." in ben.text()
    assert learned(portals, ben) == 2
    assert not ben.has("button", "Use this model"), "the field is empty again"


def learned(portals: Portals, tab: Tab) -> int:
    trainer = portals.backend.interview.practice._desk.trainer(tab.me.user_id)
    return trainer.load_user_model(trainer.create_user_scenario(COACH, {}).id).ability.n


def test_what_differs_is_said(portals: Portals) -> None:
    ada = opened(portals)
    blob = model_of(portals, ada)
    deploy(portals.backend, small_model(80), base=0.6)
    said = uploaded(ada.go(PAGE), blob).text()
    assert "Another model for everybody serves here" in said
    assert "differs by at most" in said


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 5000, b'{"a": NaN}', b"PK\x03\x04", "x".encode("utf-16")])
def test_a_file_that_is_no_model_is_refused_calmly(portals: Portals, content: bytes) -> None:
    tab = uploaded(opened(portals), content)
    assert len(tab.app.warning) == 1
    assert not tab.has("button", "Use this model")
    assert learned(portals, tab) == 2


def test_a_file_is_left(portals: Portals) -> None:
    tab = opened(portals)
    uploaded(tab, model_of(portals, tab)).press("Leave it")
    assert not tab.has("button", "Use this model")
    assert learned(portals, tab) == 2


def test_a_hostile_text_in_a_file_shows_as_itself(portals: Portals) -> None:
    tab = opened(portals)
    plain = json.loads(model_of(portals, tab))
    plain["serving"]["label"], plain["serving"]["artifact_digest"] = "[x](//evil) $1", "0" * 64
    assert "\\[x\\]\\(//evil\\) \\$1" in uploaded(tab, signed(plain)).text()


def test_a_practice_is_deleted_and_unlearned(portals: Portals) -> None:
    tab = opened(portals)
    tab.press("Delete this practice")
    assert "This cannot be taken back." in tab.text()
    tab.press("Delete and unlearn")
    assert "There is none yet." in tab.run().text()
    assert learned(portals, tab) == 0


def sent(tab: Tab, word: str, password: str) -> Tab:
    """Fill the dialog in and send it. AppTest draws it only after the click that opens it, a browser keeps it open."""
    tab.press("Erase my account")
    tab.fill("text_input", "Type ERASE to confirm", word).fill("text_input", "Your password", password)
    tab.find("button", "Erase my account").click()
    return tab.press("Erase everything")


def test_the_account_is_erased_after_the_word_and_the_password(portals: Portals) -> None:
    tab = opened(portals)
    user_id = tab.me.user_id
    assert "Type the word ERASE in capitals." in sent(tab, "erase", PASSWORD).text()
    assert "The password is wrong." in sent(tab, "ERASE", "wrong wrong wrong").text()
    assert tab.me.user_id == user_id, "the account is still there"
    sent(tab, "ERASE", PASSWORD)
    receipt = portals.backend.audit.recent(1)[0]
    assert (receipt.action, receipt.subject, receipt.facts["answers"]) == ("account.erase", f"account:{user_id}", 2)
    assert "Your account and everything in it was erased." in tab.text()
    assert tab.find("link_button", "See the receipt").url == f"/auth/erased?proof={portals.backend.audit.head().mac}"


def test_the_account_page_leads_here(portals: Portals) -> None:
    tab = portals.sign_up().go("app_pages/account.py")
    assert not tab.has("button", "Erase my account")
    assert "See what is stored, take it with you, or erase your account." in tab.text()


def test_results_are_learned_from_only_after_a_yes_and_no_longer_after_a_no(portals: Portals) -> None:
    tab, other = opened(portals, answers=0), portals.sign_up("Nora Nobody")
    sharing = portals.backend.workshop.sharing

    def who() -> list[str]:
        with portals.backend.database.read() as connection:
            return list(sharing(connection, COACH))

    switch = tab.find("toggle", "Let my results be learned from")
    assert switch.value is False
    assert who() == []
    switch.set_value(True)
    tab.run()
    assert who() == [tab.me.user_id]
    assert tab.find("toggle", "Let my results be learned from").value is True
    assert portals.backend.audit.recent(1)[0].action == "sharing.start"
    assert other.go(PAGE).find("toggle", "Let my results be learned from").value is False
    portals.backend.sharing.set(tab.me, True)
    assert portals.backend.audit.recent(1)[0].action == "sharing.start", "the same again is not a new event"
    tab.find("toggle", "Let my results be learned from").set_value(False)
    tab.run()
    assert who() == []
    assert portals.backend.audit.recent(1)[0].action == "sharing.stop"
