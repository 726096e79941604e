import pytest

from tests.domain.understanding.understood import reading


def intent(raw: str, asked: str | None = None, language: str | None = None) -> str:
    return reading(raw, asked, language).intent


@pytest.mark.parametrize(
    "raw",
    [
        "STOP",
        "stop.",
        "Stop please",
        "unsubscribe",
        "please stop messaging me",
        "no more messages",
        "stop texting me!!",
        "leave me alone",
        "take me off your list",
        "I don't want to receive these messages anymore",
        "remove my number",
        "don't contact me again",
        "opt out",
        "unsubscibe",
        "stop sending me stuff",
        "stop all messages now",
        "baja",
        "no me escribas más",
        "dejen de mandarme mensajes",
        "no quiero más mensajes",
        "quiero darme de baja",
        "parem de me mandar mensagem",
        "não quero mais receber mensagens",
        "me tira da lista",
        "sair",
        "para de me mandar msg",
        "abmelden",
        "bitte keine Nachrichten mehr",
        "hört auf mir zu schreiben",
        "lasst mich in Ruhe",
        "schreibt mir nicht mehr",
        "arrêtez de m'écrire",
        "plus de messages svp",
        "désinscription",
        "je ne veux plus recevoir de messages",
        "laissez-moi tranquille",
        "ne m'écrivez plus",
        "I do not wish to be contacted any further",
        "don't message me again",
    ],
)
def test_an_opt_out_is_heard_in_any_state(raw: str) -> None:
    assert intent(raw) == "opt_out"
    assert intent(raw, asked="size") == "opt_out"


@pytest.mark.parametrize(
    "raw",
    [
        "i can stop by on friday",
        "non-stop raves have ruined my sleep",
        "I can't stop thinking about it",
        "it should stop at the elbow",
        "will it stop itching?",
        "there's a bus stop outside?",
        "stop the design above the wrist",
        "no puedo parar de pensar en el diseño",
        "não paro de pensar nisso",
        "ich kann nicht aufhören daran zu denken",
        "j'arrête pas d'y penser",
        "para el brazo",
        "para mi madre",
        "es para mañana",
        "fin de semana",
        "un stop motion",
        "quiero uno para el tobillo",
        "the sleeve stops at the wrist",
        "don't message me before 10am",
        "no me escribas por la noche",
        "keine Nachricht bekommen",
        "Ende Mai",
        "fin juin",
    ],
)
def test_other_stops_are_no_opt_out(raw: str) -> None:
    assert intent(raw) != "opt_out"
    assert intent(raw, asked="placement") != "opt_out"


@pytest.mark.parametrize(
    "raw",
    [
        "arrete de me repondre pareil",
        "arrête de me demander la même chose",
        "arrêtez de m'envoyer toujours la même question",
        "hör auf mir immer das gleiche zu schreiben",
        "hört auf mir dieselbe Frage zu stellen",
        "hör auf mich zu fragen",
        "stop asking me the same thing",
        "stop sending me the same thing",
        "deja de escribirme lo mismo",
        "deja de mandarme siempre la misma pregunta",
        "para de me mandar a mesma coisa",
        "para de me responder igual",
    ],
)
def test_who_will_not_be_asked_the_same_again_still_writes_with_us(raw: str) -> None:
    assert intent(raw) != "opt_out"
    assert intent(raw, asked="size") != "opt_out"


@pytest.mark.parametrize(
    "raw",
    [
        "stop asking me the same thing, and stop texting me",
        "arrête de me demander la même chose, arrête de m'écrire",
        "hör auf mir immer das gleiche zu schreiben. schreib mir nicht mehr",
        "deja de preguntarme lo mismo, no me escribas más",
        "para de repetir, não me mande mais mensagens",
        "stop writing to me",
        "hör auf mir ständig zu schreiben",
        "deja de escribirme siempre",
        "stop sending me the same messages",
    ],
)
def test_who_will_not_be_written_to_is_heard_beside_it(raw: str) -> None:
    assert intent(raw) == "opt_out"


