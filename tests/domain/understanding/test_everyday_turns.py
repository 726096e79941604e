"""Everyday turns of speech around a fact: what trails behind an age, hands that are none, days counted from others."""

from typing import Any

import pytest

from tests.domain.understanding.understood import reading, value


def longest(raw: str, asked: str | None = None) -> float:
    return float((value("size", raw, asked) or {})["longest_cm"])


def wished(raw: str) -> tuple[Any, Any]:
    timing = value("timing", raw) or {}
    return timing.get("from"), timing.get("to")


@pytest.mark.parametrize(
    "raw",
    [
        "tengo 17 eh, por si preguntan",
        "antebrazo. ah y tengo 16 nomás",
        "tengo 17 po",
        "quiero una rosa, tengo 17 por las dudas",
        "tengo 17 😅",
        "tenho 17 né",
        "antebraço. ah e tenho 16 por enquanto",
        "tenho 17 🙈",
        "I'm 17 btw 🙈",
        "bin 17 halt 😅",
        "j'ai 17 ans hein 😬",
    ],
)
def test_a_word_or_a_face_behind_an_age_hides_no_minor(raw: str) -> None:
    assert value("adult", raw) is False


@pytest.mark.parametrize(
    "raw", ["tengo 17 tatuajes", "tengo 17 ideas", "tenho 17 tatuagens", "tenho 17 rosas"]
)
def test_what_is_counted_is_no_age(raw: str) -> None:
    assert value("adult", raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "lo dejo en tus manos",
        "fica nas tuas mãos",
        "I'll leave it in your capable hands",
        "ich leg das in eure Hände",
        "je laisse ça entre vos mains",
    ],
)
def test_what_is_left_in_your_hands_is_for_no_hand(raw: str) -> None:
    assert value("placement", raw, asked="style") is None
    assert reading(raw, asked="style").intent == "dont_know"


@pytest.mark.parametrize(
    "raw",
    [
        "se me fue el dedo, son 12 cm",
        "escapou-me o dedo, são 12 cm",
        "sorry, fat fingers, 12 cm",
        "dicke Finger, 12 cm",
        "mon doigt a glissé, 12 cm",
    ],
)
def test_a_finger_that_slipped_is_no_place(raw: str) -> None:
    assert value("placement", raw, asked="size") is None


def test_a_finger_and_both_hands_are_places() -> None:
    assert (value("placement", "en el dedo", asked="placement") or {})["part"] == "finger"
    assert (value("placement", "en ambas manos", asked="placement") or {})["part"] == "hand"


@pytest.mark.parametrize(
    "raw",
    [
        "el jueves de la otra semana me va bien",
        "na quinta da outra semana dá",
        "could we do Thursday of the following week?",
        "passt Donnerstag der Woche drauf?",
        "le jeudi de la semaine d'après, c'est possible ?",
    ],
)
def test_a_day_of_the_week_after_is_not_the_coming_one(raw: str) -> None:
    assert wished(raw) == ("2026-03-19", "2026-03-19")


@pytest.mark.parametrize(
    "raw",
    [
        "Viajo a Madrid el 8 de mayo y vuelvo el 17, ¿hay hueco entre esas fechas?",
        "Viajo para Lisboa dia 8 de maio e volto dia 17, têm vaga entre essas datas?",
        "I fly to London on 8 May and go home on the 17th, anything free between those dates?",
        "Je pars à Paris le 8 mai et je rentre le 17, une place entre ces dates ?",
        "Ich bin am 8. Mai in Berlin und fahre am 17. Mai heim, geht was zwischen den beiden Daten?",
    ],
)
def test_between_those_dates_is_from_one_to_the_other(raw: str) -> None:
    assert wished(raw) == ("2026-05-08", "2026-05-17")


@pytest.mark.parametrize(
    "raw",
    ["esta semana no puedo, la otra sí", "este finde no, el otro", "esta semana não posso, a outra sim"],
)
def test_not_this_one_but_the_other_is_the_next(raw: str) -> None:
    assert wished(raw)[0] in ("2026-03-16", "2026-03-21")


