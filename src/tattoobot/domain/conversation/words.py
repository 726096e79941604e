"""What a client's words hold beside the facts that were read in them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tattoobot.domain.handover import HEALTH
from tattoobot.domain.under_age import is_age_to_come
from tattoobot.domain.understanding.age_rules import YOUNGEST_CLIENT
from tattoobot.domain.understanding.reader import understand
from tattoobot.domain.understanding.reading import Context, Found, Intent, Reading
from tattoobot.domain.understanding.sought import Sought
from tattoobot.domain.understanding.thing import EMPTY, begins, without_facts
from tattoobot.domain.understanding.vocabulary.lists import alternatives, listed

SENTENCE_ENDS = re.compile(r"[.!?…]+\s+|\n+")

OF_ONESELF = re.compile(rf"(?:{alternatives('of_oneself')})\b")
"""How people begin who tell their own age."""

FILLERS = listed("fillers")


def without_open_age(reading: Reading) -> Reading:
    """ "Born in 2008" may be of age or not: nothing is known by it, and the question is asked."""
    found = tuple(fact for fact in reading.found if fact.key != "adult" or not fact.readings)
    return reading if len(found) == len(reading.found) else replace(reading, found=found)


def without_age_to_come(reading: Reading, text: str, least: int, today: date, *, doubted: bool) -> Reading:
    """ "By then I'm 18": what they are today is not told by it."""
    age = next((fact for fact in reading.found if fact.key == "adult" and fact.value is True), None)
    dated = wishes_for_a_later_day(reading, today)
    if age is None or not is_age_to_come(text, age.years, least, doubted=doubted, dated=dated):
        return reading
    return replace(reading, found=tuple(fact for fact in reading.found if fact.key != "adult"))


def wishes_for_a_later_day(reading: Reading, today: date) -> bool:
    """ "From the 10th of January"."""
    time = reading.slots.get("timing")
    return isinstance(time, dict) and str(time.get("from") or "") > today.isoformat()


def without_ages_of_others(reading: Reading, text: str) -> Reading:
    """ "Ten years or so" answers a question of the studio's own; it is the client's age if they say "I'm".

    Whether they are of age is asked anyway.
    """
    ages = [fact for fact in reading.found if fact.key == "adult"]
    if not ages or any(OF_ONESELF.match(text[age.start : age.end].casefold()) for age in ages):
        return reading
    found = tuple(fact for fact in reading.found if fact.key != "adult")
    return replace(reading, found=found, flags=reading.flags - {"minor"})


def names_an_age(reading: Reading) -> bool:
    """Whether it names the age of somebody who may want the tattoo; not a small child's, whose drawing it is."""
    ages = [fact.years for fact in reading.found if fact.key == "adult" and fact.years]
    return any(age.years >= YOUNGEST_CLIENT for age in ages)


MAN_OR_WOMAN = re.compile(
    r"\b(?:man|male|guy|mann|homme|mec|hombre|homem|chico)\s(?:or|oder|ou|o)\s(?:a |eine? |une |una |uma )?"
    r"(?:woman|female|girl|frau|femme|nana|mujer|mulher|chica)\b",
    re.IGNORECASE,
)

COMPANY = re.compile(
    r"(?:bring|come with|mit|con|avec|com) (?:my|mein\w*|mi|ma|mon|minha|meu) \w+", re.IGNORECASE
)
CONSENT = Sought(
    r"\b(?:sign(?!ific)\w*|consent\w*|permi\w+|unterschr\w+|unterschreib\w*|erlaubnis\w*|erlauben|erlaubt (?:es|mir)"
    r"|einverst\w+|firm\w+|autori[sz]\w+|consenti\w+|assin\w+|guardian\w*)\b"
)


def asks_for_consent(text: str) -> bool:
    """ "Can my mum come and sign?" tells of an age, too."""
    return CONSENT.is_in(text)


def without_company(reading: Reading, text: str) -> Reading:
    """ "May I bring my mum?" is asked at every age; it tells of one where she is to sign."""
    age = next((fact for fact in reading.found if fact.key == "adult" and fact.years is None), None)
    if age is None or not COMPANY.fullmatch(text[age.start : age.end]) or CONSENT.is_in(text):
        return reading
    found = tuple(fact for fact in reading.found if fact is not age)
    return replace(reading, found=found, flags=reading.flags - {"minor"})


