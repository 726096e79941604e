"""Whatever is written, in whatever order: the bot never repeats itself and comes to an end."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tattoobot.domain.conversation import Decision
from tattoobot.domain.lead import Happened
from tattoobot.domain.messages import Inbound, Kind
from tattoobot.domain.says import Say
from tattoobot.wording import Wording
from tests.builders import STUDIO, a_message, a_picture, a_tap
from tests.domain.talks import AWAY, VENDING, Talk

WRITTEN = st.one_of(
    st.sampled_from(
        [
            *(
                "?",
                "??",
                "ok",
                "hello?",
                "no",
                "yes",
                "not sure",
                "skip",
                "thanks",
                "nope nothing",
                "👍",
                "🦊",
                "STOP",
            ),
            *(
                "START",
                "how much?",
                "does it hurt?",
                "when are you free?",
                "I need to cancel",
                "12 cm",
                "on my arm",
            ),
            *(
                "a fox on my left wrist",
                "fine line, black",
                "£200",
                "Leeds",
                "fridays",
                "I'm 30",
                "change the size",
            ),
            *(
                "actually 15 cm",
                "any news?",
                "can I talk to a person",
                VENDING,
                AWAY["en"],
                AWAY["es"],
                "hm",
                "…",
            ),
            *(
                "a very long story about nothing in particular that goes on and on",
                "it depends really, on many things",
            ),
        ]
    ).map(a_message),
    st.sampled_from([Kind.STICKER, Kind.AUDIO, Kind.REACTION, Kind.UNSUPPORTED, Kind.LOCATION]).map(
        lambda kind: a_message("", kind)
    ),
    st.sampled_from(
        ["summary:send", "summary:change", "change:size", "size:small", "colour:either", "adult:yes", "x"]
    ).map(a_tap),
    st.builds(a_picture),
    st.text(max_size=30).map(a_message),
)

ASKING = ("ask.", "again.", "which.")


@settings(max_examples=150)
@given(st.lists(st.lists(WRITTEN, min_size=1, max_size=2), min_size=1, max_size=60))
def test_the_bot_never_repeats_itself_and_always_comes_to_an_end(turns: Sequence[Sequence[Inbound]]) -> None:
    talk = Talk()
    asked: Counter[str] = Counter()

    for messages in turns:
        decision = talk.hears(*messages)
        if decision.opens:
            asked.clear()
        for note in decision.notes:
            if note.happened == "answer_reopened":
                asked.pop(note.detail["key"], None)
        for say in decision.says:
            for phrase in say.phrases:
                key = phrase.facts.get("question") or (
                    phrase.key.partition(".")[2] if phrase.key.startswith(ASKING) else None
                )
                if key:
                    asked[key] += 1
                    assert asked[key] <= 3, key
        assert nothing_is_lost(decision), decision

    rendered = [words_of(say) for say in talk.says]
    assert all(one != other for one, other in pairwise(rendered))
    assert len(rendered) <= STUDIO.messages_a_day + 10


def nothing_is_lost(decision: Decision) -> bool:
    """Every turn ends in an answer, with the artist, or in a quiet that was meant."""
    return bool(
        decision.says or decision.needs_artist or decision.hands_over or decision.quiet or decision.opted_out
    )


def words_of(say: Say) -> str:
    message = Wording(STUDIO, "en", "Robin").message(say)
    return str(getattr(message, "body", ""))


@settings(max_examples=60)
@given(st.lists(WRITTEN, min_size=1, max_size=3))
def test_the_same_few_messages_for_ever_end_in_quiet(messages: Sequence[Inbound]) -> None:
    talk = Talk(apart=timedelta(seconds=10))

    for n in range(150):
        talk.hears(messages[n % len(messages)])

    told = [
        d for d in talk.decisions if d.needs_artist or d.hands_over or Happened.BRIEF_COMPLETED in d.happened
    ]
    assert len(talk.says) <= STUDIO.messages_a_day + 10
    assert told or not talk.decisions[-1].says


def test_what_was_asked_often_enough_is_not_asked_again_beside_another() -> None:
    talk = Talk()
    puzzled = a_message("?")
    for message in (puzzled, puzzled, a_picture(), puzzled, a_message("ok"), puzzled):
        talk.hears(message)

    said_last = talk.hears(a_tap("change:size"))

    assert [phrase.key for say in said_last.says for phrase in say.phrases] == ["ask.size"]
