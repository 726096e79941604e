"""A client's data, over the admin API and by the link in their chat."""

import asyncio
import io
import json
import re
import zipfile
from datetime import timedelta

from tests.builders import a_message, a_picture
from tests.web.conftest import KEY, Desk


async def test_export_holds_a_page_the_data_and_every_file(desk: Desk) -> None:
    await desk.receive(a_message("a <b>fox</b> on my wrist"), a_picture("like this"))
    desk.photos.mkdir(exist_ok=True)
    (desk.photos / "fox.jpg").write_bytes(b"a picture")
    await desk.rows("UPDATE photos SET state = 'kept', file = 'fox.jpg' RETURNING id")

    answer = await desk.get("/clients/1/export")

    assert answer.headers["content-type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert sorted(archive.namelist()) == ["data.json", "files/1.jpg", "index.html"]
    data = json.loads(archive.read("data.json"))
    assert data["client"][0]["phone"] == "15550100001"
    assert "a <b>fox</b> on my wrist" in [message["text"] for message in data["messages"]]
    assert len(data["enquiries"]) == len(data["consents"]) == 1
    assert archive.read("files/1.jpg") == b"a picture"
    page = archive.read("index.html").decode()
    assert "a &lt;b&gt;fox&lt;/b&gt; on my wrist" in page
    assert '<img src="files/1.jpg" alt="like this">' in page


async def test_nobody_is_exported_or_erased_without_the_key_or_twice(desk: Desk) -> None:
    await desk.receive(a_message("hi"))

    assert (await desk.http.get("/admin/clients/1/export")).status_code == 401
    assert (await desk.http.delete("/admin/clients/1")).status_code == 401
    headers = {"X-Admin-API-Key": KEY}
    assert (await desk.http.delete("/admin/clients/1", headers=headers)).json()["leads"] == 1
    assert (await desk.http.delete("/admin/clients/1", headers=headers)).json()["code"] == "client_not_found"
    assert (await desk.get("/clients/1/export")).status_code == 404
    assert (await desk.get("/clients/nobody/export")).status_code == 404


async def a_link_of_their_own(desk: Desk, words: str = "what do you know about me?") -> str:
    await desk.receive(a_message(words))
    body = await desk.value("SELECT body FROM messages WHERE direction = 'out' ORDER BY id DESC LIMIT 1")
    [link] = re.findall(r"https://book\.example\.com(/mine/[\w-]{43})", body)
    return str(link)


async def test_client_who_asks_in_the_chat_fetches_their_archive_once(desk: Desk) -> None:
    await desk.receive(a_message("a fox on my wrist"))
    link = await a_link_of_their_own(desk)

    looked = [await desk.http.get(link) for _ in range(3)]
    assert {answer.status_code for answer in looked} == {200}
    assert "fox" not in looked[0].text
    pressed = await asyncio.gather(*(desk.http.post(link) for _ in range(3)))

    assert sorted(answer.status_code for answer in pressed) == [200, 410, 410]
    [fetched] = [answer for answer in pressed if answer.status_code == 200]
    assert fetched.headers["cache-control"] == "no-store"
    data = json.loads(zipfile.ZipFile(io.BytesIO(fetched.content)).read("data.json"))
    assert "a fox on my wrist" in [message["text"] for message in data["messages"]]
    assert (await desk.http.get(link)).status_code == 410
    assert await desk.rows("SELECT * FROM data_links") == []


async def test_own_link_ends_after_an_hour_and_with_an_erasure(desk: Desk) -> None:
    late = await a_link_of_their_own(desk)
    desk.time.at += timedelta(hours=1)
    assert [(await method(late)).status_code for method in (desk.http.get, desk.http.post)] == [410, 410]
    desk.time.at -= timedelta(hours=1)

    erased = await a_link_of_their_own(desk, "send me my data please")
    assert (await desk.http.get(erased)).status_code == 200
    await desk.http.delete("/admin/clients/1", headers={"X-Admin-API-Key": KEY})
    assert (await desk.http.post(erased)).status_code == 410


async def test_own_link_is_kept_by_its_hash_and_opens_to_nobody_else(desk: Desk) -> None:
    link = await a_link_of_their_own(desk)

    [kept] = await desk.rows("SELECT client_id, digest FROM data_links")
    assert (kept["client_id"], len(kept["digest"])) == (1, 32)
    for nobody in ("/mine/short", "/mine/" + "x" * 43, link + "x"):
        assert (await desk.http.get(nobody)).status_code == 410