def sentence_with(fact: Found, text: str) -> str:
    begins = [0, *(end.end() for end in SENTENCE_ENDS.finditer(text))]
    first = max(begin for begin in begins if begin <= fact.start)
    last = next((begin for begin in begins if begin >= fact.end), len(text))
    return text[first:last].strip()


def asks_beside(said: str, text: str) -> bool:
    """Whether this sentence of the text asks nothing, and another one does: "make it 7 cm. Do you use a cream?"."""
    asked = [one for one in re.findall(r"[^.!?…\n]*\?", text) if any(map(str.isalpha, one))]
    return not said.endswith("?") and bool(asked)


SEVERAL = re.compile(
    r"\b(?:want|like|love|get|need|book|quiero|gustaría|querría|quero|queria|möchte|hätte|will|voudrais|veux|aimerais)"
    r"\s(?:\w+\s){0,2}(?:two|three|[2-9]|dos|tres|duas|dois|três|zwei|drei|deux|trois)"
    r"\s(?:\w+\s){0,2}(?:tattoos|tatt?oos|tats|pieces|tatuajes|tatuagens|tatoos|tatouages)\b",
    re.IGNORECASE,
)

OWN = listed("possessives")


def asks_for_several(text: str) -> bool:
    """ "I want two tattoos"; not "a fox, I have two tattoos already"."""
    return SEVERAL.search(text) is not None


def speaks_of_another_piece(text: str, idea: str, context: Context) -> bool:
    """ "Hi! I'd love a swallow on my ankle", where the idea was a fox."""
    reading = understand(text, context.asking(None))
    if reading.intent is not Intent.ENQUIRY or not any(fact.key == "idea" for fact in reading.found):
        return False
    return content_of(text).isdisjoint(content_of(idea))


def content_of(text: str) -> set[str]:
    """The words that say something."""
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2 and word not in FILLERS}


RELATIVE = (
    r"(?:friend|mate|sister|brother|wife|husband|girlfriend|boyfriend|partner|mum|mom|mother|dad|father|daughter|son"
    r"|cousin|freund(?:in)?|kumpel|schwester|bruder|frau|mann|partner(?:in)?|mama|mutter|papa|vater|tochter|sohn"
    r"|cousine?|amig[oa]|herman[oa]|espos[oa]|mujer|marido|novi[oa]|pareja|mam[áa]|madre|pap[áa]|padre|hij[oa]|prim[oa]"
    r"|irmã|irmão|irma|irmao|mulher|namorad[oa]|mãe|mae|pai|filh[oa]"
    r"|ami|amie|copain|copine|sœur|soeur|frère|femme|mari|mère|père|fille|fils)"
)
MY = r"(?:my|mein(?:en?|er?|em)?|mi|meu|minha|mon|ma)"
LOSS = re.compile(
    r"\b(?:vien[st]|vient|viennent) (?:tout juste )?de (?:mourir|décéder|partir|nous quitter|s['’]éteindre)\b"
    r"|\bnous a quittés\b",
    re.IGNORECASE,
)
"""Losses that no list of words has: "vient de" stands for the past."""
A_PERSON = re.compile(
    r"^\W*(?:(?:something|anything|sth|it['’]?s|it is|etwas|was|algo|es|é|quelque chose|un truc|c['’]est)\W+)?"
    r"(?:(?:for|für|fuer|para|pra|por|pour|about|sobre) )?"
    rf"(?:{MY} (?:late )?(?:{RELATIVE}|nan|gran\w*|grandm\w+|grandp\w+|oma|opa|abuel[oa]|av[óô]|vovó|vó"
    r"|grand[- ](?:mère|père)|mamie|papi|papy|dog|cat|hund|katze|perr[oa]|gat[oa]|chien\w*|chat|cachorr[oa])"
    r"|her|him|them|ella|él|sie|ihn|elle|lui|ela|ele)\W*$",
    re.IGNORECASE,
)
"""Nobody but the one it is for."""


OF_A_RELATIVE = re.compile(rf"\b{MY} {RELATIVE}\b", re.IGNORECASE)


def names_a_relative(text: str) -> bool:
    """ "My friend wants a rose", and whoever says it may want none."""
    return OF_A_RELATIVE.search(text) is not None


def tells_a_loss(text: str) -> bool:
    return LOSS.search(text) is not None


def names_only_a_person(text: str) -> bool:
    """ "Something for my nan", and nothing of what it is to show."""
    return A_PERSON.match(text) is not None


