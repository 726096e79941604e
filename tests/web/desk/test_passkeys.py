"""A passkey opens the desk of the artist who has set it up, from a page of ours, once for each time it is asked."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tattoobot.db import passkeys
from tattoobot.web.desk.challenges import LIVES, challenge, runs_out
from tattoobot.web.desk.party import party
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.desk.authenticator import PRESENT, Authenticator
from tests.web.desk.conftest import Browser, Colleague, assert_nothing_inline
from tests.web.desk.test_sign_in import a_link

HERE = "https://book.example.com"
"""The address of the tests' studio."""
SIGN_IN = "/desk/sign-in/passkey"
SET_UP = "/desk/passkeys"

Json = dict[str, Any]


@pytest.fixture
async def artist(browser: Browser) -> Browser:
    """Signed in with the link."""
    assert (await browser.post(await a_link(browser.desk))).status_code == 303
    return browser


async def asked(browser: Browser, **fields: str) -> Json:
    answer = await browser.post(f"{SIGN_IN}/ask", **fields)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def asked_to_set_up(browser: Browser) -> Json:
    answer = await browser.press(f"{SET_UP}/ask")
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def set_up(browser: Browser, device: Authenticator) -> None:
    made = device.create(await asked_to_set_up(browser), HERE)
    assert (await browser.press(SET_UP, credential=made)).status_code == 303


async def count(browser: Browser, table: str = "passkeys") -> int:
    found: int = await browser.desk.value(f"SELECT count(*) FROM {table}")
    return found


async def test_a_passkey_opens_the_desk_of_its_artist(artist: Browser) -> None:
    device = Authenticator()
    await set_up(artist, device)
    artist.http.cookies.clear()

    answer = await artist.post(SIGN_IN, credential=device.get(await asked(artist), HERE), to="/desk/week")

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/week")
    assert (await artist.get("/desk")).status_code == 200
    [session] = await artist.desk.rows("SELECT * FROM desk_sessions ORDER BY id DESC LIMIT 1")
    assert session["artist_id"] == artist.desk.house.first_artist.id


async def test_what_a_browser_is_asked_names_nobody_and_wants_the_owner(artist: Browser) -> None:
    to_set_up, to_sign_in = await asked_to_set_up(artist), await asked(artist)

    assert to_set_up["rp"]["id"] == to_sign_in["rpId"] == "book.example.com"
    assert to_set_up["authenticatorSelection"]["userVerification"] == "required"
    assert to_sign_in["userVerification"] == "required"
    assert to_sign_in.get("allowCredentials", []) == []


async def test_what_was_signed_opens_once(artist: Browser) -> None:
    device = Authenticator(counts=False)
    await set_up(artist, device)
    signed = device.get(await asked(artist), HERE)

    answers = await asyncio.gather(*(artist.post(SIGN_IN, credential=signed) for _ in range(3)))

    assert sorted(answer.status_code for answer in answers) == [303, 422, 422]


async def test_what_was_asked_for_is_over_soon(artist: Browser) -> None:
    device = Authenticator()
    await set_up(artist, device)
    options = await asked(artist)
    artist.desk.time.at += LIVES

    assert (await artist.post(SIGN_IN, credential=device.get(options, HERE))).status_code == 422


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://book.example.com", "https://book.example.com.evil"]
)
async def test_what_was_signed_for_another_page_opens_nothing(artist: Browser, origin: str) -> None:
    device = Authenticator()
    await set_up(artist, device)

    assert (await artist.post(SIGN_IN, credential=device.get(await asked(artist), origin))).status_code == 422


async def test_a_device_that_has_not_asked_its_owner_opens_nothing(artist: Browser) -> None:
    device = Authenticator()
    made = device.create(await asked_to_set_up(artist), HERE, flags=PRESENT)
    assert (await artist.press(SET_UP, credential=made)).status_code == 422
    assert await count(artist) == 0

    await set_up(artist, device)
    signed = device.get(await asked(artist), HERE, flags=PRESENT)
    assert (await artist.post(SIGN_IN, credential=signed)).status_code == 422