@pytest.mark.parametrize(
    "raw",
    [
        "can i just talk to someone",
        "I want to speak to a human",
        "is this a bot? i want a person",
        "can someone call me please",
        "is there a real person there",
        "human please",
        "can I speak with the artist directly?",
        "please call me",
        "i'd rather talk on the phone",
        "put me through to the owner",
        "let me talk to a real person",
        "speak to someone pls",
        "quiero hablar con una persona",
        "¿puedo hablar con alguien?",
        "me pueden llamar?",
        "pásame con el tatuador",
        "quero falar com um atendente",
        "tem alguém aí pra me atender?",
        "posso falar com uma pessoa?",
        "me liga por favor",
        "kann ich mit einem Menschen sprechen?",
        "ich möchte mit dem Tätowierer reden",
        "ruft mich bitte an",
        "echte Person bitte",
        "je veux parler à quelqu'un",
        "un humain svp",
        "pouvez-vous m'appeler ?",
        "je voudrais parler au tatoueur",
    ],
)
def test_a_request_for_a_person_is_heard(raw: str) -> None:
    assert intent(raw) == "human_request"


@pytest.mark.parametrize(
    "raw",
    [
        "ideally on my forearm",
        "i discovered you on insta",
        "covered by a t-shirt",
        "can you do a fine line fox?",
        "portrait of a real person",
        "a person reading a book on my thigh",
        "is this a bot?",
        "human heart on my chest",
        "can you call it 10 cm?",
        "a man holding a sword",
        "una persona bailando en el brazo",
        "uma pessoa abraçando um gato",
        "eine Person mit Regenschirm",
        "une personne qui danse, sur la cuisse",
        "robot on my calf",
        "what a deal!",
        "my artist friend drew it",
        "i talked to my mum about it",
        "someone recommended you",
        "call me Sam",
        "a real human skull on my arm",
        "me llamo Ana",
        "are you real?",
    ],
)
def test_nobody_is_called_without_being_asked_for(raw: str) -> None:
    assert intent(raw) != "human_request"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("how much for a sleeve?", "price_question"),
        ("what would a 10cm rose cost", "price_question"),
        ("whats ur hourly rate", "price_question"),
        ("can I get a quote for a back piece", "price_question"),
        ("is it expensive?", "price_question"),
        ("how much is the deposit", "price_question"),
        ("cuánto cuesta una rosa en el brazo?", "price_question"),
        ("me pasas precio porfa", "price_question"),
        ("quanto fica uma tattoo de 10cm?", "price_question"),
        ("qual o valor da sessão", "price_question"),
        ("was kostet ein kleines Tattoo", "price_question"),
        ("wie teuer wäre ein Sleeve?", "price_question"),
        ("c'est combien pour un petit tatouage ?", "price_question"),
        ("vous prenez combien de l'heure", "price_question"),
        ("when are you free?", "availability_question"),
        ("do you have any slots in June", "availability_question"),
        ("are your books open", "availability_question"),
        ("how long is the waiting list?", "availability_question"),
        ("can you fit me in next week", "availability_question"),
        ("any cancellations this week?", "availability_question"),
        ("tienen hueco el sábado?", "availability_question"),
        ("cuándo tienes disponible", "availability_question"),
        ("tem horário pra sexta?", "availability_question"),
        ("wann habt ihr Zeit?", "availability_question"),
        ("habt ihr im Mai noch Termine frei?", "availability_question"),
        ("vous avez de la place en juin ?", "availability_question"),
        ("quelles sont vos dispos", "availability_question"),
        ("is the deposit refundable?", "policy_question"),
        ("where are you based?", "policy_question"),
        ("do you take card", "policy_question"),
        ("does it hurt?", "policy_question"),
        ("can i bring my friend", "policy_question"),
        ("how long does it take", "policy_question"),
        ("what's the minimum age?", "policy_question"),
        ("do you take walk-ins", "policy_question"),
        ("dónde están ubicados?", "policy_question"),
        ("se puede pagar con tarjeta?", "policy_question"),
        ("onde fica o estúdio?", "policy_question"),
        ("dói muito na costela?", "policy_question"),
        ("wo ist euer Studio?", "policy_question"),
        ("tut das weh?", "policy_question"),
        ("vous êtes où ?", "policy_question"),
        ("est-ce que ça fait mal ?", "policy_question"),
        ("I'm pregnant, can i still come?", "policy_question"),
        ("how do i look after it", "aftercare_question"),
        ("when can I go swimming?", "aftercare_question"),
        ("is it normal that it's peeling", "aftercare_question"),
        ("my new tattoo is really itchy", "aftercare_question"),
        ("what cream should i use", "aftercare_question"),
        ("cómo lo cuido?", "aftercare_question"),
        ("quando posso ir na praia?", "aftercare_question"),
        ("wann darf ich wieder Sport machen?", "aftercare_question"),
        ("quelle crème je dois mettre ?", "aftercare_question"),
    ],
)
def test_a_question_is_told_by_its_topic(raw: str, expected: str) -> None:
    assert intent(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("can i move my appointment to friday", "reschedule"),
        ("need to reschedule", "reschedule"),
        ("something came up, can't make it tomorrow", "reschedule"),
        ("puedo cambiar mi cita para el jueves?", "reschedule"),
        ("preciso remarcar", "reschedule"),
        ("kann ich den Termin verschieben?", "reschedule"),
        ("je dois déplacer mon rendez-vous", "reschedule"),
        ("I need to cancel my appointment", "cancel"),
        ("cancel please", "cancel"),
        ("quiero cancelar mi cita", "cancel"),
        ("quero cancelar", "cancel"),
        ("ich muss leider absagen", "cancel"),
        ("je veux annuler", "cancel"),
        ("running 10 mins late", "running_late"),
        ("stuck in traffic sorry!", "running_late"),
        ("voy a llegar tarde", "running_late"),
        ("vou atrasar uns 15 min", "running_late"),
        ("verspäte mich um 10 Minuten", "running_late"),
        ("je vais être en retard", "running_late"),
        ("this is ridiculous, nobody ever replies", "complaint"),
        ("I want my money back", "complaint"),
        ("this is a joke, I want to complain", "complaint"),
        ("really disappointed with my tattoo", "complaint"),
        ("esto es una vergüenza", "complaint"),
        ("péssimo atendimento", "complaint"),
        ("das ist eine Frechheit", "complaint"),
        ("c'est inadmissible", "complaint"),
        ("START", "opt_in"),
        ("you can message me again", "opt_in"),
    ],
)
def test_what_touches_a_booking_or_trust(raw: str, expected: str) -> None:
    assert intent(raw) == expected