OF_ANOTHER = re.compile(
    rf"\b(?:for|für|fuer|para|pra|pour|pr) {MY} {RELATIVE}\b"
    rf"|\b{MY} {RELATIVE} (?:also |too |auch |también |tambem |também |aussi )?(?:wants?|would|['’]?d like|needs|möchte"
    r"|will|hätte|wünscht|quiere|querría|quisiera|quer|queria|gostaria|veut|voudrait|aimerait)\b",
    re.IGNORECASE,
)


def speaks_of_another(text: str) -> bool:
    """ "For my sister 5 cm": the measures of somebody else's piece."""
    return OF_ANOTHER.search(text) is not None


WISH = re.compile(
    r"\b(?:can|could|may|might|would) (?:it|we|i|you) (?:please |just |maybe |also |still )?(?:be|have|get|come"
    r"|(?:make|do|change|move|put|go)(?: it| that| for| with| to| the)?)\b(?! (?:hands?|feet|necks?|faces?)\b)"
    r"|\b(?:what if|how about|would it be possible)\b"
    r"|\b(?:kann|könnte|dürfte|darf) (?:es|das|ich|man es|er|sie)\b|\b(?:können|könnten) wir\b"
    r"|\b(?:geht|ginge|gehen|gingen) (?:auch|vielleicht|noch)\b"
    r"|\b(?:puede|podría|podria) (?:ser|quedar|ir)\b|\b(?:podemos|podríamos|se puede|puedes|puede) (?:hacerl[oa]"
    r"|cambiarl[oa]|ponerl[oa])\b|\b(?:y si|puedo ir)\b"
    r"|\b(?:pode|poderia|podia) (?:ser|ficar|ir)\b|\b(?:podemos|dá (?:pra|para)|da pra|consegue)"
    r" (?:fazer|mudar|colocar) (?:ela|ele|isso|com)\b|\b(?:e se|posso ir)\b"
    r"|\b(?:ça|ca|il|elle) (?:peut|pourrait) (?:être|faire)\b|\b(?:on peut|peut-on|on pourrait|possible de)"
    r" (?:le|la|l['’])\b|\b(?:et si|je peux venir)\b",
    re.IGNORECASE,
)


PREFERS = re.compile(
    r"^\W*(?:(?:and|oh|hm+|und|ach|y|pero|e|mas|et|mais|ah|ok)\W+)?"
    r"(?:actually|rather|on second thoughts?|lieber|doch lieber|mejor|al final|melhor|afinal|na verdade"
    r"|plut[ôo]t|finalement|en fait)\b",
    re.IGNORECASE,
)


def wishes(text: str) -> bool:
    """ "Could it be 12 cm?", "rather in May, is that ok?" asks for a change, politely."""
    return WISH.search(text) is not None or PREFERS.match(text) is not None


NO_FIRST = re.compile(r"^\W*(?:no|nope|nein|ne|nee|non|não|nao)\b(?=\W*\w)", re.IGNORECASE)


def says_no_first(text: str) -> str | None:
    """What stands behind a no, at its place."""
    no = NO_FIRST.match(text)
    return None if no is None else " " * no.end() + text[no.end() :]


PATIENT = re.compile(
    r"\W*(?:(?:ok(?:ay)?|no|yes|yeah|sure|ja|nee|oui|non|s[íi]|sim|não|vale|gern|danke|thanks|gracias|merci|obrigad[oa])"
    r"\W+)*"
    r"(?:(?:no|there['’]?s no|i['’]?m in no) (?:rush|hurry)|(?:i )?(?:can|could) wait|i['’]?ll wait"
    r"|(?:i['’]?m )?happy to wait|(?:i )?don['’]?t mind waiting|take your time"
    r"|(?:das )?(?:hat|hab|habe) (?:keine eile|zeit)|keine eile|eilt nicht|kein stress"
    r"|(?:ich )?(?:kann|werde) (?:gern |ruhig )?warten|(?:ich )?warte gerne?|lass(?:t|en sie)? (?:dir|euch|sich) zeit"
    r"|(?:il n['’]y a |y a )?(?:pas d['’]urgence|rien ne presse|(?:ça )?presse pas)"
    r"|(?:je |j['’])(?:peux attendre|attendrai)|prene?[zs] (?:votre|ton) temps"
    r"|sin prisas?|no (?:hay|tengo|corre) prisa|(?:yo )?puedo esperar|sin apuro"
    r"|(?:eu )?posso esperar|sem pressa|não (?:há|tem|tenho) pressa)"
    r"(?:\W+(?:thanks|thank you|danke|merci|gracias|obrigad[oa]|no worries|tranquil[ao]|lol|haha+))*\W*",
    re.IGNORECASE,
)


