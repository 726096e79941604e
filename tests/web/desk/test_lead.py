"""One enquiry at the desk: what it shows, and that every act does what the admin API would, once, as things are."""

import re
from datetime import timedelta

import pytest

from tattoobot.domain.lead import Action, Status
from tests.builders import NOW, a_message
from tests.web.artist.page import Page, a_photo, everything
from tests.web.conftest import Desk
from tests.web.desk.conftest import Browser


async def do(browser: Browser, lead: int, action: str, **fields: str) -> tuple[int, Page]:
    """Press the button of a sheet, and read what comes next."""
    at = f"/desk/leads/{lead}"
    shown = (await browser.see(at)).fields
    answer = await browser.post(f"{at}/{action}", csrf=shown["csrf"], was=shown["was"], **fields)
    if answer.status_code == 303:
        return 303, await browser.see(answer.headers["location"])
    return answer.status_code, Page(answer.text)


async def test_a_page_shows_the_pictures_the_facts_the_words_and_the_chat(desk: Desk, owner: Browser) -> None:
    await desk.receive(a_message("hi! a small rose on my left ankle please"))
    [row] = await desk.rows("SELECT id FROM leads")
    photo = await a_photo(desk, row["id"], caption="like this")

    page = await owner.see(f"/desk/leads/{row['id']}")

    assert page.images == [f"/desk/photos/{photo}/thumbnail"]
    assert "Left ankle" in page.words
    assert page.words.count("a small rose on my left ankle please") >= 2


