"""An artist has notices shown on a device, as long as they are signed in there, and says what WhatsApp does then."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from fastapi import FastAPI
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, expect

from tattoobot.adapters import push_seal
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser, assert_nothing_inline
from tests.web.desk.test_live import served
from tests.web.desk.test_passkeys_in_a_browser import look_at
from tests.web.desk.test_sign_in import a_link

ON, OFF, INSTEAD = "/desk/notices", "/desk/notices/off", "/desk/notices/instead"
SERVICE = "https://fcm.googleapis.com/fcm/send/only-for-tests"
POINT = push_seal.encoded(push_seal.public_point(ec.derive_private_key(7, push_seal.CURVE)))
AUTH = push_seal.encoded(b"only for tests 1")


def subscription(endpoint: Any = SERVICE, **keys: Any) -> str:
    return json.dumps({"endpoint": endpoint, "keys": {"p256dh": POINT, "auth": AUTH, **keys}})


@pytest.fixture
async def artist(browser: Browser) -> Browser:
    assert (await browser.post(await a_link(browser.desk))).status_code == 303
    return browser


async def devices(browser: Browser) -> list[dict[str, Any]]:
    return await browser.desk.rows("SELECT session_id, endpoint FROM push_devices ORDER BY id")


async def test_they_are_switched_on_and_off(artist: Browser) -> None:
    on = await artist.press(ON, subscription=subscription())
    shown = (await artist.get("/desk/devices")).text
    kept = await devices(artist)
    off = await artist.press(OFF)

    assert (on.status_code, off.status_code) == (303, 303)
    assert [one["endpoint"] for one in kept] == [SERVICE]
    assert SERVICE not in shown
    assert_nothing_inline(shown)
    assert "No more notices here" in shown
    assert await devices(artist) == []


async def test_a_browser_has_one_address_and_whoever_is_signed_in_there_now_is_shown_them(
    artist: Browser,
) -> None:
    await artist.press(ON, subscription=subscription())
    await artist.press(ON, subscription=subscription(f"{SERVICE}-2"))
    artist.http.cookies.clear()
    await artist.post(await a_link(artist.desk))
    await artist.press(ON, subscription=subscription(f"{SERVICE}-2"))

    [kept] = await devices(artist)
    assert kept["session_id"] == await artist.desk.value("SELECT max(id) FROM desk_sessions")


@pytest.mark.parametrize("everywhere", ["", "yes"])
async def test_they_end_with_the_session(artist: Browser, everywhere: str) -> None:
    await artist.press(ON, subscription=subscription())

    await artist.press("/desk/sign-out", everywhere=everywhere)

    assert await devices(artist) == []


@pytest.mark.parametrize(
    "endpoint", ["https://evil.example/x", "http://127.0.0.1:1/x", "https://10.0.0.1/x", "", 7, None]
)
async def test_only_a_push_service_is_taken(artist: Browser, app: FastAPI, endpoint: Any) -> None:
    csrf = (await artist.see("/desk/devices")).fields["csrf"]
    cookies = {f"__Host-{name}": value for name, value in artist.http.cookies.items()}
    app.state.web = replace(app.state.web, secure=True)
    artist.http.cookies.update(cookies)

    answer = await artist.post(ON, csrf=csrf, subscription=subscription(endpoint))

    assert answer.status_code == 422
    assert await devices(artist) == []


@pytest.mark.parametrize(
    "given",
    [
        "",
        "[]",
        "7",
        "{}",
        '{"endpoint": "x"}',
        "[" * 10_000,
        subscription(p256dh="x"),
        subscription(p256dh=POINT[:-4]),
        subscription(p256dh="A" * len(POINT)),
        subscription(p256dh=None),
        subscription(auth="AAAA"),
        subscription(auth="é"),
    ],
)
async def test_what_no_browser_tells_is_refused(artist: Browser, given: str) -> None:
    assert (await artist.press(ON, subscription=given)).status_code == 422
    assert await devices(artist) == []


async def test_whatsapp_is_quiet_when_they_say_so_and_speaks_again(artist: Browser) -> None:
    chosen = "SELECT push_instead FROM artists"
    await artist.press(ON, subscription=subscription())
    before = await artist.desk.value(chosen)
    await artist.press(INSTEAD, instead="yes")
    quiet = await artist.desk.value(chosen)
    await artist.press(INSTEAD)

    assert (before, quiet, await artist.desk.value(chosen)) == (False, True, False)


@pytest.mark.parametrize("path", [ON, OFF, INSTEAD])
async def test_a_form_without_its_token_changes_nothing(artist: Browser, path: str) -> None:
    assert (await artist.post(path, subscription=subscription(), instead="yes")).status_code == 403
    assert await devices(artist) == []


async def test_whoever_has_the_key_is_no_artist_and_gets_none(owner: Browser) -> None:
    assert "Notices" not in (await owner.get("/desk/devices")).text
    assert (await owner.press(ON, subscription=subscription())).status_code == 422
    assert (await owner.press(INSTEAD, instead="yes")).status_code == 422


# ---------------------------------------------------------------- in a browser

# The service of a browser's maker is not asked by a test; all else is the browser's own.
PLAYED = """
    const keys = {p256dh: "POINT", auth: "AUTH"};
    window.asked = [];
    PushManager.prototype.getSubscription = async () => null;
    PushManager.prototype.subscribe = async function (options) {
      window.asked.push([...new Uint8Array(options.applicationServerKey)].length);
      return { toJSON: () => ({ endpoint: "SERVICE", keys }) };
    };
