"""Texts that tell no wish: what an advert's button writes for the client, and orders meant for a language model."""

import re

from tattoobot.domain.understanding.sought import Sought

PREFILLED = re.compile(
    r"^\W*(?:(?:hello|hi|hey|hola|olá|oi|hallo|bonjour|salut)\b)?\W*(?:"
    r"(?:can|could|may) i (?:get|have) (?:some )?more info(?:rmation)?(?: (?:on|about) (?:this|that|it))?"
    r"|i(?:['’]d| would) like (?:to (?:get|have) )?(?:some )?more info(?:rmation)?(?: (?:on|about) (?:this|that|it))?"
    r"|(?:puedo|podría|me gustaría) (?:obtener|tener|recibir) más (?:información|info)(?: (?:sobre|de) esto)?"
    r"|quiero más (?:información|info)(?: (?:sobre|de) esto)?"
    r"|(?:(?:posso|poderia|gostaria de) (?:obter|ter|receber)|(?:tenho interesse e )?(?:queria|quero))"
    r" mais informaç(?:ões|ão)"
    r"(?: sobre (?:isso|isto))?"
    r"|(?:kann|könnte) ich (?:bitte )?(?:mehr|weitere) info(?:s|rmationen)?(?: (?:dazu|hierzu|darüber))?"
    r" (?:bekommen|erhalten|haben)"
    r"|(?:puis-je|est-ce que je peux|j['’]aimerais|je voudrais) (?:en savoir plus|avoir plus d['’]info(?:rmation)?s)"
    r"(?: (?:à ce sujet|là-dessus|sur ceci))?"
    r")\W*(?:please|por favor|bitte|s['’]il (?:te|vous) pla[iî]t)?\W*$",
    re.IGNORECASE,
)

ORDER = Sought(
    r"\b(?:ignore|disregard|forget|override)\b(?: \w+){0,5} (?:instructions?|prompts?|guidelines|programming)\b"
    r"|\b(?:ignora|olvida|esquece|ignore)\b(?: \w+){0,5} (?:instrucciones|instruções)\b"
    r"|\b(?:ignorier\w*|vergiss)\b(?: \w+){0,5} (?:anweisung\w*|instruktion\w*)"
    r"|\b(?:ignore[rz]?|oublie[rz]?)\b(?: \w+){0,5} (?:instructions|consignes)\b"
    r"|\b(?:system prompt|developer mode|you are now (?:in|a|an)|act as an? (?:ai|admin\w*|assistant))\b"
)


def is_prefilled(text: str) -> bool:
    """ "Hello! Can I get more info on this?" and nothing else: they say hello, by a tap on an advert."""
    return PREFILLED.match(text.strip()) is not None


def orders_the_bot(text: str) -> bool:
    """Nothing here obeys such words, and none of them is an idea, a date or a price."""
    return ORDER.is_in(text)