@pytest.mark.parametrize(
    "raw",
    [
        "¿me llamas cuando puedas?",
        "me liga quando puder",
        "call me whenever you can",
        "ruf mich an wann du kannst",
        "appelez-moi quand vous pouvez",
    ],
)
def test_when_to_call_is_not_when_to_come(raw: str) -> None:
    assert reading(raw).intent == "human_request"
    assert value("timing", raw) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("120, 150 euros", (120, 150)),
        ("ciento veinte, ciento cincuenta euros", (120, 150)),
        ("cento e vinte, cento e cinquenta euros", (120, 150)),
        ("cent vingt, cent cinquante euros", (120, 150)),
        ("hundertzwanzig, hundertfünfzig Euro", (120, 150)),
        ("about 120, 150 quid", (120, 150)),
        ("a partir de 1000, sin tope", (1000, None)),
        ("a partir de mil, sem teto", (1000, None)),
        ("ab 1000, nach oben offen", (1000, None)),
        ("à partir de 1000, sans plafond", (1000, None)),
        ("tengo 80 no más", (None, 80)),
    ],
)
def test_two_amounts_are_a_range_and_an_open_end_leaves_the_least(
    raw: str, expected: tuple[Any, Any]
) -> None:
    budget = value("budget", raw, asked="budget") or {}
    assert (budget["min"], budget["max"]) == expected


def test_money_that_somebody_has_is_no_age() -> None:
    assert value("adult", "quiero un león, tengo 80 no más") is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("en vez de 25 cm hacerlo de 18", 18),
        ("em vez de 25 cm fazer 18", 18),
        ("12 cm es mucho, la mitad, unos 6", 6),
        ("12 cm é demais, metade, uns 6", 6),
        ("12 cm is too much, half that, about 6", 6),
        ("12 cm sind zu viel, die Hälfte, so 6", 6),
        ("12 cm c'est trop, la moitié, environ 6", 6),
    ],
)
def test_the_smaller_size_that_is_wished_counts(raw: str, expected: float) -> None:
    assert longest(raw, asked="size") == expected


@pytest.mark.parametrize(
    "raw",
    [
        "la estrella mide 6 cm y el girasol tiene que ser más grande, unos 12",
        "a estrela tem 6 cm e o girassol tem que ser maior, uns 12",
        "the star is 6 cm and the sunflower has to be bigger, about 12",
        "der Stern ist 6 cm und die Sonnenblume muss größer sein, so 12",
        "l'étoile fait 6 cm et le tournesol doit être plus grand, genre 12",
    ],
)
def test_what_has_to_be_bigger_is_the_new_piece(raw: str) -> None:
    assert longest(raw) == 12


@pytest.mark.parametrize(
    ("raw", "asked"),
    [
        ("¿puedo dejar esta en blanco?", "placement"),
        ("posso deixar essa em branco por enquanto?", "placement"),
        ("je peux laisser celle-là vide ?", "placement"),
        ("kann ich die frage erstmal offen lassen?", "placement"),
    ],
)
def test_a_question_left_blank_is_passed_over(raw: str, asked: str) -> None:
    assert reading(raw, asked).intent == "skip"
    assert value("colour", raw, asked) is None


@pytest.mark.parametrize(
    "raw",
    [
        "tres semanas esperando respuesta y ahora un robot?",
        "3 semanas esperando resposta e agora um robô? tá de brincadeira",
        "three weeks waiting for an answer and now a bot?",
        "drei Wochen auf Antwort gewartet und jetzt ein Bot?",
        "trois semaines que j'attends une réponse et maintenant un robot ?",
        "pagué 95.000 y se borró, no me parece serio",
        "paguei 300 e apagou, não acho sério",
    ],
)
def test_weeks_without_an_answer_are_a_complaint(raw: str) -> None:
    assert reading(raw).intent == "complaint"


@pytest.mark.parametrize(
    "raw",
    [
        "llego 10 min después de las 5, espérame",
        "estoy llegando, 5 min",
        "estou a chegar, o autocarro avariou",
        "tô quase aí, uns 10 minutos",
        "almost there, 10 min!",
        "be there 10 mins after 3, sorry",
    ],
)
def test_nearly_there_is_late(raw: str) -> None:
    assert reading(raw).intent == "running_late"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("mi @ es nadie.aqui", "nadie.aqui"),
        ("vi que el tatuador @otro.fake viene en julio. Mi @ es nadie.aqui", "nadie.aqui"),
        ("my @ is nobody.here", "nobody.here"),
        ("mein @ ist niemand.hier", "niemand.hier"),
        ("el del otro estudio (@otra.tinta.fake) me encanta", None),
        ("o tatuador @outro.fake vem em julho", None),
        ("I saw that @raven.fake is guesting in July", None),
    ],
)
def test_the_sign_before_is_ones_own_and_an_artist_is_not(raw: str, expected: str | None) -> None:
    assert value("instagram", raw) == expected


