"""A client's data over the admin API."""

import io
import json
import zipfile

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
