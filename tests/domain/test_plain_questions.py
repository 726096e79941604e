"""What is asked in so many words gets its own answer, or goes to the artist; never the line of another topic."""

from dataclasses import replace

import pytest

from tattoobot.domain.flags import FlagReason
from tattoobot.domain.lead import ASKS, Status
from tests.builders import STUDIO, a_brief, a_lead, a_message
from tests.domain.talks import Talk, answers, said, turn

ANSWERED = {
    "answer.healing": (
        *("how long till it heals?", "how long till it heals", "when is it healed?"),
        *("wie lange dauert die heilung?", "wann ist es verheilt?"),
        *("ça met combien de temps à cicatriser", "c'est guéri au bout de combien de temps?"),
        *(
            "cuánto tarda en curar?",
            "en cuánto sana?",
            "demora quanto pra sarar",
            "qto tempo leva a cicatrização",
        ),
    ),
    "answer.woman": (
        *("is there a female artist?", "do you have a woman tattooist", "id prefer a female artist"),
        *(
            "gibt es eine tätowiererin?",
            "hätte lieber eine frau",
            "y a-t-il une tatoueuse ?",
            "je préfère une femme",
        ),
        *("hay alguna tatuadora?", "prefiero una mujer", "tem tatuadora mulher?", "prefiro mulher"),
    ),
    "answer.payment": (
        *("can i pay in cash", "cash ok?", "kann ich bar zahlen?", "je peux payer en espèces ?"),
        *("vous prenez le liquide?", "puedo pagar en efectivo?", "posso pagar em dinheiro?", "aceitam pix?"),
    ),
    "answer.currency": (
        *(
            "can i pay in euros?",
            "do you take dollars?",
            "kann ich in euro zahlen?",
            "nehmt ihr auch franken?",
        ),
        *(
            "je peux payer en euros ?",
            "vous acceptez les dollars?",
            "aceptan dólares?",
            "posso pagar em euros?",
        ),
    ),
    "answer.numbing": (
        *("do u use numbing cream", "can i put emla on before?", "darf ich betäubungscreme nehmen?"),
        *(
            "je peux mettre de la crème anesthésiante avant ?",
            "usan crema anestesica?",
            "posso passar pomada anestésica?",
        ),
    ),
    "answer.dearer": (
        *("is it more expensive in colour?", "does colour cost more", "ist das in farbe teurer?"),
        *("c'est plus cher en couleur ?", "sale mas caro a color?", "colorido sai mais caro?"),
    ),
    "answer.process.here": (
        *("ok fine so what next", "what happens next?", "what else do you need?", "was ist noch offen?"),
        *("wie geht's jetzt weiter", "et maintenant ?", "y ahora qué", "qué sigue?", "e agora?"),
    ),
    "answer.alcohol": (
        *("can i drink the night before?", "is a beer the evening before ok?", "ein bier am vorabend ok?"),
        *(
            "darf ich am abend vorher was trinken?",
            "je peux boire la veille ?",
            "puedo beber la noche antes?",
        ),
        *("puedo tomar una cerveza antes?", "posso beber na noite anterior?", "álcool na véspera pode?"),
    ),
    "answer.robot": (
        *(
            "you are robot or real?",
            "you robot or human?",
            "you're a bot right?",
            "u are a robot?",
        ),
        *(
            "du bist ein bot oder?",
            "du bist doch kein mensch, oder?",
            "bist du echt?",
            "sos un robot no?",
        ),
        *(
            "sos un bot?",
            "es un robot?",
            "es usted una máquina?",
            "eres robot?",
        ),
        *(
            "tu es un robot non ?",
            "vous êtes une vraie personne ?",
            "é robô?",
            "vc é robô né?",
        ),
        *(
            "é um robô não é?",
            "és um robot?",
        ),
        *(
            "are you a robot?",
            "are you a bot",
            "r u human",
            "am i talking to a real person?",
            "bist du ein bot?",
        ),
        *("ist das ein mensch?", "sind sie ein mensch?", "t'es un robot ?", "je parle à un humain?"),
        *("eres un bot?", "hablo con una persona?", "vc é um robô?", "tô falando com humano?"),
    ),
    "answer.why": (
        *("why do you ask that?", "y u asking", "warum fragst du das?", "wofür brauchst du das?"),
        *("pk tu demandes ça", "pourquoi vous me demandez ça ?", "xq preguntas eso", "pq vc quer saber?"),
    ),
    "answer.guests": (
        *(
            "can my friend come?",
            "can i bring my boyfriend?",
            "darf mein freund mit?",
            "mon copain peut venir?",
        ),
        *("je peux venir avec une amie ?", "puedo ir con mi novio?", "meu namorado pode ir junto?"),
    ),
    "answer.preview": (
        *("can you draw it first?", "do i see a design before?", "zeichnet ihr das vorher?"),
        *("kann ich vorher einen entwurf sehen?", "je peux voir un dessin avant ?", "vous dessinez d'abord?"),
        *("me lo dibujas antes?", "posso ver o desenho antes?", "vcs desenham antes?"),
    ),
    "answer.availability": (
        *(
            "contestame lo del viernes",
            "respondeme lo del viernes si o no",
            "answer me about friday",
            "antworte mir wegen freitag",
        ),
        *(
            "réponds-moi pour vendredi",
            "me responde sobre sexta",
        ),
        *(
            "how long is the wait?",
            "wie lang ist die wartezeit?",
            "wie lange muss ich auf einen termin warten?",
        ),
        *(
            "combien de temps d'attente pour un rdv?",
            "cuánta lista de espera hay?",
            "quanto tempo de espera?",
        ),
    ),
    "answer.late": (
        *(
            "what if i'm late?",
            "what happens if im late",
            "was wenn ich zu spät komme?",
            "et si je suis en retard ?",
        ),
        *("y si llego tarde?", "e se eu me atrasar?", "o que acontece se eu chegar atrasado?"),
    ),
    "answer.discount": (
        *("do i get a discount?", "krieg ich rabatt?", "j'ai une remise?", "hay descuento?", "tem desconto?"),
    ),
    "answer.older": (
        *(
            "bin ich mit 71 zu alt?",
            "bin ich dafür zu alt?",
            "ob sie auch damen meines alters tätowieren?",
            "gibt es eine altersgrenze nach oben?",
        ),
        *(
            "am i too old for this?",
            "i'm 68, is that too old?",
            "do you tattoo people my age?",
            "is there an upper age limit?",
        ),
        *(
            "is my mum too old for a tattoo?",
            "je suis trop vieille pour un tatouage ?",
            "suis-je trop âgé ?",
            "vous tatouez des gens de mon âge ?",
        ),
        *(
            "il y a un âge maximum ?",
            "soy muy mayor para tatuarme?",
            "tatúan gente de mi edad?",
            "hay límite de edad?",
        ),
        *(
            "sou velha demais?",
            "aceitam pessoas da minha idade?",
            "tem idade máxima?",
            "já sou velho para isto?",
        ),
    ),
    "answer.photo": (
        *(
            "vale con una foto?",
            "vale con una foto de la carta?",
            "sirve una foto?",
            "con una foto basta?",
        ),
        *(
            "la tengo que llevar?",
            "tengo que llevar la carta?",
            "is a photo enough?",
            "is a picture of it ok?",
        ),
        *(
            "will a photo do?",
            "do i have to bring it?",
            "do i need to bring the letter in?",
            "reicht ein foto?",
        ),
        *(
            "reicht auch ein foto davon?",
            "genügt ein bild?",
            "muss ich den brief mitbringen?",
            "muss ich ihn mitbringen?",
        ),
        *(
            "une photo suffit ?",
            "ça suffit une photo de la lettre ?",
            "je dois apporter la lettre ?",
            "faut l'apporter ?",
        ),
        *(
            "basta uma foto?",
            "uma foto serve?",
            "dá com uma foto da carta?",
            "tenho que levar a carta?",
        ),
        *("preciso levar o original?",),
    ),
    "answer.bring": (
        *(
            "muss ich nüchtern kommen?",
            "darf ich vorher essen?",
            "soll ich vorher was essen",
            "kann ich vor dem termin frühstücken?",
        ),
        *(
            "should i eat before?",
            "can i eat before the appointment?",
            "do i need to fast?",
            "should i come on an empty stomach?",
        ),
        *(
            "is it ok to eat before",
            "je mange avant ?",
            "je dois manger avant ?",
            "faut venir à jeun ?",
        ),
        *(
            "je dois être à jeun?",
            "tengo que ir en ayunas?",
            "puedo comer antes?",
            "hay que desayunar antes?",
        ),
        *(
            "como algo antes?",
            "posso comer antes?",
            "tenho que ir em jejum?",
            "devo comer antes da sessão?",
        ),
    ),
    "answer.changes": (
        *(
            "can it be changed later?",
            "can i change it later?",
            "can i still change something?",
            "kann ich das noch ändern?",
        ),
        *(
            "kann man das später ändern?",
            "je peux encore changer ?",
            "on peut modifier après ?",
            "se puede cambiar después?",
        ),
        *(
            "puedo cambiarlo?",
            "todavía puedo cambiarlo luego?",
            "posso mudar ainda?",
            "dá pra mudar depois?",
        ),
        *("ainda posso mudar?",),
    ),
    "answer.style.fine_line": (
        *(
            "was bitte ist fineline?",
            "what is fine line?",
            "c'est quoi le fine line ?",
            "qué es línea fina?",
        ),
        *(
            "o que é fine line?",
            "fineline, was ist das?",
        ),
    ),
    "answer.style.blackwork": (
        *(
            "what's blackwork",
            "was ist blackwork genau?",
            "blackwork c'est quoi ?",
            "qué es eso de blackwork?",
        ),
        *("o que é blackwork",),
    ),
    "answer.style.neo_traditional": (
        *(
            "what is neo-traditional?",
            "was heißt neotraditional?",
            "c'est quoi néo-traditionnel ?",
            "qué es neotradicional?",
        ),
        *("o que é neotradicional?",),
    ),
    "answer.style.traditional": (
        *(
            "what is old school",
            "was bedeutet old school?",
            "c'est quoi old school?",
            "qué es el tradicional?",
        ),
        *("o que é old school?",),
    ),
    "answer.style.realism": (
        *(
            "what is realism",
            "was ist realismus?",
            "c'est quoi le réalisme ?",
            "qué es el realismo?",
        ),
        *("o que é realismo?",),
    ),
    "answer.style.japanese": (
        *(
            "what's japanese style?",
            "was ist japanischer stil?",
            "c'est quoi le style japonais ?",
            "qué es el estilo japonés?",
        ),
        *("o que é oriental?",),
    ),
    "answer.style.minimalist": (
        *(
            "what is minimalist?",
            "was ist minimalistisch?",
            "c'est quoi minimaliste ?",
            "qué es minimalista?",
        ),
        *("o que é minimalista?",),
    ),
    "answer.style.illustrative": (
        *(
            "what does illustrative mean?",
            "was heißt illustrativ?",
            "c'est quoi illustratif ?",
            "qué significa ilustrativo?",
        ),
        *("o que significa ilustrativo?",),
    ),
    "answer.style.lettering": (
        *(
            "what's lettering",
            "was ist lettering?",
            "c'est quoi le lettering ?",
            "qué es lettering?",
        ),
        *("o que é lettering?",),
    ),
    "answer.style.dotwork": (
        *(
            "what is dotwork?",
            "was ist dotwork?",
            "c'est quoi le dotwork ?",
            "qué es el puntillismo?",
        ),
        *("o que é pontilhismo?",),
    ),
    "answer.style.watercolour": (
        *(
            "what is watercolour?",
            "was ist aquarell?",
            "c'est quoi l'aquarelle ?",
            "qué es acuarela?",
        ),
        *("o que é aquarela?",),
    ),
    "answer.style.geometric": (
        *(
            "what is geometric?",
            "was ist geometrisch?",
            "c'est quoi géométrique ?",
            "qué es geométrico?",
        ),
        *("o que é geométrico?",),
    ),
    "answer.style.tribal": (
        *(
            "what is tribal?",
            "qué es el tribal?",
        ),
    ),
    "answer.style.new_school": (
        *(
            "what is new school?",
            "was ist new school?",
        ),
    ),
    "answer.style.ornamental": (
        *(
            "what is ornamental?",
            "c'est quoi l'ornemental ?",
            "qué es ornamental?",
        ),
    ),
    "answer.style.mandala": (
        *(
            "what is a mandala?",
            "was ist ein mandala?",
            "qué es un mandala?",
        ),
    ),
    "answer.style.anime": (*("what is anime?",),),
    "answer.style.trash_polka": (
        *(
            "what is trash polka?",
            "was ist trash polka?",
        ),
    ),
    "answer.style.biomech": (
        *(
            "what is biomechanical?",
            "was ist biomechanik?",
            "qué es biomecánico?",
        ),
    ),
    "answer.style.surrealism": (
        *(
            "what is surrealism?",
            "was ist surrealismus?",
            "qué es el surrealismo?",
        ),
    ),
    "answer.style.sketch": (
        *(
            "what is sketch style?",
            "c'est quoi le style sketch ?",
        ),
    ),
    "answer.style.black_and_grey_realism": (*("what is black and grey realism?",),),
    "answer.unknown": (
        *(
            "if need repair is included?",
            "if it needs fixing later, is that free?",
        ),
        *("do u use vegan ink", "nutzt ihr vegane farben", "encre végane?", "usáis tinta vegana"),
        *("can i bring my dog?", "sind hunde erlaubt?", "je peux venir avec mon chien ?", "aceita cachorro?"),
        *(
            "can i bring my daughter, she's 4?",
            "darf mein baby mit?",
            "mon bébé peut venir?",
            "posso levar meu filho?",
        ),
        *(
            "do you do touch-ups?",
            "ist nachstechen kostenlos?",
            "la retouche est gratuite?",
            "hacéis retoques?",
        ),
        *("can i buy a gift card?", "gibt es gutscheine?", "carte cadeau?", "tem cartão presente?"),
        *(
            "is there parking?",
            "wo kann ich parken",
            "je peux me garer où?",
            "dónde puedo aparcar?",
            "onde estaciono?",
        ),
    ),
}
ROWS = [(text, key) for key, texts in ANSWERED.items() for text in texts]


