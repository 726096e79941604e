"""Who needs a parent to sign is asked for an age; a child that gets no tattoo is nobody's age but its own."""

import pytest

from tattoobot.domain.conversation import reply
from tests.builders import NOW, STUDIO, a_brief, a_client, a_lead, a_message
from tests.domain.understanding.understood import reading, value


@pytest.mark.parametrize(
    ("language", "asked", "raw"),
    [
        ("en", "adult", "My mom will come and sign for me, that ok?"),
        ("en", "adult", "my da is signing for me"),
        ("en", "adult", "me mam'll sign it"),
        ("en", "adult", "my aunty will sign, she's my guardian"),
        ("en", "adult", "mum's coming with to sign"),
        ("en", "adult", "my parents are coming to sign"),
        ("en", "adult", "can my dad sign for me?"),
        ("en", "adult", "my nan will sign for me is that alright"),
        ("en", "adult", "pops is gonna sign the form for me"),
        ("en", None, "my mum will come in and sign for me"),
        ("en", None, "i'm 17 but my old man will sign no worries"),
        ("en", None, "im 16 and me ma says grand she'll sign"),
        ("en", "adult", "my mom is gonna be there to sign the papers"),
        ("en", "adult", "I got parental consent"),
        ("en", "adult", "mummy go sign for me"),
        ("de", "adult", "meine Mama kommt mit und unterschreibt"),
        ("de", "adult", "mein Papa unterschreibt für mich, geht das?"),
        ("de", "adult", "meine Mum würd unterschreiben"),
        ("de", "adult", "meine Eltern unterschreiben mir das"),
        ("de", "adult", "mit Unterschrift der Eltern"),
        ("de", "adult", "mei Mama unterschreibt"),
        ("de", "adult", "meine Oma unterschreibt für mich"),
        ("de", "adult", "Muttizettel reicht?"),
        ("de", None, "bin 17, mein Alter unterschreibt"),
        ("fr", None, "wsh vs fait des manga?? jveux zoro sur tt lavant bra jai 17 mes mon daron signe tkt"),
        ("fr", "adult", "ma mère vient signer pour moi"),
        ("fr", "adult", "mon daron signe tkt"),
        ("fr", "adult", "ma daronne va signer"),
        ("fr", "adult", "mes parents signeront"),
        ("fr", "adult", "mon père peut signer ?"),
        ("fr", "adult", "avec l'autorisation parentale ça passe"),
        ("fr", "adult", "ma tante signe, c'est ma tutrice"),
        ("fr", None, "g 17 mais mes darons sont ok"),
        ("fr", None, "j'ai 16 ma mere elle signe"),
        ("es", "adult", "mi mamá viene a firmar"),
        ("es", "adult", "mi jefa firma por mí"),
        ("es", "adult", "mis viejos me firman"),
        ("es", "adult", "mi papá me firma el permiso"),
        ("es", "adult", "con permiso de mis padres se puede?"),
        ("es", "adult", "viene mi madre a firmar, vale?"),
        ("es", None, "tengo 17 pero mi vieja firma"),
        ("es", None, "tengo 16, mi abuela me firma"),
        ("pt", "adult", "minha mãe vai comigo assinar"),
        ("pt", "adult", "minha mãe assina pra mim"),
        ("pt", "adult", "meu coroa assina"),
        ("pt", "adult", "meus velhos assinam"),
        ("pt", "adult", "com autorização dos pais pode?"),
        ("pt", "adult", "a minha mãe vem assinar por mim, pode ser?"),
        ("pt", None, "tenho 17 mas minha coroa assina"),
        ("pt", None, "tô com 16, minha vó assina"),
    ],
)
def test_whose_parent_signs_may_be_under_age(language: str, asked: str | None, raw: str) -> None:
    assert value("adult", raw, asked, language) is False


