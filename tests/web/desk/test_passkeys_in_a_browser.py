"""A phone sets up a passkey and is let in with it: a real browser with an authenticator of its own."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import FastAPI
from playwright.async_api import Browser as Chromium
from playwright.async_api import Page, expect

from tattoobot.db import passkeys
from tests.builders import NOW
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser
from tests.web.desk.test_browser import SHOTS, violations
from tests.web.desk.test_live import served
from tests.web.desk.test_sign_in import a_link


@pytest.fixture
async def url(app: FastAPI, desk: Desk) -> AsyncIterator[str]:
    """The product at an address that has a name."""
    async with served(app) as at:
        named = at.replace("127.0.0.1", "localhost")
        app.state.web = replace(app.state.web, house=replace(desk.house, public_base_url=named))
        yield named


async def a_phone(chromium: Chromium, *, script: bool = True) -> Page:
    context = await chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=script)
    page = await context.new_page()
    page.set_default_timeout(15_000)
    wire = await context.new_cdp_session(page)
    await wire.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    await wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    return page


async def test_a_phone_sets_one_up_and_is_let_in_with_it(
    desk: Desk, chromium: Chromium, url: str, axe: str
) -> None:
    page = await a_phone(chromium)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    await page.goto(url + await a_link(desk))
    await page.get_by_role("button", name="Open").click()
    await page.goto(f"{url}/desk/devices")
    await page.get_by_role("button", name="Set up a passkey on this device").click()
    await expect(page.get_by_role("status")).to_contain_text("From now on this passkey opens your desk")
    await page.get_by_role("button", name="Set up a passkey on this device").click()
    await expect(page.get_by_role("alert")).to_contain_text("This device has one of yours already")

    await look_at(page, axe, "passkeys")

    await page.get_by_role("button", name="Sign out here").click()
    await page.goto(f"{url}/desk/week")
    await expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_visible()
    await look_at(page, axe, "passkey-door")
    await page.get_by_role("button", name="Sign in with a passkey").click()
    await expect(page).to_have_url(f"{url}/desk/week")

    await page.goto(f"{url}/desk/devices")
    await page.get_by_role("button", name="Remove").click()
    await expect(page.get_by_role("status")).to_contain_text("Removed")
    await expect(page.get_by_role("heading", name="Passkeys")).to_have_count(0)
    assert said == []


async def test_without_a_script_or_elsewhere_the_link_is_what_there_is(
    desk: Desk, chromium: Chromium, url: str, browser: Browser
) -> None:
    assert (await browser.post(await a_link(desk))).status_code == 303
    async with desk.database.transaction() as db:
        await passkeys.keep(db, desk.house.first_artist.id, b"one", b"", 0, "", NOW - timedelta(days=1))
    for page, at in (
        (await a_phone(chromium, script=False), url),
        (await a_phone(chromium), url.replace("localhost", "127.0.0.1")),
    ):
        await page.goto(f"{at}/desk/sign-in")

        await expect(page.get_by_role("button", name="Send me a link")).to_be_visible()
        await expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


async def look_at(page: Page, axe: str, name: str) -> None:
    """Nothing keeps anybody out, and it fits a phone."""
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    if SHOTS:
        await page.screenshot(path=f"{SHOTS}/desk-{name}-phone-light.png", full_page=True)
    assert await violations(page, axe) == []
