"""Away texts and automatic answers: nobody is there, and nothing in them is a wish."""

from tattoobot.domain.understanding.sought import Sought

STRONG = Sought(
    r"\b(?:auto(?:matic|mated)?[ -]?(?:reply|response|message)|out of (?:the )?office"
    r"|respuesta automática|mensaje automático|fuera de la oficina"
    r"|resposta automática|mensagem automática|fora do escritório"
    r"|automatische (?:antwort|nachricht)|abwesenheits(?:notiz|nachricht|assistent)"
    r"|réponse automatique|message automatique|absent du bureau)\b"
)

SIGNS = tuple(
    Sought(sign)
    for sign in (
        # thanks for the message
        (
            r"\bthank(?:s| you) for (?:contacting|messaging|reaching out|getting in touch)"
            r"|\bthank(?:s| you) for your (?:message|enquiry|inquiry)"
            r"|gracias por (?:contactar|contactarnos|comunicarte|escribir(?:nos)?|tu mensaje|su mensaje)"
            r"|obrigad[oa] por (?:entrar em contato|contactar|nos contatar|sua mensagem|escrever)"
            r"|(?:danke|vielen dank) für (?:ihre|deine|eure|die) (?:nachricht|anfrage|kontaktaufnahme)"
            r"|merci (?:de nous avoir contactés?|pour votre message|de votre message|d['’]avoir contacté)"
        ),
        # we are closed, away
        (
            r"\bwe(?: are|['’]re) (?:\w+ ){0,2}(?:closed|away|unavailable|not available)\b"
            r"|\bi(?: am|['’]m) (?:currently |right now )?(?:away from|unavailable|not available)\b"
            r"|\b(?:estamos|nos encontramos) (?:\w+ ){0,2}(?:cerrad[oa]s|ausentes|fuera)\b|no estamos disponibles"
            r"|estamos (?:\w+ ){0,2}(?:fechad[oa]s|ausentes)|não estamos disponíveis"
            r"|wir (?:haben|sind) (?:\w+ ){0,3}(?:geschlossen|nicht erreichbar|nicht da)"
            r"|nous sommes (?:\w+ ){0,2}(?:fermés|absents|indisponibles)"
        ),
        # we answer later
        (
            r"\bwe(?:['’]ll| will) (?:get back|reply|respond|answer|be in touch|contact you)\b"
            r"|\b(?:te|le|les) (?:responderemos|contestaremos|atenderemos)\b|nos pondremos en contacto"
            r"|(?:responderemos|retornaremos|entraremos em contato)"
            r"|(?:melden|antworten) (?:uns|wir)\b.*(?:so bald|sobald|schnellst|so schnell)|wir melden uns"
            r"|nous (?:vous |te )?(?:répondrons|recontacterons|reviendrons)"
        ),
        # opening hours
        (
            r"\b(?:our|opening|business|office) hours (?:are|:)|nuestro horario|horario de atención"
            r"|(?:nosso )?horário de (?:atendimento|funcionamento)|(?:unsere )?öffnungszeiten (?:sind|:)"
            r"|nos horaires|horaires d['’]ouverture"
        ),
        # this number, this mailbox
        (
            r"\bdo not reply to this|please (?:do not reply|leave (?:us )?a message)|\bno responda a este"
            r"|não responda a esta|antworten sie nicht auf diese|ne (?:pas )?répond(?:ez|re) (?:pas )?à ce"
        ),
    )
)
"""One of these alone people write too: "thanks for your message!"."""


SHORTEST = len("autoreply")
TWO_SIGNS = 18
"""Nothing shorter holds two of them."""


def is_automatic(text: str) -> bool:
    """Whether a machine wrote this, by its words: a name that says so, or two of the usual sentences."""
    if len(text) < SHORTEST:
        return False
    text = text[:2000]
    if STRONG.is_in(text):
        return True
    return len(text) > TWO_SIGNS and sum([sign.is_in(text) for sign in SIGNS]) > 1
