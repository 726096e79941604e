import pytest

from tattoobot.domain.flags import HARMLESS, TOLD_AS, FlagReason, concern
from tattoobot.domain.handover import Reason
from tattoobot.domain.languages import LANGUAGES
from tattoobot.wording import phrases


def test_what_the_artist_hears_at_once_has_words_in_every_language() -> None:
    missing = [
        (language, key) for language in LANGUAGES for key in TOLD_AS.values() if key not in phrases(language)
    ]

    assert missing == []


@pytest.mark.parametrize("kept", [*FlagReason, *Reason])
def test_each_is_read_back_as_it_was_kept(kept: FlagReason | Reason) -> None:
    assert concern(kept.value) is kept


def test_what_holds_no_reminder_back_is_nothing_that_the_artist_is_called_for() -> None:
    assert HARMLESS.isdisjoint({FlagReason.PAYMENT_MISMATCH, FlagReason.DEPOSIT_DISPUTED, *Reason})
