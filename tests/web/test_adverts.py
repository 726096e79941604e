"""What a client came from, on the artist's page and in the admin API."""

from tattoobot.domain.lead import Action
from tests.web.conftest import Desk

ADVERT = {
    "headline": "Flash <b>day</b>",
    "text": "Small robins in March",
    "source_url": "https://fb.example/ad1",
    "source_id": "120000000000000001",
    "source_type": "ad",
}


async def test_the_page_names_the_advert_as_words_and_not_as_html(desk: Desk) -> None:
    lead = await desk.a_lead()
    await desk.rows("UPDATE leads SET advert = $1 RETURNING id", ADVERT)

    page = await desk.http.get(await desk.link(lead, Action.APPROVE))

    assert "From your advert: “Flash &lt;b&gt;day&lt;/b&gt;”" in page.text
    assert "fb.example" not in page.text


async def test_the_admin_api_tells_the_advert_of_a_lead_and_none_where_there_is_none(desk: Desk) -> None:
    came, found = await desk.a_lead(), await desk.a_lead(phone="15550100002")
    await desk.rows("UPDATE leads SET advert = $2 WHERE id = $1 RETURNING id", came, ADVERT)

    listed = (await desk.get("/leads")).json()["items"]
    whole = (await desk.get(f"/leads/{came}")).json()

    assert {lead["id"]: lead["advert"] for lead in listed} == {came: ADVERT, found: None}
    assert whole["advert"] == ADVERT
