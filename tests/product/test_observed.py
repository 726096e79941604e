"""What can be seen from outside of processes that work together."""

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

from tests.product.conftest import KEY, Whole, eventually


async def figures(whole: Whole) -> dict[str, float]:
    return await figures_of(whole.http, whole.url)


async def figures_of(http: aiohttp.ClientSession, url: str) -> dict[str, float]:
    """Of each metric the sum over its labels."""
    async with http.get(f"{url}/metrics", headers={"Authorization": f"Bearer {KEY}"}) as answer:
        assert answer.status == 200
        text = await answer.text()
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            name = sample.name.removeprefix("tattoobot_")
            found[name] = found.get(name, 0.0) + sample.value
    return found


async def test_the_web_process_answers_for_the_worker(whole: Whole) -> None:
    client = await whole.a_client()
    await whole.says(client, "hi")
    await eventually(lambda: whole.heard(client))

    async def counted() -> bool:
        found = await figures(whole)
        return found.get("messages_received_total", 0) >= 1 and found.get("receipts_total", 0) >= 1

    await eventually(counted, within=30)
    found = await figures(whole)
    assert found["turns_total"] == 1
    assert found["turn_seconds_count"] == 1
    assert found["provider_seconds_count"] >= 1
    assert found["workers"] == 1
    assert found["leads"] == 1


async def test_what_a_worker_counted_is_kept_when_it_is_told_to_stop(whole: Whole) -> None:
    client = await whole.a_client()
    await whole.says(client, "hi")
    await eventually(lambda: whole.heard(client))

    worker = whole.processes.running.pop("worker")
    worker.terminate()
    worker.wait(30)

    assert (await figures(whole))["turns_total"] == 1
