"""What clients hear in Portuguese is true on both sides of the ocean."""

import re

from tattoobot.wording import catalogue, phrases

TO_THE_STUDIO = re.compile(
    r"(?:page|artist|action|status|verdict|alarm|sheet|passed_on|money|desk|mail|push|flag)\b|handover\.reason"
)
BRAZIL_ALONE = re.compile(
    r"\b(?:você|vocês|te|a gente|pra|pro|tattoo|Oi|celular|todo mundo|em uma?)\b|^(?:Me|Te|Se) |\bestá \w+ndo\b",
    re.IGNORECASE,
)


def test_no_client_from_portugal_is_answered_in_brazilian() -> None:
    heard = {key: said for key, said in phrases("pt").items() if not TO_THE_STUDIO.match(key)}

    assert len(heard) > 250
    assert {key: said for key, said in heard.items() if BRAZIL_ALONE.search(said)} == {}


def test_nor_are_they_by_a_template_or_a_ready_answer() -> None:
    heard = {name: draft.bodies["pt"] for name, draft in catalogue.load().drafts.items()}
    heard |= {key: said for key, said in phrases("pt").items() if key.startswith("desk.ready.")}
    to_clients = {key: said for key, said in heard.items() if not key.startswith("artist_")}

    assert len(to_clients) > 20
    assert {key: said for key, said in to_clients.items() if BRAZIL_ALONE.search(said)} == {}
