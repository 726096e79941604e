"""Puts the sentences of one message together."""

import re

SENTENCES = re.compile(r"(?<=[.!?]) ")

TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""Of a short form and of the sentence that it ends: "Sat. 5 Dec.."."""


def once(phrases: list[str]) -> list[str]:
    """No sentence twice in a message, where two phrases end alike. What has lines of its own stays as it is."""
    said: set[str] = set()
    left = []
    for phrase in phrases:
        sentences = [phrase] if "\n" in phrase else SENTENCES.split(phrase)
        left.append(" ".join(sentence for sentence in sentences if sentence not in said))
        said.update(sentences)
    return [phrase for phrase in left if phrase]


def joined(sentences: list[str]) -> str:
    body = ""
    for sentence in sentences:
        between = "\n\n" if "\n" in sentence or "\n" in body else " "
        body = f"{body}{between}{sentence}" if body else sentence
    return TWO_STOPS.sub(".", body)