@pytest.mark.parametrize(
    ("raw", "asked", "expected"),
    [
        ("hi", None, "greeting"),
        ("good morning!", None, "greeting"),
        ("buenas tardes", None, "greeting"),
        ("moin", None, "greeting"),
        ("salut ça va", None, "greeting"),
        ("oi tudo bem?", None, "greeting"),
        ("👋", None, "greeting"),
        ("hi, i'd like a rose on my wrist", None, "enquiry"),
        ("fine line fox, inner forearm", None, "enquiry"),
        ("can you do a fine line fox?", None, "enquiry"),
        ("do you do cover ups?", None, "enquiry"),
        ("quiero tatuarme un león", None, "enquiry"),
        ("ich hätte gern eine Rose", None, "enquiry"),
        ("j'aimerais un petit tatouage", None, "enquiry"),
        ("queria fazer uma tattoo", None, "enquiry"),
        ("12 cm", "size", "answer"),
        ("on my wrist", "placement", "answer"),
        ("a fox with flowers", "idea", "answer"),
        ("somewhere sunny", "location", "answer"),
        ("yeah im 24", "adult", "answer"),
        ("fine line", "style", "answer"),
        ("actually make it 12", "style", "correction"),
        ("sorry i meant left", "size", "correction"),
        ("no wait, forearm", "size", "correction"),
        ("mejor que sea 15 cm", "style", "correction"),
        ("na verdade é 12", "style", "correction"),
        ("ich meinte links", "size", "correction"),
        ("finalement plutôt 15 cm", "style", "correction"),
        ("skip", "budget", "skip"),
        ("pass", "budget", "skip"),
        ("rather not say", "budget", "skip"),
        ("siguiente", "budget", "skip"),
        ("not sure", "size", "dont_know"),
        ("no idea", "budget", "dont_know"),
        ("you decide", "size", "dont_know"),
        ("no sé", "size", "dont_know"),
        ("keine Ahnung", "size", "dont_know"),
        ("je sais pas", "size", "dont_know"),
        ("não sei ainda", "size", "dont_know"),
        ("up to you", "colour", "answer"),
        ("yes", "adult", "yes"),
        ("yep", None, "yes"),
        ("👍", None, "yes"),
        ("ok", None, "yes"),
        ("sí claro", "adult", "yes"),
        ("ja", "adult", "yes"),
        ("oui", "adult", "yes"),
        ("sim", "adult", "yes"),
        ("sounds good", None, "yes"),
        ("no", "adult", "no"),
        ("nope", None, "no"),
        ("nein", "adult", "no"),
        ("no thanks", None, "no"),
        ("não", "adult", "no"),
        ("thanks!", None, "thanks"),
        ("perfect, thank you", None, "thanks"),
        ("ok danke", None, "thanks"),
        ("merci beaucoup", None, "thanks"),
        ("gracias!!", None, "thanks"),
        ("obrigada, até mais", None, "thanks"),
        ("🙏", None, "thanks"),
        ("is this a bot?", None, "other"),
        ("asdf", None, "other"),
        ("haha", "size", "other"),
        ("", None, "other"),
        ("😂", None, "other"),
    ],
)
def test_other_intents_are_told_apart(raw: str, asked: str | None, expected: str) -> None:
    assert intent(raw, asked) == expected


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("i'm 16, my mum can sign", "minor"),
        ("tengo 17 años", "minor"),
        ("I'm on blood thinners", "medical"),
        ("tengo alergia al látex", "medical"),
        ("is it ok if i'm pregnant", "pregnant"),
        ("here's the screenshot of the payment", "payment_screenshot"),
        ("delete all my data please", "data_request"),
        ("my lawyer will write to you", "legal"),
        ("pay with 4242 4242 4242 4242", "card_number"),
        ("I have a mole there", "medical"),
        ("my doctor said it's fine", "medical"),
        ("I'll call the police", "legal"),
    ],
)
def test_signals_raise_their_flag(raw: str, flag: str) -> None:
    assert flag in reading(raw).flags


@pytest.mark.parametrize(
    ("raw", "flag"),
    [
        ("my dog is 16", "minor"),
        ("16 cm", "minor"),
        ("my number is +15550100123", "card_number"),
        ("a plague doctor on my thigh", "medical"),
        ("a mole from wind in the willows", "medical"),
        ("hospital bracelet design", "medical"),
        ("fases lunares en la espalda", "medical"),
        ("j'aimerais une police gothique", "legal"),
        ("lady justice on my forearm", "legal"),
        ("police officer badge for my dad", "legal"),
    ],
)
def test_words_that_only_look_like_a_flag_raise_none(raw: str, flag: str) -> None:
    assert flag not in reading(raw).flags


@pytest.mark.parametrize(
    "raw", ["hi! a swallow, please", "a koi fish", "Hallo, einen Fuchs bitte", "hola, una rosa"]
)
def test_a_thing_with_its_article_is_an_enquiry(raw: str) -> None:
    assert intent(raw) == "enquiry"


@pytest.mark.parametrize(
    "raw", ["10 cm, what would that be?", "what would it run me", "what's that gonna cost"]
)
def test_a_price_may_be_asked_for_without_the_word(raw: str) -> None:
    assert intent(raw) == "price_question"