async def test_a_copy_that_counts_from_before_opens_nothing(artist: Browser) -> None:
    device = Authenticator()
    await set_up(artist, device)
    copy = replace(device)
    device.count = 5
    assert (await artist.post(SIGN_IN, credential=device.get(await asked(artist), HERE))).status_code == 303

    assert (await artist.post(SIGN_IN, credential=copy.get(await asked(artist), HERE))).status_code == 422


async def test_another_key_of_the_same_name_opens_nothing(artist: Browser) -> None:
    await set_up(artist, Authenticator())

    signed = Authenticator().get(await asked(artist), HERE)

    assert (await artist.post(SIGN_IN, credential=signed)).status_code == 422


async def test_what_was_asked_for_one_thing_is_not_taken_for_another(artist: Browser) -> None:
    device = Authenticator()
    to_set_up = await asked_to_set_up(artist)
    await set_up(artist, device)

    signed = device.get({"rpId": "book.example.com", "challenge": to_set_up["challenge"]}, HERE)

    assert (await artist.post(SIGN_IN, credential=signed)).status_code == 422


async def test_one_who_has_asked_is_the_one_who_sets_it_up(artist: Browser, a_colleague: Colleague) -> None:
    made = Authenticator().create(await asked_to_set_up(artist), HERE)
    async with a_colleague() as http:
        other = Browser(replace_http(artist.desk, http))

        assert (await other.press(SET_UP, credential=made)).status_code == 422

    assert await count(artist) == 0


def replace_http(desk: Desk, http: Any) -> Desk:
    return Desk(desk.web, desk.app, desk.time, http)


async def test_a_passkey_is_of_one_artist_alone(artist: Browser, a_colleague: Colleague) -> None:
    device = Authenticator()
    await set_up(artist, device)
    [passkey] = await artist.desk.rows("SELECT id FROM passkeys")
    async with a_colleague() as http:
        other = Browser(replace_http(artist.desk, http))
        again = device.create(await asked_to_set_up(other), HERE)

        assert (await other.press(SET_UP, credential=again)).status_code == 422
        await other.press(f"/desk/passkeys/{passkey['id']}/remove")
        assert "Remove" not in (await other.get("/desk/devices")).text

    assert await count(artist) == 1


async def test_one_that_is_removed_opens_nothing_and_what_it_had_opened_is_closed(artist: Browser) -> None:
    device = Authenticator()
    await set_up(artist, device)
    mine = dict(artist.http.cookies)
    await artist.post(SIGN_IN, credential=device.get(await asked(artist), HERE))
    stolen = dict(artist.http.cookies)
    artist.http.cookies = mine
    [passkey] = await artist.desk.rows("SELECT id FROM passkeys")

    assert (await artist.press(f"/desk/passkeys/{passkey['id']}/remove")).status_code == 303

    assert (await artist.get("/desk")).status_code == 200
    artist.http.cookies = stolen
    assert (await artist.get("/desk")).status_code == 303
    assert (await artist.post(SIGN_IN, credential=device.get(await asked(artist), HERE))).status_code == 422


@pytest.mark.parametrize("named", ["0", "x", "9" * 30, "1%00"])
async def test_one_that_is_not_there_is_not_removed(artist: Browser, named: str) -> None:
    assert (await artist.press(f"/desk/passkeys/{named}/remove")).status_code in (303, 404)


async def test_an_artist_who_has_left_is_not_let_in(artist: Browser, app: FastAPI) -> None:
    device = Authenticator()
    await set_up(artist, device)
    house = replace(artist.desk.house, artists={99: artist.desk.house.first_artist})
    app.state.web = replace(artist.desk.web, house=house)

    assert (await artist.post(SIGN_IN, credential=device.get(await asked(artist), HERE))).status_code == 422


async def test_wrong_ones_are_slowed_and_the_right_one_still_opens(artist: Browser) -> None:
    device = Authenticator()
    await set_up(artist, device)

    codes = [(await artist.post(SIGN_IN, credential="{}")).status_code for _ in range(25)]

    assert codes[0] == 422
    assert codes[-1] == 429
    assert (await artist.post(SIGN_IN, credential=device.get(await asked(artist), HERE))).status_code == 303


