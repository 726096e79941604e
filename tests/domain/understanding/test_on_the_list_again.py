"""Who wants messages again, and what is to be put back elsewhere."""

import pytest

from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "hello I switched your reminders off last month, would you put them back on pls"),
        ("en", "can you turn the reminders on again"),
        ("en", "put me back on the list please"),
        ("en", "I unsubscribed by mistake"),
        ("en", "I'd like your messages again"),
        ("en", "please start sending me messages again"),
        ("en", "re-add me please"),
        ("en", "add my number again please, I left by accident"),
        ("de", "könnt ihr die Erinnerungen wieder einschalten"),
        ("de", "ich hab mich aus Versehen abgemeldet"),
        ("de", "setzt mich bitte wieder auf die Liste"),
        ("de", "bitte die Nachrichten wieder aktivieren"),
        ("de", "ich hätte die Nachrichten gern wieder"),
        ("fr", "remettez-moi sur la liste svp"),
        ("fr", "je me suis désabonnée sans faire exprès"),
        ("fr", "vous pouvez remettre les rappels"),
        ("fr", "je voudrais de nouveau recevoir vos messages"),
        ("fr", "réactivez mes rappels svp"),
        ("es", "ponme otra vez en la lista de avisos porfa, la lié dándole a baja"),
        ("es", "vuelve a ponerme en la lista"),
        ("es", "me di de baja sin querer"),
        ("es", "activa otra vez los avisos"),
        ("es", "quiero volver a recibir los mensajes"),
        ("es", "apúntame otra vez a los avisos"),
        ("pt", "me coloca de novo na lista"),
        ("pt", "cancelei sem querer, pode reativar"),
        ("pt", "liga os lembretes de novo por favor"),
        ("pt", "voltem a pôr-me na lista"),
        ("pt", "quero receber os avisos de novo"),
        ("pt", "saí da lista sem querer"),
    ],
)
def test_who_wants_messages_again_is_heard(language: str, raw: str) -> None:
    assert reading(raw, None, None).intent == "opt_in"
    assert reading(raw, "style", language).intent == "opt_in"


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "put the flowers back on"),
        ("en", "put me on the waiting list"),
        ("en", "put my name on the list"),
        ("en", "my back on the left"),
        ("en", "turn it around"),
        ("en", "can you put it back where it was"),
        ("de", "wieder so eins wie letztes Mal"),
        ("de", "setzt mich auf die Warteliste"),
        ("fr", "remettez la rose"),
        ("fr", "mettez-moi sur la liste d'attente"),
        ("es", "ponme en la lista de espera"),
        ("es", "otra vez lo mismo"),
        ("pt", "me coloca na lista de espera"),
        ("pt", "de novo a mesma coisa"),
    ],
)
def test_what_goes_back_elsewhere_asks_for_no_messages(language: str, raw: str) -> None:
    assert reading(raw, None, None).intent != "opt_in"
    assert reading(raw, "style", language).intent != "opt_in"
