"""Weak passwords are refused; guessing is slowed down, for accounts and for addresses, never for ever."""

from __future__ import annotations

import threading
import time

import pytest

from shared_backend.domain.errors import InvalidInput, NotAllowed
from shared_backend.services.accounts import TooManyAttempts, password_rules
from shared_backend.services.accounts.hashing import AT_ONCE, Passwords
from shared_backend.services.accounts.names import login_form, tidy
from shared_backend.services.accounts.throttle import Throttle, account_brake, client_brake
from tests.people import CHEAP, PASSWORD, HandClock, People


def fail(people: People, name: str = "Ada Lovelace", client: str = "a") -> NotAllowed:
    with pytest.raises(NotAllowed) as caught:
        people.services.accounts.sign_in(name, "certainly not it 1", client=client)
    return caught.value


def test_five_tries_are_free_then_it_takes_longer_and_longer(people: People, clock: HandClock) -> None:
    people.user()
    for _ in range(5):
        assert not isinstance(fail(people), TooManyAttempts)
    for pause in (30, 60, 120, 240, 480, 900, 900):
        stop = fail(people)
        assert isinstance(stop, TooManyAttempts)
        assert stop.pause.total_seconds() == pause
        clock.forward(seconds=pause - 1)
        with pytest.raises(TooManyAttempts):
            people.services.accounts.sign_in("Ada Lovelace", PASSWORD, client="b")
        clock.forward(seconds=1)
        assert not isinstance(fail(people, client=str(pause)), TooManyAttempts)
    clock.forward(minutes=15)
    assert people.services.accounts.sign_in("Ada Lovelace", PASSWORD)
    for _ in range(5):
        assert not isinstance(fail(people, client="fresh"), TooManyAttempts)


def test_one_address_is_slowed_over_many_names(local_people: People, clock: HandClock) -> None:
    for number in range(20):
        assert not isinstance(fail(local_people, f"name {number}"), TooManyAttempts)
    assert isinstance(fail(local_people, "name 99"), TooManyAttempts)
    assert not isinstance(fail(local_people, "name 99", client="another"), TooManyAttempts)


def test_success_does_not_count_against_a_shared_address(local_people: People) -> None:
    local_people.user()
    for _ in range(40):
        signed_in = local_people.services.accounts.sign_in("Ada Lovelace", PASSWORD, client="school")
        assert signed_in.token


def test_a_day_later_it_is_forgotten(local_people: People, clock: HandClock) -> None:
    for _ in range(5):
        fail(local_people)
    clock.forward(hours=24, seconds=1)
    for _ in range(5):
        assert not isinstance(fail(local_people), TooManyAttempts)


def test_many_tries_at_once_do_not_slip_through(people: People, clock: HandClock) -> None:
    throttle = Throttle(people.storage.database, people.storage.keyring, clock)
    passed: list[int] = []

    def guess() -> None:
        try:
            throttle.begin(account_brake("ada"), client_brake("x"))
        except TooManyAttempts:
            return
        passed.append(1)

    threads = [threading.Thread(target=guess) for _ in range(24)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 5


@pytest.mark.parametrize(
    "password",
    ["", "tiny", "123456789", "1234567890", "9876543210", "qwertyuiop", "Qwertyuiop", "aaaaaaaaaaaaaa", "abababababab",
     "ada lovelace", "AdaLovelace", "ada lovelace1", "x" * 257],
)  # fmt: skip
def test_weak_passwords(password: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        password_rules.check(password, "ada lovelace")
    assert not password or password not in caught.value.user_message


@pytest.mark.parametrize("password", [PASSWORD, "correct horse battery", "пароль из слов", "ada likes engines a lot"])
def test_good_passwords(password: str) -> None:
    password_rules.check(password, "ada lovelace")


def test_the_deny_list_is_there() -> None:
    common = password_rules.common_passwords()
    assert len(common) == 1780
    assert all(len(entry) >= password_rules.SHORTEST for entry in common)


@pytest.mark.parametrize("name", ["", "   ", "\n", "a" * 81, "a\u202eb", "a\u200bb", "a\x00b", "\ud800"])
def test_unusable_names(name: str) -> None:
    with pytest.raises(InvalidInput):
        tidy(name)


@pytest.mark.parametrize("name", ["Ada", "María José", "李小龍", "O'Neil-Ćosić", "محمد", "a@b.example", "🙂"])
def test_usable_names(name: str) -> None:
    assert login_form(name) == login_form(f"  {name.upper()} ") or name.upper() != name
    assert tidy(name)


def test_the_same_characters_typed_another_way() -> None:
    stored = CHEAP.hash("pa\u0301ssword of mine")
    assert CHEAP.check("p\u00e1ssword of mine", stored) == (True, None)
    assert CHEAP.check("\ud800" * 10, stored)[0] is False


def test_an_older_cost_is_renewed(local_people: People) -> None:
    stored = Passwords(memory_kib=32, passes=1).hash(PASSWORD)
    fits, better = CHEAP.check(PASSWORD, stored)
    assert fits
    assert better is not None
    assert "m=64" in better


def test_the_cost_is_what_it_should_be_and_only_four_run_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "$argon2id$v=19$m=65536,t=3,p=1$" in Passwords().hash(PASSWORD)
    running, most, lock = [0], [0], threading.Lock()

    class Slow:
        def hash(self, password: bytes) -> str:
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.02)
            with lock:
                running[0] -= 1
            return "x"

    passwords = Passwords()
    passwords.__dict__["_hasher"] = Slow()
    threads = [threading.Thread(target=passwords.hash, args=(PASSWORD,)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most[0] == AT_ONCE == 4