@pytest.mark.parametrize(("text", "key"), ROWS)
def test_what_is_asked_in_so_many_words_is_answered_as_that_and_is_no_fact(text: str, key: str) -> None:
    lead = a_lead(answers=a_brief("size", "timing", "cover_up"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert [one for one in said(decision) if one.startswith(("answer.", "told.", "noted", "passed"))] == [key]
    assert answers(decision).keys() - {ASKS} == lead.answers.keys()
    assert decision.hands_over is None


@pytest.mark.parametrize(
    "text", ANSWERED["answer.unknown"] + ANSWERED["answer.woman"] + ANSWERED["answer.guests"]
)
def test_what_only_the_artist_knows_is_put_to_them(text: str) -> None:
    lead = a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1})

    decision = turn(lead, a_message(text))

    assert FlagReason.QUESTION in decision.passed_on
    assert decision.lead is not None
    assert decision.lead.answers[ASKS].text == text


def test_the_studios_own_line_comes_first_and_the_artist_need_not_be_asked() -> None:
    talk = Talk(studio=replace(STUDIO, wording={"en": {"answer.guests": "One friend is fine."}}))

    decision = talk.hears("can I bring my friend?")

    assert talk.keys[:2] == ["hello", "answer.guests"]
    assert decision.passed_on == ()