def is_patient(text: str) -> bool:
    """ "I can wait", "no rush": kind, and no answer to anything but when."""
    return PATIENT.fullmatch(text) is not None


GOODBYE = re.compile(
    r"\b(?:good ?bye|bye(?:[- ]?bye)?|cya|see (?:you|ya|u)(?: (?:then|there|soon|later|around))?"
    r"|have a (?:nice|good|great|lovely) (?:day|evening|weekend|one|night)|good ?night"
    r"|tsch(?:ü|ue)ss(?:i|chen)?|ciao|bis (?:dann|bald|später)|auf wiedersehen|mach['’]?s gut|schönes wochenende"
    r"|(?:schönen|schoenen|schöne) (?:abend|tag|feierabend|woche)|gute nacht"
    r"|adi[óo]s|chao|hasta (?:luego|pronto|la vista)|nos vemos|que (?:tengas|tenga) (?:un )?buen\w*"
    r"|buen fin de semana|au revoir|à (?:bientôt|plus|tout à l['’]heure)|a (?:bientot|plus)"
    r"|bonne (?:soirée|journée|nuit)|bon week-?end"
    r"|tchau|até (?:logo|mais|breve|já)|bom fim de semana|um abraço)\b",
    re.IGNORECASE,
)
GOODBYE_WORDS = 7
"""In a longer message it is only the end of something."""


def says_goodbye(text: str) -> bool:
    return "?" not in text and len(text.split()) <= GOODBYE_WORDS and GOODBYE.search(text) is not None


SOMEBODY = re.compile(
    r"\W*(?:(?:hel+o+|hal+o+|hey+|ey|hi+|hola+|ol[áa]+|oi+|all[ôo]|buenas|coucou|wtf|ok|hm+)\W*)*"
    r"(?:(?:is |ist |y a |hay |tem )?(?:anyone|anybody|someone|jemand|quelqu['’]un|alguien|algu[ée]m)"
    r"(?: (?:there|here|da|hier|l[àa]|ah[íi]|a[íi]))?"
    r"|(?:(?:are )?(?:you|u)(?: guys| all)? )?(?:still )?(?:there|here)|(?:are )?(?:you|u) dead"
    r"|(?:bist du |seid ihr |sind sie )?noch da|(?:bist du|seid ihr|sind sie) da"
    r"|(?:t['’]es|tu es|vous êtes|êtes[- ]vous) (?:encore |toujours )?l[àa]|(?:encore|toujours) l[àa]"
    r"|(?:todav[íi]a |a[úu]n )?(?:sigue[sn]?|segu[ií]s|est[áa][sn]?|est[áa]is) (?:todav[íi]a )?ah[íi]"
    r"|(?:(?:voc[êe]s?|vcs?) )?(?:ainda )?(?:est[áa]s?|est[ãa]o|t[áa]s?|t[ãa]o) (?:ainda )?a[íi]"
    r"|(?:ey |hey )?(?:bist du kaputt|r u broken|are you broken))?\W*"
    r"|.*\b(?:don['’]?t|no need to|not) (?:bother|disturb) (?:him|her|them|the \w+|robin)\b.*"
    r"|.*\b(?:stör|belästig)\w* (?:ihn|sie|den|die|niemanden)\b.*"
    r"|.*\b(?:dérange\w*) (?:pas|personne)\b.*|.*\bno (?:l[eo]|la) molestes\b.*|.*\b(?:não|nao) incomod\w+.*",
    re.IGNORECASE,
)


def looks_for_somebody(text: str) -> bool:
    """ "Hallo???", "anyone there?": nothing but a call for whoever reads; and who wants nobody troubled."""
    return any(map(str.isalpha, text)) and SOMEBODY.fullmatch(text.strip()) is not None