"""


@pytest.fixture
async def url(app: FastAPI, desk: Desk) -> AsyncIterator[str]:
    async with served(app) as at:
        named = at.replace("127.0.0.1", "localhost")
        app.state.web = replace(app.state.web, house=replace(desk.house, public_base_url=named))
        yield named


async def a_phone(desk: Desk, chromium: Chromium, url: str) -> Page:
    """Signed in, and with leave to show notices."""
    context = await chromium.new_context(viewport={"width": 360, "height": 740})
    await context.grant_permissions(["notifications"], origin=url)
    await context.add_init_script(
        PLAYED.replace("POINT", POINT).replace("AUTH", AUTH).replace("SERVICE", SERVICE)
    )
    page = await context.new_page()
    page.set_default_timeout(15_000)
    await page.goto(url + await a_link(desk))
    await page.get_by_role("button", name="Open").click()
    await page.goto(f"{url}/desk/devices")
    return page


async def test_a_phone_has_them_shown_and_opens_what_they_are_about(
    desk: Desk, chromium: Chromium, url: str, axe: str
) -> None:
    lead = await desk.a_lead()
    page = await a_phone(desk, chromium, url)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    await look_at(page, axe, "notices-off")
    await page.get_by_role("button", name="Show notices here").click()
    await expect(page.get_by_role("status")).to_contain_text("Notices come up here from now on")
    await look_at(page, axe, "notices-on")
    assert await desk.value("SELECT count(*) FROM push_devices") == 1

    shown = await pushed(
        page, url, {"title": "Ink & Paper", "text": "News", "path": f"/desk/leads/{lead}", "tag": "a"}
    )

    assert shown == [["Ink & Paper", "News", f"/desk/leads/{lead}"]]
    assert said == []


async def test_what_cannot_be_read_is_a_notice_all_the_same(desk: Desk, chromium: Chromium, url: str) -> None:
    page = await a_phone(desk, chromium, url)
    await page.get_by_role("button", name="Show notices here").click()
    await expect(page.get_by_role("status")).to_contain_text("Notices come up here")

    assert await pushed(page, url, None) == [["Front desk", "", None]]


async def pushed(page: Page, url: str, said: dict[str, str] | None) -> list[list[str | None]]:
    """Give the page's service worker a push, as the browser does when one has come."""
    wire = await page.context.new_cdp_session(page)
    known: list[Any] = []
    wire.on("ServiceWorker.workerRegistrationUpdated", lambda told: known.extend(told["registrations"]))
    await wire.send("ServiceWorker.enable")
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for _ in range(100):
        if known:
            break
        await page.wait_for_timeout(20)
    [registration] = {one["registrationId"]: one for one in known}.values()
    assert registration["scopeURL"] == f"{url}/desk"
    push = {
        "origin": url,
        "registrationId": registration["registrationId"],
        "data": "" if said is None else json.dumps(said),
    }
    shown = "navigator.serviceWorker.ready.then((known) => known.getNotifications())"
    facts = f"{shown}.then((all) => all.map((one) => [one.title, one.body, one.data ?? null]))"
    # Chromium forgets a notice that is asked for in the moment in which it comes up: then the push comes again.
    for _ in range(10):
        await wire.send("ServiceWorker.deliverPushMessage", push)
        for _ in range(4):
            await page.wait_for_timeout(500)
            if found := await page.evaluate(facts):
                return [list(one) for one in {tuple(one): None for one in found}]
    return []
