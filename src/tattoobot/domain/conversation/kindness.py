"""What calls for a kind word before the next question: a loss, an illness, a fear, a scar, a first tattoo, good news.

One sentence, once in an enquiry; nothing is made of it that the client has not said.
"""

import re
from dataclasses import replace

from tattoobot.domain.conversation.turn import Turn

IN_WORDS = {
    "grief": r"passed away|passing of|we lost|i lost my|in (?:loving )?memory|memorial|tribute to|who died|has died"
    r"|(?:her|his) ashes|r\.?i\.?p\b|falleci\w+|murió|en memoria|en recuerdo|homenaje|faleceu|morreu|em memória"
    r"|homenagem|verstorben\w*|gestorben|in erinnerung|andenken|nous a quitt\w+|vient de nous quitter|décéd\w+|hommage"
    r"|en mémoire|en souvenir de",
    "illness": r"cancer|chemo\w*|mastectom\w+|survivor|tumou?r|leuk\w*mi\w*|cáncer|quimio\w*|mastectomía|câncer"
    r"|mastectomia|krebs\w*|chemotherapie|brustamputation|chimio\w*|rémission|remission",
    "scars": r"(?:my|over (?:a|the|some)) (?:\w+ ){0,2}scars?|self[- ]harm\w*|(?:mi|mis|una|unas|sobre la)"
    r" (?:\w+ )?cicatri\w+"
    r"|(?:minha|minhas|uma|umas) (?:\w+ )?cicatri\w+|(?:meine\w?|eine|über (?:eine|die)) (?:\w+ )?narben?"
    r"|(?:ma|mes|une|des) (?:\w+ )?cicatrices?",
    "joy": r"all[- ]clear|newborn|(?:my|our) (?:baby|wedding|new baby)|getting married|just had a baby|recién nacid\w+"
    r"|mi boda|nos casamos|ha nacido|acaba de nacer|recém[- ]nascid\w+|meu casamento|vamos casar|nasceu|geboren"
    r"|hochzeit|wir heiraten|vient de naître|naissance|mon mariage|on se marie",
    "fear": r"nervous|scared|afraid|anxious|terrified|frightened|nervios[oa]|miedo|medo|nervos[oa]|angst|nervös"
    r"|aufgeregt|peur|stress[ée]\w*|anxieu\w+|angoiss\w+",
    "first": r"(?:my )?(?:very )?first (?:ever )?(?:tattoo|tat|one|ink)\b|never had (?:a|one)"
    r"|primer tatuaje|primeira (?:tattoo|tatuagem)|(?:mein|das) erstes? tattoo|erstes tattoo|premier tatouage",
}
NOTICED = {kind: re.compile(rf"\b(?:{words})", re.IGNORECASE) for kind, words in IN_WORDS.items()}
"""In the order of what weighs most."""

DENIED = re.compile(
    r"\b(?:not|n['’]t|never|no|sin|não|nunca|sem|nicht|kein\w*|pas|sans|jamais) (?:\w+ ){0,2}$",
    re.IGNORECASE,
)
"""Before the words: "I'm not scared"."""

FORMAL = re.compile(
    r"\b(?:[Vv]ous|[Vv]otre|[Vv]os|[Uu]sted(?:es)?)\b|(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihre[mnrs]?|Ihr)\b"
)
"""Who writes like this is not greeted like a friend."""

GENTLE = frozenset({"grief", "illness", "scars", "recovered"})
"""Beside these nothing is called lovely."""


def notice(turn: Turn, text: str) -> None:
    """Say one kind sentence for what the client tells, before anything else."""
    if not turn.is_consulting:
        return
    told = [kind for kind in NOTICED if _tells(kind, text)]
    if {"illness", "joy"} <= {*told}:
        told.insert(0, "recovered")
    if "hello" in turn.remarks and (FORMAL.search(text) or GENTLE & {*told}):
        turn.remarks[turn.remarks.index("hello")] = "hello.gentle"
    kind = next(iter(told), None)
    if kind is None:
        return
    if GENTLE & {*told}:
        turn.gentle = True
    if not any(said.startswith("kind.") for said in turn.remarks) and not turn.enquiry.asked.get(
        f"kind.{kind}"
    ):
        asked = {**turn.enquiry.asked, **{f"kind.{one}": 1 for one in told}}
        turn.lead = replace(turn.enquiry, asked=asked)
        turn.remark(f"kind.{kind}")


def _tells(kind: str, text: str) -> bool:
    found = NOTICED[kind].search(text)
    return found is not None and DENIED.search(text[: found.start()]) is None