@pytest.mark.parametrize(
    ("asked", "key"),
    [("budget", "answer.why.budget"), ("adult", "answer.why.adult"), ("style", "answer.why")],
)
def test_why_something_is_asked_is_told_for_what_was_asked(asked: str, key: str) -> None:
    lead = a_lead(answers=a_brief(asked), current_question=asked, asked={asked: 1})

    assert key in said(turn(lead, a_message("why do you ask that?")))


@pytest.mark.parametrize(
    "text", ["a rose on my ankle. can i bring my dog?", "a rose on my ankle, are touch ups free?"]
)
def test_what_stands_beside_the_question_is_heard(text: str) -> None:
    decision = turn(None, a_message(text))

    assert answers(decision)["idea"] == "a rose"
    assert answers(decision)["placement"] == {"part": "ankle", "side": None, "aspect": None}
    assert "cover_up" not in answers(decision)
    assert FlagReason.QUESTION in decision.passed_on


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a robot", "idea"),
        ("a dog on a moon", "idea"),
        ("I'd like a woman with flowers in her hair", "idea"),
        ("un robot steampunk", "idea"),
        ("ein Glas Bier", "idea"),
        ("around 200 euros", "budget"),
        ("I want to pay 300 euros", "budget"),
        ("I need a touch up on my old rose", "cover_up"),
        ("about a credit card", "size"),
        ("evenings", "timing"),
    ],
)
def test_the_same_words_are_facts_where_nothing_is_asked(text: str, key: str) -> None:
    decision = turn(a_lead(answers=a_brief(key), current_question=key, asked={key: 1}), a_message(text))

    assert key in answers(decision)
    assert not [one for one in said(decision) if one.startswith("answer.")]