async def test_a_yes_with_another_deposit_and_a_note(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    code, page = await do(owner, lead, "approve", amount="80", note="Love it!")

    assert code == 303
    assert "Approved. The link for the deposit of £80 is on its way to Maya." in page.words
    assert await desk.status(lead) == "awaiting_deposit"
    assert await desk.value("SELECT amount::text FROM deposits") == "80.000"
    assert (await owner.see(f"/desk/leads/{lead}")).words.count("Approved. The link") == 0


async def test_what_was_done_is_said_once(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    _, first = await do(owner, lead, "reject")
    again = await owner.see(f"/desk/leads/{lead}")

    assert "A kind message is on its way" in first.words
    assert "A kind message is on its way" not in again.words


async def test_an_act_that_things_have_overtaken_changes_nothing(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    shown = (await owner.see(f"/desk/leads/{lead}")).fields
    await desk.act(lead, "approve")
    before = await everything(desk)

    answers = [
        await owner.post(f"/desk/leads/{lead}/{action}", csrf=shown["csrf"], was=shown["was"])
        for action in ("approve", "reject", "mark-booked", "nonsense")
    ]

    assert [answer.status_code for answer in answers] == [409] * 4
    assert "Nothing was changed" in answers[0].text
    assert await everything(desk) == before


async def test_a_mistyped_amount_is_told_and_what_was_typed_stays(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    code, page = await do(owner, lead, "approve", amount="80,0,0", note="Love it!")

    assert code == 303
    assert "Love it!" in page.words
    assert "is not an amount" in page.words
    assert page.fields["amount"] == "80,0,0"
    assert await desk.status(lead) == "pending_approval"


async def test_ten_times_the_usual_is_asked_back_and_done_when_meant(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    code, page = await do(owner, lead, "approve", amount="800")
    meant, _ = await do(owner, lead, "approve", amount="800", confirm=page.fields["confirm"])

    assert (code, meant) == (303, 303)
    assert "times the usual" in page.words


@pytest.mark.parametrize(
    ("status", "action", "fields", "after"),
    [
        (Status.PENDING_APPROVAL, "approve", {}, "awaiting_deposit"),
        (Status.PENDING_APPROVAL, "reject", {"reason": "Not mine."}, "rejected"),
        (Status.AWAITING_DEPOSIT, "withdraw", {}, "pending_approval"),
        (Status.DEPOSIT_PAID, "send-booking-link", {"url": "https://cal.example.com/me"}, "booking_pending"),
        (Status.BOOKING_PENDING, "mark-booked", {"starts_at": "2026-04-01T10:00"}, "booked"),
        (Status.BOOKED, "cancel", {}, "cancelled"),
    ],
)
async def test_acts_move_the_enquiry_on(
    desk: Desk, owner: Browser, status: Status, action: str, fields: dict[str, str], after: str
) -> None:
    lead = await desk.a_lead(status)

    code, _ = await do(owner, lead, action, **fields)

    assert code == 303
    assert await desk.status(lead) == after


async def test_an_answer_goes_to_the_client_and_the_bot_keeps_quiet_until_it_is_handed_back(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead(Status.QUALIFYING, asked="size")

    _, page = await do(owner, lead, "answer", text="Could you send a photo?")
    assert "Could you send a photo?" in page.words
    assert await desk.value("SELECT count(*) FROM handovers WHERE ended_at IS NULL") == 1

    code, _ = await do(owner, lead, "hand-back")

    assert code == 303
    assert await desk.value("SELECT count(*) FROM handovers WHERE ended_at IS NULL") == 0


async def test_an_answer_after_a_day_of_silence_waits_and_says_so(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead(wrote=NOW - timedelta(hours=30))

    _, page = await do(owner, lead, "answer", text="Still interested?")

    assert "24 hours" in page.words


async def test_every_allowed_act_has_a_sheet_and_no_other(desk: Desk, owner: Browser) -> None:
    for n, status in enumerate(Status):
        lead = await desk.a_lead(status, phone=f"1555010{n:04}")
        allowed = (await desk.get(f"/leads/{lead}")).json()["allowed_actions"]

        text = (await owner.get(f"/desk/leads/{lead}")).text

        offered = re.findall(rf'action="/desk/leads/{lead}/([a-z-]+)"', text)
        # As in the API: nobody needs to be told that an enquiry can be taken over.
        assert set(offered) - {"take-over"} <= set(allowed), status
        assert set(allowed) - set(offered) <= {Action.CANCEL}, status
        assert len(offered) == len(set(offered))


async def test_a_ready_made_question_is_in_the_clients_language_and_not_yet_sent(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await desk.value("UPDATE clients SET language = 'de' RETURNING id")
    before = await everything(desk)

    _, page = await do(owner, lead, "answer", text="", ready="photo")

    assert "Tageslicht" in page.words
    assert "Photo of the place" in page.words
    assert await everything(desk) == before


async def test_pictures_are_gone_through_one_by_one(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    first = await a_photo(desk, lead, caption="<b>front</b>")
    second = await a_photo(desk, lead, file="voice.ogg", mime_type="image/png")

    one = await owner.get(f"/desk/leads/{lead}/pictures/1")
    two = await owner.get(f"/desk/leads/{lead}/pictures/2")

    assert f"/desk/photos/{first}" in one.text
    assert "&lt;b&gt;front" in one.text
    assert f"/desk/leads/{lead}/pictures/2" in one.text
    assert f"/desk/photos/{second}" in two.text
    assert (await owner.get(f"/desk/leads/{lead}/pictures/9")).status_code == 303


@pytest.mark.parametrize("path", ["999999", "0", "x", "1" * 30, "²", "-1"])
async def test_an_enquiry_that_is_not_there_is_not_found(owner: Browser, path: str) -> None:
    assert (await owner.get(f"/desk/leads/{path}")).status_code == 404


async def test_a_long_chat_is_shown_from_its_end_and_the_rest_when_asked_for(
    desk: Desk, owner: Browser
) -> None:
    lead = await desk.a_lead()
    await desk.value(
        "INSERT INTO messages (client_id, lead_id, direction, kind, text, body, status, at)"
        " SELECT client_id, l.id, 'in', 'text', 'said ' || n || '.', '{}', 'received',"
        " $2::timestamptz + n * interval '1 s'"
        " FROM leads l, generate_series(1, 120) n WHERE l.id = $1 RETURNING 1",
        lead,
        NOW,
    )

    short, long = [(await owner.see(f"/desk/leads/{lead}{query}")).words for query in ("", "?chat=all")]

    assert ("said 120." in short, "said 81." in short, "said 80." in short) == (True, True, False)
    assert "said 1." in long
    assert "Show earlier messages" in short
    assert "Show earlier messages" not in long


async def test_the_main_act_is_the_one_that_moves_it_on(desk: Desk, owner: Browser) -> None:
    main = {
        Status.PENDING_APPROVAL: Action.APPROVE,
        Status.DEPOSIT_PAID: Action.SEND_BOOKING_LINK,
        Status.BOOKING_PENDING: Action.MARK_BOOKED,
        Status.QUALIFYING: Action.ANSWER,
    }
    for n, (status, action) in enumerate(main.items()):
        lead = await desk.a_lead(status, phone=f"1555010{n:04}")

        text = (await owner.get(f"/desk/leads/{lead}")).text

        assert re.findall(r'action="/desk/leads/\d+/([a-z-]+)"', text)[0] == action


async def test_a_page_tells_what_happened_in_order(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await desk.act(lead, "approve")
    await desk.act(lead, "withdraw")

    words = (await owner.see(f"/desk/leads/{lead}")).words

    told = words[words.index("What happened") :]
    assert told.index("Approved, deposit £60") < told.index("The yes was taken back")
    assert "you" in told


async def test_whatever_a_client_wrote_is_shown_as_text_and_breaks_nothing(
    desk: Desk, owner: Browser
) -> None:
    evil = '<script>alert(1)</script>"><svg onload=alert(1)> \u202e\u2066gnitirw Z' + "\u0361" * 7
    lead = await desk.a_lead(name=evil)
    await desk.receive(a_message(evil, name=evil))
    await desk.value(
        "UPDATE leads SET answers = jsonb_set(answers, '{idea,text}', to_jsonb($1::text)) RETURNING id", evil
    )
    photo = await a_photo(desk, lead, caption=evil, mime_type="image/svg+xml")
    await a_photo(desk, lead, caption=evil)

    for path in (f"/desk/leads/{lead}", f"/desk/leads/{lead}/pictures/1"):
        text = (await owner.get(path)).text
        assert "<script>alert" not in text
        assert "<svg onload" not in text
        assert "\u202e" not in text
        assert "\u0361" * 5 not in text
    file = await owner.get(f"/desk/photos/{photo}")
    assert file.headers["content-disposition"].startswith("attachment")


async def test_a_booked_enquiry_begins_with_its_date(desk: Desk, owner: Browser) -> None:
    lead, open_ = await desk.a_lead(Status.DEPOSIT_PAID), await desk.a_lead(phone="15550100002")
    await desk.act(lead, "mark-booked", json={"starts_at": "2026-04-01T10:00:00+01:00"})

    words = (await owner.see(f"/desk/leads/{lead}")).words

    assert words.index("Appointment: Wednesday 1 April, 10:00") < words.index("Left inner forearm")
    assert "Appointment:" not in (await owner.see(f"/desk/leads/{open_}")).words


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.BOOKED, "Cancel the appointment"), (Status.AWAITING_DEPOSIT, "Call off the enquiry")],
)
async def test_a_button_says_what_is_called_off(
    desk: Desk, owner: Browser, status: Status, said: str
) -> None:
    lead = await desk.a_lead(status)

    at_the_desk = (await owner.see(f"/desk/leads/{lead}")).words
    behind_the_link = Page((await desk.http.get(await desk.link(lead, Action.CANCEL))).text)

    other = {"Cancel the appointment", "Call off the enquiry"} - {said}
    for words in (at_the_desk, behind_the_link.words):
        assert said in words
        assert not any(one in words for one in other)


async def test_going_back_after_a_mistake_meets_no_form_that_was_sent(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    at = f"/desk/leads/{lead}"
    shown = (await owner.see(at)).fields

    answer = await owner.post(f"{at}/approve", csrf=shown["csrf"], was=shown["was"], amount="80,0,0")
    told = await owner.see(answer.headers["location"])
    await do(owner, lead, "approve", amount="80")
    back = await owner.see(answer.headers["location"])

    assert "is not an amount" in told.words
    assert "is not an amount" not in back.words
    assert await desk.value("SELECT count(*) FROM desk_drafts") == 0


async def test_what_was_typed_stays_when_a_ready_made_sentence_is_tapped(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()

    _, first = await do(owner, lead, "answer", text="Hi Maya, lovely!", ready="photo")
    _, second = await do(owner, lead, "answer", text="", ready="call")
    _, other = await do(owner, lead, "answer", text="When could I call you?", ready="nonsense")
    typed = "Some things are easier to talk about. When could I call you?"
    _, instead = await do(owner, lead, "answer", text=typed, ready="photo")

    assert "Hi Maya, lovely!\nCould you send me a photo" in first.words
    assert "When could I call you?" in second.words
    assert "When could I call you?" not in other.words
    assert "When could I call you?" not in instead.words
    assert await desk.value("SELECT count(*) FROM messages") == 0


async def test_what_was_typed_is_shown_for_an_hour(desk: Desk, owner: Browser) -> None:
    lead = await desk.a_lead()
    await do(owner, lead, "answer", text="For Maya alone", ready="photo")
    page = f"/desk/leads/{lead}?do=answer"

    mine = (await owner.see(page)).words
    desk.time.at += timedelta(hours=1)

    assert "For Maya alone" in mine
    assert "For Maya alone" not in (await owner.see(page)).words


@pytest.mark.parametrize(
    ("status", "deposit", "refunded", "said"),
    [
        (Status.PENDING_APPROVAL, "refunded", 60, "Deposit: Refunded · £60"),
        (Status.PENDING_APPROVAL, "partially_refunded", 20, "Deposit: £20 of £60 refunded, £40 held"),
        (Status.CANCELLED, "forfeited", 0, "Deposit: Kept · £60"),
        (Status.AWAITING_DEPOSIT, "open", 0, "Deposit: Not paid yet · £60"),
        (Status.BOOKED, "paid", 0, "Deposit: Paid · £60"),
        (Status.BOOKED, "disputed", 0, "Deposit: Disputed · £60"),
    ],
)
async def test_what_became_of_the_deposit_stands_at_the_top(
    desk: Desk, owner: Browser, status: Status, deposit: str, refunded: int, said: str
) -> None:
    lead = await desk.a_lead(status)
    before = (await owner.see(f"/desk/leads/{lead}")).words
    await desk.value(
        "INSERT INTO deposits (lead_id, status, amount, refunded, currency, idempotency_key, expires_at)"
        " VALUES ($1, $2, 60, $3::integer, 'GBP', 'a-key', $4) RETURNING id",
        lead,
        deposit,
        refunded,
        NOW + timedelta(hours=20),
    )

    words = (await owner.see(f"/desk/leads/{lead}")).words

    assert "Deposit: " not in before
    assert said in words
    assert words.index(said) < words.index("Left inner forearm")


@pytest.mark.parametrize(
    ("status", "there"),
    [
        (Status.PENDING_APPROVAL, True),
        (Status.AWAITING_DEPOSIT, True),
        (Status.BOOKED, True),
        (Status.REJECTED, False),
        (Status.COMPLETED, False),
        (Status.LAPSED, False),
    ],
)
async def test_the_bot_can_be_kept_quiet_as_long_as_it_would_say_something(
    desk: Desk, owner: Browser, status: Status, there: bool
) -> None:
    lead = await desk.a_lead(status)

    assert ("Take over" in (await owner.see(f"/desk/leads/{lead}")).words) is there


@pytest.mark.parametrize("typed", ["0", "0.00", "0,29"])
async def test_a_yes_without_a_deposit_is_refused_with_what_can_be_done(
    desk: Desk, owner: Browser, typed: str
) -> None:
    lead = await desk.a_lead()

    _, page = await do(owner, lead, "approve", amount=typed)

    assert "A yes asks for a deposit, of at least £0.30." in page.words
    assert await desk.status(lead) == "pending_approval"
