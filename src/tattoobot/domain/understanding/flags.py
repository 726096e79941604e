"""What has to be heeded beside the intent: somebody is ill or pregnant, threatens, or shows a payment."""

from tattoobot.domain.understanding.vocabulary.message import Message

NO_FLAGS = frozenset[str]()


def read_flags(message: Message) -> frozenset[str]:
    said = message.of("flag")
    if not said:
        return NO_FLAGS
    flags: set[str] = set()
    for hit in said:
        if hit.value.startswith("not_"):
            continue
        # "No, estoy embarazada" denies nothing.
        blocks = [
            block
            for block in message.of("flag", f"not_{hit.value}")
            if not any(message.gaps[at] for at in range(block.first + 1, block.after))
        ]
        if not any(map(hit.overlaps, blocks)):
            flags.add(hit.value)
    return frozenset(flags)
