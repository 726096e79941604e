"""A link does its work once, in its time and its state; looking does nothing."""

from datetime import timedelta

import pytest

from tattoobot.db import calls, leads, tokens
from tattoobot.domain.lead import Action, Status
from tests.web.artist.page import Page, everything
from tests.web.conftest import Desk


@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_looking_changes_nothing_however_often(desk: Desk, method: str) -> None:
    lead = await desk.a_lead()
    link = await desk.link(lead, Action.APPROVE)
    before = await everything(desk)

    answers = [await desk.http.request(method, link) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert await everything(desk) == before


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
        assert "leads nowhere" in answer.text or "There is nothing here" in answer.text


async def a_page_for_all(desk: Desk, lead: int) -> tuple[str, dict[str, str]]:
    """The link behind the one button of a brief, and where the forms of its page lead, by what they do."""
    now = desk.time()
    async with desk.database.transaction() as db:
        status, until = Status(await desk.status(lead)), now + timedelta(days=7)
        first = await tokens.issue(db, lead, Action.APPROVE, status, until, now)
        for action in (Action.REJECT, Action.ANSWER):
            await tokens.issue(db, lead, action, status, until, now, beside=first)
    page = Page((await desk.http.get(f"/a/{first}")).text)
    return f"/a/{first}", {
        str(form["data-word"]): str(form["action"]) for form in page.forms if "action" in form
    }


async def test_page_of_a_brief_has_a_form_for_each_action_with_a_link_of_its_own(desk: Desk) -> None:
    lead = await desk.a_lead()

    link, forms = await a_page_for_all(desk, lead)

    assert list(forms) == ["Approve", "Answer", "Reject"]
    assert forms["Approve"] == link
    assert len({*forms.values()}) == 3
    rejected = await desk.press(forms["Reject"], reason="fully booked until spring")
    assert rejected.status_code == 200
    assert await desk.status(lead) == "rejected"
    assert [(await desk.press(forms[word])).status_code for word in ("Reject", "Approve")] == [410, 409]


async def test_client_who_said_stop_is_offered_no_answer_there(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.rows("UPDATE clients SET opted_out = true RETURNING id")

    _, forms = await a_page_for_all(desk, lead)

    assert list(forms) == ["Approve", "Reject"]


async def test_an_answers_page_leads_on_to_whoever_else_has_called_until_they_are_answered(
    desk: Desk,
) -> None:
    maya, tom, ana = [await desk.a_lead(phone=f"1555010000{n}", name=f"{n} Example") for n in (1, 2, 3)]
    async with desk.database.transaction() as db:
        for lead in (maya, tom, ana):
            one = await leads.by_id(db, lead)
            who = (one.artist_id, one.client_id, lead)
            await calls.record(db, who, "question", desk.time(), [], every=timedelta(0), an_hour=9)
    link = await desk.link(maya, Action.ANSWER)

    on = await desk.press(link, go_on="next")
    answered = await desk.press(on.headers["location"], text="Yes, with pleasure.")
    then = await desk.http.get(link)

    assert on.status_code == 303
    assert answered.status_code == 200
    assert await desk.value("SELECT lead_id FROM messages WHERE text = 'Yes, with pleasure.'") == tom
    assert "(1 more)" in then.text
