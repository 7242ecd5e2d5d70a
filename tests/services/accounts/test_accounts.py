"""Sign up, in and out: what a person sees, and what nobody can see."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from sqlalchemy import select, text

from shared_backend.domain.errors import InvalidInput, NotAllowed, NotFound, RecordUnreadable
from shared_backend.domain.principal import ConfirmationNeeded, Portal, Role
from shared_backend.services.accounts import build_accounts
from shared_backend.services.accounts.hashing import Passwords
from shared_backend.storage.tables import metadata
from tests.people import PASSWORD, HandClock, People

NEW = "another calm sentence 7"


def test_a_new_person_is_signed_in_and_comes_back(people: People) -> None:
    accounts = people.services.accounts
    first = people.user("Ada  Lovelace")
    assert first.principal.role is Role.USER
    assert first.principal.display_name == "Ada Lovelace"
    second = accounts.sign_in(" ａda lovelace", PASSWORD)
    assert second.principal.user_id == first.principal.user_id
    assert second.token != first.token
    assert accounts.principal(second.token, Portal.USER) == second.principal


def test_a_name_is_taken_in_every_spelling(people: People) -> None:
    people.user("Zoë Straße")
    for spelling in ("zoë strasse", "ZOË  STRASSE", "Zoe\u0308 Straße"):
        with pytest.raises(InvalidInput, match="taken"):
            people.user(spelling)


def test_two_at_once_with_one_name_make_one_account(people: People) -> None:
    results: list[object] = []

    def join() -> None:
        try:
            results.append(people.user("Same Name").principal.user_id)
        except InvalidInput as error:
            results.append(error)

    threads = [threading.Thread(target=join) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(result, str) for result in results) == 1
    assert len(results) == 4


def test_wrong_name_and_wrong_password_say_the_same(local_people: People) -> None:
    local_people.user("Ada Lovelace")
    said = set()
    for name, password in (("Ada Lovelace", NEW), ("Nobody Here", PASSWORD), ("\u202e", PASSWORD), ("", "")):
        with pytest.raises(NotAllowed) as caught:
            local_people.services.accounts.sign_in(name, password)
        said.add(caught.value.user_message)
    assert len(said) == 1


def test_an_unknown_name_costs_the_same_hash(local_people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str | None] = []
    real = Passwords.check

    def note(self: Passwords, password: str, stored: str | None) -> tuple[bool, str | None]:
        checked.append(stored)
        return real(self, password, stored)

    monkeypatch.setattr(Passwords, "check", note)
    with pytest.raises(NotAllowed):
        local_people.services.accounts.sign_in("Nobody Here", PASSWORD)
    assert checked == [None]


def test_no_name_and_no_password_is_stored_in_clear(people: People) -> None:
    people.user("Grace Brewster Hopper")
    with people.storage.database.read() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)):
                shown = repr(tuple(row)).casefold()
                assert "hopper" not in shown
                assert PASSWORD not in shown
    assert people.audit.recent()[0].action == "account.create"


def test_closed_sign_up(local_people: People, clock: HandClock) -> None:
    closed = build_accounts(local_people.storage, clock, local_people.audit.append, open_sign_up=False)
    with pytest.raises(NotAllowed, match="invitation"):
        closed.accounts.sign_up("Ada", PASSWORD)
    with pytest.raises(NotAllowed, match="invitation"):
        closed.accounts.sign_in_subject("https://issuer", "1", "Ada")


def test_a_new_password_ends_every_session(people: People) -> None:
    accounts = people.services.accounts
    first, second = people.user(), people.services.accounts.sign_in("Ada Lovelace", PASSWORD)
    with pytest.raises(NotAllowed):
        accounts.change_password(second.principal, "not the old one", NEW)
    with pytest.raises(InvalidInput):
        accounts.change_password(second.principal, PASSWORD, "short")
    accounts.change_password(second.principal, PASSWORD, NEW)
    assert accounts.principal(first.token, Portal.USER) is None
    assert accounts.principal(second.token, Portal.USER) is None
    with pytest.raises(NotAllowed):
        accounts.sign_in("Ada Lovelace", PASSWORD)
    assert accounts.sign_in("Ada Lovelace", NEW).principal.user_id == first.principal.user_id


def test_erasing_needs_the_password_and_leaves_nothing(people: People, clock: HandClock) -> None:
    accounts, vault = people.services.accounts, people.storage.vault
    ada = people.user()
    record = vault.seal(ada.principal.user_id, "t", "r", "c", 1, b"diary")
    clock.forward(minutes=6)
    with pytest.raises(ConfirmationNeeded):
        accounts.erase(ada.principal)
    with pytest.raises(NotAllowed):
        accounts.confirm(ada.principal, NEW)
    receipt = accounts.erase(accounts.confirm(ada.principal, PASSWORD))
    assert receipt.erased_at == clock.now()
    assert accounts.principal(ada.token, Portal.USER) is None
    with pytest.raises(RecordUnreadable):
        vault.open(ada.principal.user_id, "t", "r", "c", 1, record)
    with people.storage.database.read() as connection:
        for table in ("accounts", "sessions"):
            assert connection.execute(text(f"select count(*) from {table}")).scalar() == 0
    assert people.audit.verify().ok
    people.user()


def test_sessions_are_listed_and_ended_by_their_owner_only(people: People) -> None:
    accounts = people.services.accounts
    ada, eve = people.user(), people.user("Eve Other")
    other = accounts.sign_in("Ada Lovelace", PASSWORD)
    assert {s.session_id for s in accounts.sessions(ada.principal)} == {
        ada.principal.session_id,
        other.principal.session_id,
    }
    with pytest.raises(NotFound):
        accounts.end_session(eve.principal, ada.principal.session_id)
    accounts.end_session(other.principal, ada.principal.session_id)
    assert accounts.principal(ada.token, Portal.USER) is None
    accounts.sign_in("Ada Lovelace", PASSWORD)
    assert accounts.end_other_sessions(other.principal) == 1
    accounts.sign_out(other.principal)
    assert accounts.principal(other.token, Portal.USER) is None
    assert accounts.principal(eve.token, Portal.USER) is not None


@pytest.mark.parametrize(("portal", "idle", "absolute"), [(Portal.USER, 30, 12), (Portal.ADMIN, 15, 8)])
def test_sessions_end_by_themselves(
    local_people: People, clock: HandClock, portal: Portal, idle: int, absolute: int
) -> None:
    accounts = local_people.services.accounts
    local_people.admin("Root")
    token = accounts.sign_in("Root", PASSWORD, portal=portal).token
    for _ in range(absolute * 60 // (idle - 1)):
        clock.forward(minutes=idle - 1)
        assert accounts.principal(token, portal) is not None, "used again and again it lives"
    clock.forward(minutes=idle)
    assert accounts.principal(token, portal) is None, "but not longer than its absolute end"
    token = accounts.sign_in("Root", PASSWORD, portal=portal).token
    clock.forward(minutes=idle, seconds=1)
    assert accounts.principal(token, portal) is None, "unused it ends"


def test_a_session_belongs_to_one_portal(local_people: People) -> None:
    accounts = local_people.services.accounts
    user, admin = local_people.user(), local_people.admin()
    assert accounts.principal(user.token, Portal.ADMIN) is None
    assert accounts.principal(admin.token, Portal.USER) is None
    with pytest.raises(NotAllowed):
        accounts.sign_in("Ada Lovelace", PASSWORD, portal=Portal.ADMIN)
    for nonsense in (None, "", "x", user.token[:-1], user.principal.session_id):
        assert accounts.principal(nonsense, Portal.USER) is None


def test_a_provider_vouches_for_one_account(people: People) -> None:
    accounts = people.services.accounts
    first = accounts.sign_in_subject("https://issuer.example", "42", "Ada Lovelace")
    again = accounts.sign_in_subject("https://issuer.example", "42", "Ada King")
    other = accounts.sign_in_subject("https://other.example", "42", "Ada Lovelace")
    typed = people.user("Ada Lovelace")
    assert first.principal.user_id == again.principal.user_id
    assert len({first.principal.user_id, other.principal.user_id, typed.principal.user_id}) == 3
    assert not accounts.has_password(first.principal)
    with pytest.raises(NotAllowed):
        accounts.confirm(first.principal, "")


def test_a_damaged_name_is_shown_as_unreadable(local_people: People) -> None:
    ada = local_people.user()
    local_people.storage.database.write(lambda c: c.execute(text("update accounts set name_sealed = x'00'")))
    principal = local_people.services.accounts.principal(ada.token, Portal.USER)
    assert principal is not None
    assert principal.display_name == "(unreadable name)"


def test_the_confirmation_window(clock: HandClock, local_people: People) -> None:
    ada = local_people.user().principal
    ada.require_confirmed(clock.now())
    clock.forward(minutes=5, seconds=1)
    with pytest.raises(ConfirmationNeeded):
        ada.require_confirmed(clock.now())
    with pytest.raises(ConfirmationNeeded):
        replace(ada, confirmed_at=clock.now()).require_confirmed(clock.now().replace(year=2020))