@pytest.mark.parametrize(
    ("language", "asked", "raw"),
    [
        ("de", "adult", "ja klar, Jahrgang 88. Mein Sohn (15) will auch, aber der muss noch warten haha"),
        ("de", "adult", "ja, ich bin 40, mein Sohn 16 will auch aber der darf noch nicht"),
        ("de", "adult", "ja bin ich. Meine Tochter (14) fragt auch ständig, kriegt aber keins"),
        ("de", "adult", "ja, Baujahr 91, meine Tochter (16) muss noch warten"),
        (
            "pt",
            "adult",
            "macho eu tenho é 34 anos, quem tem 17 é meu menino que também quer mas esse eu não deixo não",
        ),
        ("pt", "adult", "tenho 40, meu filho de 15 também quer mas vai esperar"),
        ("pt", "adult", "sim, nasci em 85. meu filho tem 16 e quer também, mas não deixo"),
        ("pt", "adult", "claro, tenho 33 anos. minha filha de 14 quer uma mas só depois dos 18"),
        ("en", "adult", "yeah I'm 41. my lad (15) wants one too but he can wait haha"),
        ("en", "adult", "yes, born in 88. My son (15) wants one too, he'll have to wait"),
        ("en", "adult", "I'm 36, it's my daughter who's 16 and she's not getting one"),
        ("en", "adult", "of course, 1985. My 15 year old wants one too but no chance"),
        ("en", "adult", "I'm 34, the 17 year old is my son, he wants one as well but I won't let him"),
        ("en", "adult", "yep 38, my niece (17) is jealous but she'll wait"),
        ("fr", "adult", "oui, née en 88. mon fils (15) en veut un aussi mais il attendra"),
        ("fr", "adult", "j'ai 34 ans, c'est mon fils qui a 17 ans, lui je le laisse pas"),
        ("fr", "adult", "oui j'ai 40 ans, ma fille de 16 ans en veut un mais c'est non"),
        ("es", "adult", "sí, del 88. mi hijo (15) también quiere pero le toca esperar jaja"),
        ("es", "adult", "tengo 34, el de 17 es mi hijo y no lo dejo"),
        ("es", "adult", "claro, tengo 40 años, mi hija de 16 también quiere pero ni loca la dejo"),
    ],
)
def test_a_child_that_has_to_wait_does_not_make_its_parent_young(language: str, asked: str, raw: str) -> None:
    assert value("adult", raw, asked, language) is True


@pytest.mark.parametrize("asked", [None, "idea", "adult"])
@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "do you do sign language tattoos"),
        ("en", "my mom's star sign on my arm"),
        ("en", "my mum's zodiac sign, leo"),
        ("en", "I'll sign the form when I come"),
        ("en", "a peace sign for my dad"),
        ("en", "my dad will come with me, he's getting one too"),
        ("en", "my mum is coming along to hold my hand"),
        ("en", "my dad's signature on my wrist"),
        ("en", "I want my mum's signature, she signed a card for me"),
        ("en", "my mum signed a birthday card and I want that"),
        ("en", "the sign at my parents' house"),
        ("de", "das Sternzeichen meiner Mama"),
        ("de", "die Unterschrift meiner Oma auf dem Arm"),
        ("de", "meine Mama kommt mit"),
        ("de", "mein Papa hat mir eine Karte unterschrieben, die Unterschrift will ich"),
        ("fr", "le signe astro de ma mère"),
        ("fr", "la signature de mon père sur le bras"),
        ("fr", "ma mère vient avec moi"),
        ("fr", "mon daron a le même"),
        ("es", "la firma de mi papá en la muñeca"),
        ("es", "el signo de mi mamá"),
        ("es", "mi mamá viene conmigo"),
        ("pt", "a assinatura da minha mãe no braço"),
        ("pt", "o signo da minha mãe"),
        ("pt", "minha mãe vai comigo"),
    ],
)
def test_other_signs_and_signatures_say_nothing_of_an_age(language: str, raw: str, asked: str | None) -> None:
    assert [fact for fact in reading(raw, asked, language).found if fact.key == "adult"] == []


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "My mom will come and sign for me, that ok?"),
        ("de", "meine Mama kommt mit und unterschreibt, geht das?"),
        ("fr", "mon daron signe tkt"),
        ("es", "viene mi madre a firmar, vale?"),
        ("pt", "a minha mãe vem assinar por mim, pode ser?"),
    ],
)
def test_nobody_is_turned_away_because_a_parent_signs(language: str, raw: str) -> None:
    lead = a_lead(answers=a_brief("adult"), current_question="adult")

    decision = reply(a_client(language=language), lead, [a_message(raw)], NOW, STUDIO)

    assert decision.lead is not None
    assert decision.lead.status == lead.status
    assert decision.lead.current_question == "adult"
    assert "adult" not in decision.lead.answers