async def test_what_was_used_is_forgotten_when_it_has_run_out(artist: Browser) -> None:
    device = Authenticator()
    await set_up(artist, device)
    artist.desk.time.at += LIVES
    await artist.post(SIGN_IN, credential=device.get(await asked(artist), HERE))

    assert await count(artist, "used_challenges") == 1


@pytest.mark.parametrize("path", [f"{SIGN_IN}/ask", SIGN_IN, f"{SET_UP}/ask", SET_UP])
async def test_what_comes_from_elsewhere_is_not_answered(artist: Browser, path: str) -> None:
    csrf = (await artist.see("/desk/devices")).fields["csrf"]

    assert (await artist.post(path, origin="https://evil.example", csrf=csrf)).status_code == 403


@pytest.mark.parametrize("path", [f"{SET_UP}/ask", SET_UP, "/desk/passkeys/1/remove"])
async def test_a_form_without_its_token_sets_nothing_up(artist: Browser, path: str) -> None:
    assert (await artist.post(path)).status_code == 403


async def test_whoever_has_the_key_is_not_an_artist_and_is_offered_none(owner: Browser) -> None:
    assert "passkey" not in (await owner.get("/desk/devices")).text
    assert (await owner.press(f"{SET_UP}/ask")).status_code == 409


async def test_the_door_offers_passkeys_once_there_is_one(artist: Browser) -> None:
    artist.http.cookies.clear()
    before = (await artist.get("/desk/sign-in")).text
    await artist.post(await a_link(artist.desk))
    await set_up(artist, Authenticator())
    artist.http.cookies.clear()

    after = (await artist.get("/desk/sign-in")).text
    assert "passkey" not in before
    assert SIGN_IN in after
    assert_nothing_inline(after)


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://desk.example.com", "https://desk.example.com"),
        ("https://desk.example.com:8443/bot", "https://desk.example.com:8443"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:8000", None),
        ("http://[::1]:8000", None),
    ],
)
def test_a_passkey_belongs_to_a_name(address: str, origin: str | None) -> None:
    us = party(address, "Studio")

    assert (us.origin if us else None) == origin


def test_a_challenge_is_for_one_purpose_and_a_while() -> None:
    key = b"a key that is only for tests"
    made = challenge(key, "sign in", NOW)

    assert runs_out(key, "sign in", made, NOW) == NOW + LIVES
    assert runs_out(key, "sign in", made, NOW + LIVES) is None
    assert runs_out(key, "set up 1", made, NOW) is None
    assert runs_out(b"another key", "sign in", made, NOW) is None
    assert runs_out(key, "sign in", made[:-1], NOW) is None
    assert runs_out(key, "sign in", b"", NOW) is None
    assert challenge(key, "sign in", NOW) != made


PARTS = (
    "rawId",
    "id",
    "type",
    "response",
    "clientDataJSON",
    "authenticatorData",
    "signature",
    "attestationObject",
)
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=20)
    | st.binary(max_size=40).map(lambda b: b.hex()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PARTS), inner, max_size=4),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    changes=st.dictionaries(st.sampled_from(PARTS), ANYTHING, min_size=1, max_size=3), create=st.booleans()
)
def test_what_no_browser_has_made_is_only_refused(changes: Json, create: bool) -> None:
    """A challenge of ours in it or not: reading it breaks nothing."""
    from tattoobot.web.desk import ceremony

    us = party(HERE, "Studio")
    assert us is not None
    device, asked_for = Authenticator(), {"challenge": "AAAA", "rpId": us.id, "rp": {"id": us.id}}
    good = json.loads((device.create if create else device.get)(asked_for, HERE))
    changed = {**good, **{name: part for name, part in changes.items() if name in good}}
    if isinstance(changed.get("response"), dict):
        changed["response"] = {**changed["response"], **{n: p for n, p in changes.items() if n not in good}}
    known = passkeys.Passkey(1, 1, device.id, b"\xa0", 0, "", NOW, None)
    for read in (
        lambda: ceremony.challenge_in(changed),
        lambda: ceremony.id_in(changed),
        lambda: ceremony.set_up(us, changed, b"\x00\x00\x00"),
        lambda: ceremony.signed_in(us, changed, b"\x00\x00\x00", known),
    ):
        try:
            read()
        except ceremony.UNFIT:
            continue
