"""The pages behind the links in the artist's chat."""

import io
import re
import shutil
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from tattoobot.domain.lead import Action, Status
from tests.web.conftest import Desk


class Page(HTMLParser):
    """What a browser would find: the forms with their fields, and the texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.forms: list[dict[str, str | None]] = []
        self.buttons = 0
        self.fields: dict[str, str] = {}
        self.images: list[str] = []
        self.scripts = 0
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.forms.append(given)
        elif tag == "button":
            self.buttons += 1
        elif tag == "script":
            self.scripts += 1
        elif tag == "img":
            self.images.append(given.get("src") or "")
        elif tag in {"input", "textarea"}:
            self.fields[given.get("name") or ""] = given.get("value") or ""
        assert "style" not in given, "the content security policy forbids inline styles"

    def handle_data(self, data: str) -> None:
        self.words += f" {data.strip()}" if data.strip() else ""


async def a_photo(
    desk: Desk,
    lead: int,
    *,
    state: str = "kept",
    caption: str = "",
    file: str = "fox.jpg",
    mime_type: str = "image/jpeg",
) -> int:
    Image.new("RGB", (1000, 800), "white").save(desk.photos / "fox.jpg")
    Image.new("RGB", (640, 512), "white").save(desk.photos / "fox.small.webp")
    (desk.photos / "voice.ogg").write_bytes(b"OggS" + bytes(96))
    message = await desk.value(
        "INSERT INTO messages (client_id, lead_id, direction, kind, body, status) SELECT client_id, id, 'in', 'image',"
        " '{}', 'received' FROM leads WHERE id = $1 RETURNING id",
        lead,
    )
    found: int = await desk.value(
        "INSERT INTO photos (client_id, lead_id, message_id, media_id, mime_type, caption, state, file)"
        " SELECT client_id, id, $2, 'm', $6, $3, $4, $5 FROM leads WHERE id = $1 RETURNING id",
        lead,
        message,
        caption,
        state,
        file,
        mime_type,
    )
    return found


async def everything(desk: Desk) -> list[object]:
    """All rows that an action could change."""
    return [
        await desk.rows(f"SELECT * FROM {table} ORDER BY id")
        for table in ("leads", "deposits", "outbox", "timeline", "messages", "action_tokens", "clients")
    ]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_looking_changes_nothing_however_often(desk: Desk, method: str) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)
    before = await everything(desk)

    answers = [await desk.http.request(method, link) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert await everything(desk) == before


async def test_the_page_shows_the_brief_and_one_button(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    page = Page(answer.text)
    assert "Maya Example" in page.words
    assert "a fox" in page.words
    assert "Left inner forearm" in page.words
    assert "£250–300" in page.words
    assert "Est. 2–4 h" in page.words
    assert [form["method"] for form in page.forms] == ["post"]
    assert (page.buttons, page.scripts) == (1, 0)
    assert page.fields == {"amount": "60.00", "note": ""}


async def test_the_page_is_kept_by_nobody_and_found_by_nobody(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in answer.headers["x-robots-tag"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    title = re.search(r"<title>(.*)</title>", answer.text)
    assert title is not None
    assert "Maya" not in title[1]


async def test_words_of_clients_are_never_html(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.rows("UPDATE clients SET name = '<script>alert(1)</script>' RETURNING id")
    await desk.rows(
        "UPDATE leads SET answers = jsonb_set(answers, '{idea,text}', '\"<img src=x onerror=y>\"') RETURNING id"
    )

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    page = Page(answer.text)
    assert page.scripts == 0
    assert page.images == []


async def test_approving_by_link_asks_for_the_deposit(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.press(await desk.link(lead, Action.APPROVE), amount="£80,50", note="Lovely idea!")

    assert answer.status_code == 200
    assert "Approved" in answer.text
    assert await desk.status(lead) == "awaiting_deposit"
    assert str(await desk.value("SELECT amount FROM deposits")) == "80.500"
    assert await desk.value("SELECT detail ->> 'note' FROM timeline") == "Lovely idea!"


async def test_a_form_without_fields_does_as_the_studio_always_does(desk: Desk) -> None:
    lead = await desk.a_lead()

    await desk.http.post(await desk.link(lead, Action.APPROVE))

    assert str(await desk.value("SELECT amount FROM deposits")) == "60.000"


async def test_a_bad_amount_can_be_corrected(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    refused = await desk.press(link, amount="0.10", note="Lovely idea!")
    page = Page(refused.text)
    accepted = await desk.press(link, amount="10")

    assert refused.status_code == 422
    assert "less than the smallest amount" in page.words
    assert page.fields["amount"] == "0.10"
    assert "Lovely idea!" in page.words
    assert accepted.status_code == 200


@pytest.mark.parametrize(
    "typed",
    ["-5", "50-60", "£60 (was 80)", "6 0", "1,000", "1.000", "60.-", "€60", "60 EUR", "£", "sixty", "٦٠"],
)
async def test_amount_that_is_not_one_number_is_refused(desk: Desk, typed: str) -> None:
    lead = await desk.a_lead()

    answer = await desk.press(await desk.link(lead, Action.APPROVE), amount=typed)

    assert answer.status_code == 422
    assert "is not one amount in GBP" in Page(answer.text).words
    assert await desk.status(lead) == "pending_approval"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("80", 80),
        ("£80", 80),
        ("80 £", 80),
        ("80 GBP", 80),
        ("gbp 80", 80),
        ("80.5", "80.5"),
        ("80,50", "80.5"),
    ],
)
async def test_amount_is_read_as_people_type_it(desk: Desk, typed: str, meant: int | str) -> None:
    lead = await desk.a_lead()

    await desk.press(await desk.link(lead, Action.APPROVE), amount=typed)

    assert await desk.value("SELECT amount FROM deposits") == Decimal(str(meant))


async def test_amount_far_above_the_usual_is_asked_about_once(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)

    asked = await desk.press(link, amount="60000")
    page = Page(asked.text)
    other = await desk.press(link, **{**page.fields, "amount": "6000"})
    meant = await desk.press(link, **page.fields)

    assert asked.status_code == 422
    assert "£60,000? That is 1000 times the usual." in page.words
    assert "£6,000? That is 100 times the usual." in Page(other.text).words
    assert meant.status_code == 200
    assert await desk.value("SELECT amount FROM deposits") == Decimal(60000)


async def test_yes_can_be_taken_back_from_the_page_that_says_it(desk: Desk) -> None:
    lead = await desk.a_lead()

    link = await desk.link(lead, Action.APPROVE)
    await desk.press(link)
    anew = await desk.press(link, go_on="withdraw")
    taken_back = await desk.press(anew.headers["location"], reason="I have hurt my hand.")

    assert "Taken back." in taken_back.text
    assert await desk.status(lead) == "pending_approval"
    assert "I have hurt my hand." in (await desk.said())[-1]


async def test_deposit_is_changed_on_its_page(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve", json={"deposit": {"amount": "600.00", "currency": "EUR"}})
    link = await desk.link(lead, Action.SEND_DEPOSIT)

    page = Page((await desk.http.get(link)).text)
    answer = await desk.press(link, amount="80")

    assert page.fields["amount"] == "600.00"
    assert answer.status_code == 200
    amounts = await desk.rows("SELECT status, amount, currency FROM deposits ORDER BY id")
    assert [tuple(row.values()) for row in amounts] == [
        ("expired", Decimal(600), "EUR"),
        ("requested", Decimal(80), "EUR"),
    ]


async def test_rejecting_by_link_tells_the_client(desk: Desk) -> None:
    lead = await desk.a_lead()

    await desk.press(await desk.link(lead, Action.REJECT), reason="I do not tattoo hands.")

    assert await desk.status(lead) == "rejected"
    (said,) = await desk.said()
    assert "I do not tattoo hands." in said


async def test_the_deposit_link_by_link(desk: Desk) -> None:
    lead = await desk.a_lead(Status.AWAITING_DEPOSIT)

    answer = await desk.press(await desk.link(lead, Action.SEND_DEPOSIT))

    assert answer.status_code == 200
    assert await desk.waiting("OpenCheckout") == 1


async def test_the_booking_link_by_link(desk: Desk) -> None:
    lead = await desk.a_lead(Status.DEPOSIT_PAID)
    link = await desk.link(lead, Action.SEND_BOOKING_LINK)

    refused = await desk.press(link, url="javascript:alert(1)")
    accepted = await desk.press(link, url="https://calendar.example.com/robin")

    assert (refused.status_code, accepted.status_code) == (422, 200)
    assert await desk.status(lead) == "booking_pending"


async def test_a_date_is_read_on_the_studios_clock(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    answer = await desk.press(await desk.link(lead, Action.MARK_BOOKED), starts_at="2026-07-01T14:00")

    assert answer.status_code == 200
    (said,) = await desk.said()
    assert "1 July at 14:00" in said
    assert await desk.value("SELECT detail ->> 'starts_at' FROM timeline") == "2026-07-01T13:00:00Z"


async def test_an_hour_that_the_clocks_leave_out_is_refused(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    answer = await desk.press(await desk.link(lead, Action.MARK_BOOKED), starts_at="2026-03-29T01:30")

    assert answer.status_code == 422
    assert "the clocks go forward" in answer.text


async def test_an_hour_that_comes_twice_is_the_first_one(desk: Desk) -> None:
    lead = await desk.a_lead(Status.BOOKING_PENDING)

    await desk.press(await desk.link(lead, Action.MARK_BOOKED), starts_at="2026-10-25T01:30")

    assert await desk.value("SELECT detail ->> 'starts_at' FROM timeline") == "2026-10-25T00:30:00Z"


async def test_a_used_link_shows_how_things_are_and_what_is_next(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)
    await desk.press(link)
    before = await everything(desk)

    looked, pressed = await desk.http.get(link), await desk.press(link)

    for answer in (looked, pressed):
        assert answer.status_code == 410
        assert "Waiting for the deposit" in answer.text
        assert "Next, Maya pays the deposit: £60." in answer.text
        assert "£600" not in answer.text
    assert await everything(desk) == before


async def test_a_used_link_uses_up_those_that_do_the_same_and_no_other(desk: Desk) -> None:
    lead, other = await desk.a_lead(), await desk.a_lead(phone="15550100002")
    for one in (lead, other):
        await desk.press(await desk.link(one, Action.APPROVE))
    again = Action.SEND_DEPOSIT
    used, twin, elsewhere = [await desk.link(one, again) for one in (lead, lead, other)]
    undo = await desk.link(lead, Action.WITHDRAW)

    done = await desk.press(used, amount="80")
    repeated = await desk.press(twin, amount="90")
    anew = await desk.link(lead, again)

    assert (done.status_code, repeated.status_code) == (200, 410)
    assert "done its work already" in repeated.text
    for link in (elsewhere, undo, anew):
        assert (await desk.http.get(link)).status_code == 200


async def test_an_expired_link_does_nothing(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE, lives=timedelta(hours=1))
    desk.time.at += timedelta(hours=1)

    looked, pressed = await desk.http.get(link), await desk.press(link)

    assert (looked.status_code, pressed.status_code) == (410, 410)
    assert "too old" in looked.text
    assert await desk.status(lead) == "pending_approval"


async def test_a_link_from_an_earlier_state_does_nothing(desk: Desk) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)
    await desk.act(lead, "reject")

    looked, pressed = await desk.http.get(link), await desk.press(link)

    assert (looked.status_code, pressed.status_code) == (409, 409)
    assert "Rejected" in pressed.text
    assert await desk.status(lead) == "rejected"


@pytest.mark.parametrize("token", ["x" * 43, "short", "a b", "%F0%9F%A6%8A" * 10, "..%2f..", "x" * 5000])
async def test_an_unknown_link_is_a_readable_404(desk: Desk, token: str) -> None:
    looked, pressed = await desk.http.get(f"/a/{token}"), await desk.press(f"/a/{token}")

    for answer in (looked, pressed):
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("text/html")
        assert "leads nowhere" in answer.text or "Not Found" in answer.text


async def test_pictures_are_there_for_the_link_and_for_nobody_else(desk: Desk) -> None:
    lead, other = await desk.a_lead(), await desk.a_lead(phone="15550100002")
    photo, hidden, lost = (
        await a_photo(desk, lead, caption="like this"),
        await a_photo(desk, other),
        await a_photo(desk, lead, state="lost"),
    )
    link = await desk.link(lead, Action.APPROVE)

    page = Page((await desk.http.get(link)).text)
    shown = await desk.http.get(f"{link}/photos/{photo}")

    small = await desk.http.get(f"{link}/photos/{photo}/thumbnail")
    assert page.images == [f"{link}/photos/{photo}/thumbnail"]
    assert f'<a href="{link}/photos/{photo}">' in (await desk.http.get(link)).text
    assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
    assert Image.open(io.BytesIO(small.content)).size == (640, 512)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
    assert shown.headers["content-disposition"].startswith("inline")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "no-store"
    unknown = f"/a/{'x' * 43}/photos/{photo}"
    for path in (unknown, f"{link}/photos/{hidden}", f"{link}/photos/{lost}", f"{link}/photos/abc"):
        assert (await desk.http.get(path)).status_code == 404
    desk.time.at += timedelta(days=8)
    assert (await desk.http.get(f"{link}/photos/{photo}")).status_code == 404


async def test_pictures_that_cannot_be_reached_now_are_not_called_unknown(desk: Desk) -> None:
    lead = await desk.a_lead()
    photo = await a_photo(desk, lead)
    link = await desk.link(lead, Action.APPROVE)
    put_something_in_the_place_of(desk.photos)

    for path in (f"{link}/photos/{photo}", f"{link}/photos/{photo}/thumbnail"):
        answer = await desk.http.get(path)
        assert (answer.status_code, "try again" in answer.text) == (503, True)


def put_something_in_the_place_of(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a disk that is away")


async def test_the_same_picture_sent_twice_is_shown_once(desk: Desk) -> None:
    lead = await desk.a_lead()
    first, _ = await a_photo(desk, lead), await a_photo(desk, lead)
    link = await desk.link(lead, Action.APPROVE)

    assert Page((await desk.http.get(link)).text).images == [f"{link}/photos/{first}/thumbnail"]


async def test_voice_note_can_be_heard_on_the_page_in_parts_too(desk: Desk) -> None:
    lead = await desk.a_lead()
    note = await a_photo(desk, lead, file="voice.ogg", mime_type="audio/ogg")
    link = await desk.link(lead, Action.APPROVE)

    page = await desk.http.get(link)
    whole = await desk.http.get(f"{link}/photos/{note}")
    parts = [
        await desk.http.get(f"{link}/photos/{note}", headers={"Range": f"bytes={wanted}"})
        for wanted in ("0-1", "98-", "50-9999", "100-")
    ]

    assert f'src="{link}/photos/{note}"' in page.text
    assert Page(page.text).images == []
    assert "media-src 'self'" in page.headers["content-security-policy"]
    assert (whole.status_code, whole.headers["content-type"], len(whole.content)) == (200, "audio/ogg", 100)
    assert [(part.status_code, part.headers["content-range"], len(part.content)) for part in parts] == [
        (206, "bytes 0-1/100", 2),
        (206, "bytes 98-99/100", 2),
        (206, "bytes 50-99/100", 50),
        (416, "bytes */100", 0),
    ]


async def test_pictures_of_an_intimate_place_are_veiled(desk: Desk) -> None:
    lead = await desk.a_lead()
    await a_photo(desk, lead)
    await desk.rows(
        "UPDATE leads SET answers = jsonb_set(answers, '{placement,value,part}', '\"chest\"') RETURNING id"
    )

    answer = await desk.http.get(await desk.link(lead, Action.APPROVE))

    assert 'class="veiled"' in answer.text


async def test_a_client_who_opted_out_is_named_as_such(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.rows("UPDATE clients SET opted_out = true RETURNING id")
    link = await desk.link(lead, Action.APPROVE)

    looked, pressed = await desk.http.get(link), await desk.press(link)

    assert "not to write any more" in looked.text
    assert "not to write any more" in pressed.text
    assert "on its way" not in pressed.text


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("status", Status)
async def test_every_page_can_be_shown(desk: Desk, action: Action, status: Status) -> None:
    lead = await desk.a_lead(status)
    if action is Action.HAND_BACK:
        await desk.act(lead, "hand-over")
    link = await desk.link(lead, action)

    shown = await desk.http.get(link)
    await desk.rows("UPDATE action_tokens SET used_at = now() RETURNING id")
    used = await desk.http.get(link)

    assert (shown.status_code, used.status_code) == (200, 410)


async def test_the_stylesheet_is_there(desk: Desk) -> None:
    lead = await desk.a_lead()
    page = await desk.http.get(await desk.link(lead, Action.APPROVE))
    address = re.search(r'rel="stylesheet" href="([^"]+)"', page.text)
    assert address is not None

    answer = await desk.http.get(address[1])

    assert answer.headers["content-type"].startswith("text/css")


async def test_a_form_over_64_kb_is_413(desk: Desk) -> None:
    lead = await desk.a_lead()

    answer = await desk.press(await desk.link(lead, Action.REJECT), reason="n" * 70_000)

    assert answer.status_code == 413
    assert await desk.status(lead) == "pending_approval"
