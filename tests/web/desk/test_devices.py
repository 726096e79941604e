"""A device is called what its owner calls it."""

import pytest

from tattoobot.web.desk.devices import called

LIKE = "Mozilla/5.0 (X) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            LIKE.replace("X", "Linux; Android 10; K") + " Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome · Android",
        ),
        (
            LIKE.replace("X", "iPhone; CPU iPhone OS 18_0 like Mac OS X") + " Version/18.0 Safari/604.1",
            "Safari · iPhone",
        ),
        (
            LIKE.replace("X", "Windows NT 10.0") + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
            "Edge · Windows",
        ),
        ("Mozilla/5.0 (Macintosh; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Mac"),
        (LIKE.replace("X", "Something") + " Safari/604.1", "Safari"),
        ("python-httpx/0.28.1", "python-httpx/0.28.1"),
        ("", ""),
    ],
)
def test_a_device_is_called_by_its_browser_and_its_system(user_agent: str, name: str) -> None:
    assert called(user_agent) == name