def test_a_handle_names_no_ink_and_no_town() -> None:
    found = reading("I follow you from @black.lisbon.fake").slots
    assert {"colour", "location"}.isdisjoint(found)


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("espalda, parte de arriba", "back_upper"),
        ("costas, parte de cima", "back_upper"),
        ("back, upper part", "back_upper"),
        ("Rücken, oberer Teil", "back_upper"),
        ("dos, partie haute", "back_upper"),
        ("brazo, parte de arriba", "upper_arm"),
        ("no braço, na parte de cima", "upper_arm"),
    ],
)
def test_the_part_that_is_above_is_named_behind(raw: str, part: str) -> None:
    assert (value("placement", raw, asked="placement") or {})["part"] == part


@pytest.mark.parametrize(
    ("raw", "asked", "intent"),
    [
        (
            "So sorry, train's stood outside Didcot and the driver says 20 mins. Please dont give my chair away",
            None,
            "running_late",
        ),
        ("they've cancelled my train, I'm still coming, more like quarter past one", None, "running_late"),
        (
            "steh am Kamener Kreuz, nix geht mehr, navi sagt 14.50 statt 14.15. bitte nicht wegschicken",
            None,
            "running_late",
        ),
        ("S-Bahn steht, wird wohl eher viertel nach", None, "running_late"),
        ("désolé le RER B comme d'hab, j'avais dit 11h ça sera 11h25, je cours", None, "running_late"),
        ("le métro est bloqué, j'arrive dans 20 min", None, "running_late"),
        ("perdón perdón el metro está parado en Balderas, llego en media hora", None, "running_late"),
        ("llego en 20 minutos, el tren no avanza", None, "running_late"),
        ("o metrô parou, chego em meia hora", None, "running_late"),
        ("o comboio está parado, não dêem o meu lugar", None, "running_late"),
        ("I'd like a train on my forearm", None, "enquiry"),
        ("gonna have to knock saturday on the head, dentist has me on antibiotics", None, "cancel"),
        ("ich muss den 2. Juli leider streichen. Ich bin im dritten Monat", None, "cancel"),
        ("je dois renoncer à mon rdv de jeudi, je suis au chômage", None, "cancel"),
        ("voy a tener que dejarlo, me quedé sin trabajo", None, "cancel"),
        ("vou ter que deixar para lá, fiquei sem emprego", None, "cancel"),
        (
            "ich frage für meinen Vater, der hat kein WhatsApp. Er will ein Segelboot auf die Wade",
            None,
            "enquiry",
        ),
        ("je demande pour mon père, il n'a pas whatsapp. Il veut un voilier sur le mollet", None, "enquiry"),
        ("pregunto por mi padre, que no tiene whatsapp. Quiere un velero en la pantorrilla", None, "enquiry"),
        ("pergunto pelo meu pai, que não tem whatsapp. Quer um veleiro na panturrilha", None, "enquiry"),
        ("bitte kein WhatsApp mehr", None, "opt_out"),
        ("bórrame de ahí", None, "opt_out"),
        ("Morning! Happy Paddys day to ye all", None, "greeting"),
        ("Moin! Schönen Feiertag euch allen", None, "greeting"),
        ("Coucou, bonne fête à tous", None, "greeting"),
        ("Buenas! Feliz día a todos", None, "greeting"),
        ("Bom dia! Feliz sexta pra vocês", None, "greeting"),
        ("oops that 62 x 180 was for the fridge man not you", "size", "other"),
        ("oh falsche Nummer glaub ich, ich wollte den Reifenwechsel am 4. absagen", None, "other"),
        ("pardon c'était pour le plombier, c'est lui le mardi 14h", "timing", "other"),
        ("perdón, eso era para el fontanero, no para ti", "timing", "other"),
        ("desculpa, era para o canalizador, não para vocês", "timing", "other"),
        ("the wrist, that was for my nan", "placement", "answer"),
        ("hab euch im frühling abbestellt, könnt ihr mich wieder reinnehmen?", None, "opt_in"),
        ("I unsubscribed in spring, can you put me back in?", None, "opt_in"),
        ("je m'étais désabonnée, vous pouvez me remettre ?", None, "opt_in"),
        ("me di de baja en primavera, me podéis volver a meter?", None, "opt_in"),
        ("cancelei as mensagens na primavera, podem pôr-me de volta?", None, "opt_in"),
        ("Rather show you in person if that's alright, it's quite personal", "idea", "skip"),
        ("Can we talk money when I'm in? feels a bit awkward over text", "budget", "skip"),
        ("Das möchte ich lieber erst vor Ort zeigen.", "placement", "skip"),
        ("Da red ich erst drüber wenn ich nen Entwurf seh", "budget", "skip"),
        ("Je préfère vous l'expliquer sur place", "idea", "skip"),
        ("on en parle quand je viens", "budget", "skip"),
        ("eso no te lo digo, que luego lo lee mi madre", "budget", "skip"),
        ("prefiero no mandar fotos por aquí", "reference_images", "skip"),
        ("Prefiro explicar quando for aí", "idea", "skip"),
        ("prefiro mostrar pessoalmente", "placement", "skip"),
        ("je préfère sur l'avant-bras", "placement", "answer"),
        ("prefiro realismo", "style", "answer"),
        ("Oh gosh I'm hopeless with measurements. You'd know better than me", "size", "dont_know"),
        ("Mit Maßen hab ich's nicht so, das wisst ihr besser", "size", "dont_know"),
        ("je suis nulle en mesures, vous savez mieux que moi", "size", "dont_know"),
        ("soy malísima con las medidas, vosotros sabéis más", "size", "dont_know"),
        ("sou péssima com medidas, vocês sabem melhor", "size", "dont_know"),
        (
            "Trois messages depuis lundi et toujours pas de réponse, franchement c'est décevant.",
            None,
            "complaint",
        ),
        ("I've now been waiting nineteen days for a design I was promised by the weekend", None, "complaint"),
        (
            "Drei Nachrichten seit Montag und immer noch keine Antwort, ehrlich enttäuschend",
            None,
            "complaint",
        ),
        ("tres mensajes desde el lunes y sigo sin respuesta, la verdad decepcionante", None, "complaint"),
        ("três mensagens desde segunda e continuo sem resposta, é uma desilusão", None, "complaint"),
        ("sowas hab ich nicht, meine Tochter meint ich soll @nagelstudio_ines angeben", "instagram", "no"),
        ("j'ai supprimé le mien en janvier", "instagram", "no"),
        ("deleted mine in January", "instagram", "no"),
        ("borré el mío en enero", "instagram", "no"),
        ("apaguei o meu em janeiro", "instagram", "no"),
        ("*Unterarm mein ich, nicht Oberarm. Am Oberarm ist ja schon der Wal", "colour", "correction"),
        ("*wrist I mean, not the ankle. the ankle's taken", "colour", "correction"),
        ("escrevi mal o insta, o certo é nanda.riachuelo", "timing", "correction"),
        ("j'ai mal écrit mon insta, c'est nanda.riachuelo", "timing", "correction"),
        ("escribí mal mi insta, el bueno es nanda.riachuelo", "timing", "correction"),
        (
            "hiya its day 6 and theres a bit of yellow gunk round the edge of the leaf, do i need to worry",
            None,
            "aftercare_question",
        ),
        ("Tag 6 und da ist so gelbes Zeug am Rand, muss ich mir Sorgen machen?", None, "aftercare_question"),
        ("jour 6 et il y a un truc jaune au bord, je dois m'inquiéter ?", None, "aftercare_question"),
        ("día 6 y sale algo amarillo en el borde, debo preocuparme?", None, "aftercare_question"),
        ("what time d'you shut on Thursdays? I finish at 8", "timing", "policy_question"),
        ("Ya di 500 de anticipo, eso se descuenta verdad?", "budget", "policy_question"),
        (
            "Moin, Donnerstag 16.00 schaff ich nich. Ginge auch der Donnerstag drauf, gern 17.30?",
            None,
            "reschedule",
        ),
        ("can't make Thursday 4pm. would the Thursday after work?", None, "reschedule"),
        ("jeudi 16h je peux pas. Le jeudi suivant ça irait ?", None, "reschedule"),
        ("el jueves a las 16 no llego. Puede ser el jueves siguiente?", None, "reschedule"),
        ("quinta às 16 não consigo. Pode ser na quinta seguinte?", None, "reschedule"),
    ],
)
def test_everyday_intents(raw: str, asked: str | None, intent: str) -> None:
    assert reading(raw, asked).intent == intent
