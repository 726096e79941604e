"""Only push services are pushed to: a browser names the address, and could name any."""

import pytest

from tattoobot.domain.push import may_be_asked


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:APA91bE",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
        "https://web.push.apple.com/QGx",
        "https://wns2-par02p.notify.windows.com/w/?token=BQ%3d",
        "https://fcm.googleapis.com:443/fcm/send/x",
    ],
)
def test_the_services_of_browsers_are(endpoint: str) -> None:
    assert may_be_asked(endpoint, trial=False)


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "https://evil.example/push",
        "http://fcm.googleapis.com/fcm/send/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://notfcm.googleapis.com/x",
        "https://evil-push.apple.com/x",
        "https://fcm.googleapis.com:22/x",
        "https://fcm.googleapis.com:0x1/x",
        "https://me@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://evil.example\\@fcm.googleapis.com/x",
        "https://evil.example#@fcm.googleapis.com/x",
        "https://fcm.googleapis.com/x#y",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[fcm.googleapis.com/x",
        "https://169.254.169.254/latest/meta-data",
        "https://fcm.googleapis.com/\r\nHost: evil.example",
        "https://fcm。googleapis.com/x",
        "file:///etc/passwd",
        "//fcm.googleapis.com/x",
        "https://fcm.googleapis.com/" + "x" * 1000,
    ],
)
@pytest.mark.parametrize("trial", [True, False])
def test_nothing_else_is(endpoint: str, trial: bool) -> None:
    assert not may_be_asked(endpoint, trial=trial)


def test_one_that_is_played_on_this_machine_is_in_a_trial() -> None:
    assert may_be_asked("http://127.0.0.1:4711/push/1", trial=True)
    assert not may_be_asked("http://127.0.0.1:4711/push/1", trial=False)
    assert not may_be_asked("http://10.0.0.1:4711/push/1", trial=True)