@pytest.mark.parametrize("status", [Status.QUALIFYING, Status.PENDING_APPROVAL, Status.BOOKED])
def test_whether_a_program_writes_is_told_each_time_in_other_words(status: Status) -> None:
    asked = {"size": 1} if status is Status.QUALIFYING else {}
    brief = a_brief("size") if asked else a_brief()
    talk = Talk(a_lead(status, answers=brief, current_question="size" if asked else None, asked=asked))

    first = said(talk.hears("are you a robot?"))
    second = said(talk.hears("no really, are you a robot?"))

    assert "answer.robot" in first
    assert "answer.robot.2" in second


def test_who_would_rather_have_a_person_gets_one() -> None:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))
    talk.hears("are you a robot?")

    assert talk.hears("i want to talk to a real person please").hands_over == "human_request"


@pytest.mark.parametrize(
    "text", ["sind die farben vegan?", "nutzt ihr vegane farben", "can i buy a gift card?"]
)
def test_a_question_under_the_summary_names_nothing_to_change(text: str) -> None:
    lead = a_lead(answers=a_brief(), current_question="summary", asked={"summary": 1})

    assert said(turn(lead, a_message(text)))[0] == "answer.unknown"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("en", ("are you a bot?", "can i pay cash?", "do you take dollars?")),
        ("de", ("bist du ein bot?", "geht bar?", "alkohol vorher?", "wofür brauchst du das?")),
        ("es", ("eres un robot?", "aceptáis efectivo", "aceptan dólares?", "en cuánto sana?")),
        ("fr", ("t'es un robot ?", "c'est un bot?", "pk tu demandes ça", "en cash ca va?")),
        ("pt", ("vc é um robô?", "aceita dinheiro?", "aceitam dólar?", "posso tomar cerveja antes?")),
    ],
)
def test_a_question_that_comes_first_is_answered_in_its_language(
    language: str, texts: tuple[str, ...]
) -> None:
    for text in texts:
        talk = Talk()
        talk.client = replace(talk.client, language=None)

        assert talk.hears(text).language == language, text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "do I have to be 18?"),
        ("de", "muss man 18 sein?"),
        ("fr", "il faut avoir 18 ans ?"),
        ("es", "hay que tener 18?"),
        ("pt", "precisa ter 18?"),
    ],
)
def test_the_years_that_are_asked_after_are_no_size(language: str, words: str) -> None:
    talk = Talk(a_lead(answers=a_brief("size"), current_question="size", asked={"size": 1}))
    talk.client = replace(talk.client, language=language)
    talk.hears(words)

    assert talk.keys[0] == "answer.age"
    assert talk.lead is not None
    assert "size" not in talk.lead.answers
