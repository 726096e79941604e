"""Search: a client or an enquiry is found by name, number, and the words of what is wanted."""

import re
from datetime import timedelta

import pytest

from tattoobot.domain.lead import Status
from tests.builders import NOW
from tests.web.desk.conftest import Browser, Colleague, assert_nothing_inline, through


def names(html: str) -> list[str]:
    return [re.sub("</?mark>", "", name) for name in re.findall(r"<bdi>(.*?)</bdi>", html)]


def marks(html: str) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", html)


async def search(browser: Browser, typed: str) -> list[str]:
    answer = await browser.http.get("/desk/search", params={"q": typed})
    assert answer.status_code == 200, answer.text
    return names(answer.text)


@pytest.fixture
async def two(owner: Browser) -> Browser:
    desk = owner.desk
    robin = await desk.a_lead(phone="15550100001", name="Maya Example", idea="a small robin on a branch")
    koi = await desk.a_lead(Status.BOOKED, phone="15550100002", name="José Example", idea="two koi fish")
    await said(owner, robin, "idea", "can you draw a little Robin on a branch?")
    await said(owner, koi, "idea", "two koi swimming, my café's logo " + "and waves " * 30 + "lighthouse")
    return owner


async def said(owner: Browser, lead: int, key: str, text: str, source: str = "words") -> None:
    await owner.desk.value(
        "UPDATE leads SET answers = jsonb_set(jsonb_set(answers, ARRAY[$2, 'text'], to_jsonb($3::text)),"
        " ARRAY[$2, 'source'], to_jsonb($4::text)) WHERE id = $1 RETURNING id",
        lead,
        key,
        text,
        source,
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("maya", ["Maya Example"]),
        ("jose exam", ["José Example"]),
        ("0002", ["José Example"]),
        ("0001", ["Maya Example"]),
        ("00002", ["José Example"]),
        ("+1 555 010 0001", ["Maya Example"]),
        ("robin", ["Maya Example"]),
        ("ROB branch", ["Maya Example"]),
        ("cafe", ["José Example"]),
        ("lighthouse", ["José Example"]),
        ("robin koi", []),
        ("obin", []),
        ("'", []),
        ("\\ & | ! ( :* <->", []),
        ("x" * 5000, []),
        ("\x00", []),
    ],
)
async def test_what_is_typed_finds_whom_it_means(two: Browser, typed: str, found: list[str]) -> None:
    assert await search(two, typed) == found


@pytest.fixture
async def toms(owner: Browser) -> Browser:
    """Tom wrote first; one who wrote after him wants a tomcat, one thinks of tomorrow."""
    desk = owner.desk
    for n, (name, idea) in enumerate(
        [("Tom Sketch", "a fern"), ("Ann Example", "a tomcat"), ("Kim Example", "a sunrise, for tomorrow")]
    ):
        lead = await desk.a_lead(phone=f"1555010000{n}", name=name, idea=idea)
        await said(owner, lead, "idea", idea)
    return owner


async def test_whoever_is_called_so_comes_before_whoever_wants_so(toms: Browser) -> None:
    assert await search(toms, "tom") == ["Tom Sketch", "Kim Example", "Ann Example"]


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("tom", ["Tom", "tomorrow", "tomcat"]),
        ("sket", ["Sketch"]),
        ("TOMO sun", ["sunrise", "tomorrow"]),
        ("0002", ["0002", "#2"]),
        ("+1 555 010 0001", ["15550100001"]),
        ("#2", ["#2"]),
    ],
)
async def test_each_find_shows_why_it_was_found(toms: Browser, typed: str, marked: list[str]) -> None:
    page = (await toms.http.get("/desk/search", params={"q": typed})).text

    assert marks(page) == marked


async def test_words_that_the_row_would_not_show_are_quoted_with_what_stands_around_them(
    two: Browser,
) -> None:
    page = (await two.http.get("/desk/search", params={"q": "lighthouse"})).text

    assert "Idea: <q" in page
    assert marks(page)[-1] == "lighthouse"


async def test_pages_go_on_from_names_to_what_is_wanted_and_show_each_once(owner: Browser) -> None:
    for n in range(60):
        called = "Robin" if n % 2 else "Ann"
        lead = await owner.desk.a_lead(phone=f"1555010{n:04}", name=f"{called} Client{n:02}")
        await said(owner, lead, "idea", "a robin")

    pages = await through(owner, "/desk/search?q=robin")
    seen = [name for text in pages for name in names(text)]

    assert len(seen) == len(set(seen)) == 60
    assert [name.split()[0] for name in seen] == ["Robin"] * 30 + ["Ann"] * 30


async def test_an_answer_that_changes_is_found_by_its_new_words_alone(two: Browser) -> None:
    lead = await two.desk.value("SELECT min(id) FROM leads")

    await said(two, lead, "idea", "a swallow instead")

    assert await search(two, "swallow") == ["Maya Example"]
    assert await search(two, "robin") == []


async def test_what_somebody_says_about_their_health_is_not_looked_through(two: Browser) -> None:
    lead = await two.desk.value("SELECT min(id) FROM leads")

    await said(two, lead, "idea", "a robin, I have diabetes", source="private")

    assert await search(two, "diabetes") == []


async def test_an_enquiry_leads_to_its_page_and_an_id_finds_it(two: Browser) -> None:
    lead = await two.desk.value("SELECT min(id) FROM leads")

    page = await two.http.get("/desk/search", params={"q": f"#{lead}"})

    assert names(page.text) == ["Maya Example"]
    assert f'href="/desk/leads/{lead}"' in page.text
    assert "Booked" not in page.text


async def test_many_are_shown_page_by_page_newest_first_and_each_once(owner: Browser) -> None:
    for n in range(90):
        lead = await owner.desk.a_lead(phone=f"1555010{n:04}", name=f"Client{n:02} Example")
        await owner.desk.value(
            "UPDATE leads SET updated_at = $2 WHERE id = $1 RETURNING id",
            lead,
            NOW - timedelta(minutes=n // 4),
        )

    first = (await owner.get("/desk/search?q=example")).text
    pages = await through(owner, "/desk/search?q=example")
    seen = [name for text in pages for name in names(text)]

    assert len(names(first)) == 25
    assert '<span class="count">25+</span>' in first
    assert '<span class="count">90</span>' not in pages[-1]
    assert sorted(seen) == [f"Client{n:02} Example" for n in range(90)]
    assert seen[0] < "Client04"
    assert seen[-1] > "Client85"


async def test_nothing_found_and_nothing_typed_say_what_can_be_typed(owner: Browser) -> None:
    empty = (await owner.see("/desk/search")).words
    nothing = (await owner.see("/desk/search?q=unicorn")).words

    assert "words of the idea" in empty
    assert "Nothing found for “unicorn”." in nothing


async def test_an_artist_finds_their_own_enquiries_alone(two: Browser, a_colleague: Colleague) -> None:
    async with a_colleague() as http:
        answer = await http.get("/desk/search", params={"q": "example"})

    assert answer.status_code == 200
    assert names(answer.text) == []


async def test_what_was_typed_and_what_a_client_wrote_is_text_and_nothing_else(owner: Browser) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)> \u202e example'
    lead = await owner.desk.a_lead(name=evil)
    await said(owner, lead, "idea", evil)

    answer = await owner.http.get("/desk/search", params={"q": "example"})
    typed = await owner.http.get("/desk/search", params={"q": evil})

    for text in (answer.text, typed.text):
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert_nothing_inline(text)