UNTIL_ANSWER = re.compile(
    r"\b(?:answers?|repl(?:y|ies)|respon[ds]\w*|get back|hear back|hear from|antwort\w*|meldet|attendre|répon\w*"
    r"|contest\w+|respuesta|resposta)\b",
    re.IGNORECASE,
)
HEALING = re.compile(r"\bheal\w*|heil(?:t|en|ung)\b|\bcicatri\w+|\bsarar\b", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:ahead|in advance|vorher|im voraus|à l['’]avance|antelación|antecedência)\b", re.IGNORECASE
)
"""What "how long" is about, where it is not about the hours under the needle."""

ABOUT_BOOKING = Sought(
    r"\b(?:(?:i|we|ive|i['’]ve|i have|have) (?:already |just )?booked|my (?:booking|appointment|session)"
    r"|i(?: a|['’])?m booked (?:in|with|for)"
    r"|(?:ya )?(?:tengo|reservé|he reservado) (?:una |mi )?(?:cita|reserva)?(?= con|$|\W)|mi (?:cita|reserva)"
    r"|(?:reservé|he reservado) (?:con|en)|pedí (?:una )?cita"
    r"|(?:já )?(?:marquei|agendei)|(?:meu|minha) (?:agendamento|horário|sessão)"
    r"|mein\w* (?:termin|buchung)|(?:ich )?(?:hab|habe) (?:\w+ ){0,6}(?:gebucht|einen termin)"
    r"|(?:mon|ma) (?:rendez-vous|rdv|réservation)|j['’]ai (?:déjà )?(?:réservé|un rendez-vous|un rdv))\b"
)


def asks_about_booking(text: str) -> bool:
    """ "I booked with you last week", from somebody of whom nothing is known: a person has to look."""
    return ABOUT_BOOKING.is_in(text)


INSULT = Sought(
    r"\b(?:useless|stupid|idiot\w*|shit\w*|crap|rubbish|pathetic|fuck off|f\*+|inútil\w*|imbécil\w*|mierda|idiota"
    r"|estúpid\w*|lixo|merda|blöd\w*|dumm\w*|scheiß\w*|scheiss\w*|nutzlos\w*|verpiss\w*|nul|nulle|merde|débile|con)\b"
)


def insults(text: str) -> bool:
    """ "You useless bot"; not "just give me the damn price"."""
    return INSULT.is_in(text)


def speaks_of_own(text: str) -> bool:
    return not OWN.isdisjoint(re.findall(r"\w+", text.casefold()))


def idea_in(fact: Found, text: str, reading: Reading, context: Context) -> str | None:
    """The thing, as the client says it; the bare thing where what is said of it tells of health; None where both do."""
    said = (str(fact.value), text[begins(text, fact.start) : fact.end])
    if not reading.flags & HEALTH:
        return said[0]
    return next((words for words in said if not understand(words, context).flags & HEALTH), None)


def says_more_than(found: Sequence[Found], text: str) -> bool:
    """Whether words are left beside the facts that were read: "left wrist" alone is no idea for a tattoo."""
    words = (word.strip(".,;:!?…").casefold() for word in without_facts(text, found).split())
    return any(len(word) > 2 and word.isalpha() and word not in EMPTY for word in words)


LEADS_TO_TOWN = r"(?:\w+['’]?\w*\s){0,2}\w+"
""" "I'm in", "wohne in"."""


def without_town(said: str, text: str, reading: Reading) -> str:
    """ "Saturday mornings" of "Leeds, Saturday mornings": the town before or behind a comma is another answer."""
    for fact in reading.found:
        town = re.escape(text[fact.start : fact.end])
        if fact.key == "location" and town:
            said = re.sub(
                rf"^\W*{town}\s*[,.;:]\s*(?=\w)|(?<=\w)\s*[,.;]\s*(?:{LEADS_TO_TOWN}\s)?{town}\W*$", "", said
            )
    return said


ASKS_FOR_DATES = re.compile(
    r"\?|^\W*(?:(?:and|but|or|und|aber|oder|et|mais|y|pero|e|mas)\s)?"
    r"(?:free|available|availability|slots?|can i|could i|do you|have you|is there"
    r"|got any|frei|verfügbar|kann ich|hast du|habt ihr|gibt|geht|libre|hueco|puedo|hay|tiene[sn]?|tenéis|livre|vaga"
    r"|posso|tem|têm|places?|créneaux?|je peux|possible|avez|as)\b",
    re.IGNORECASE,
)


def tells_a_wish_of_time(reading: Reading, text: str) -> bool:
    """ "Pode ser em março, aos sábados": days that are told, and none asked for."""
    times = [fact for fact in reading.found if fact.key == "timing"]
    return bool(times) and not any(ASKS_FOR_DATES.search(sentence_with(fact, text)) for fact in times)
