from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.understanding.understood import reading, value

LEFT, RIGHT, BOTH = "left", "right", "both"


def on(part: str | None, side: str | None = None, aspect: str | None = None) -> dict[str, Any]:
    return {"part": part, "side": side, "aspect": aspect}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a small swallow on my left wrist", on("wrist", LEFT)),
        ("make it left calf", on("calf", LEFT)),
        ("behind ma lug", on("ear")),
        ("right where my watch sits", on("wrist")),
        ("là où on porte le bracelet", on("wrist")),
        ("wo man die Uhr trägt", on("wrist")),
        ("na barriga da perna", on("calf")),
        ("L thigh, front", on("thigh", LEFT, "front")),
        ("R shoulder please", on("shoulder", RIGHT)),
        ("hombro derecho, de unos 12 cm", on("shoulder", RIGHT)),
        ("right wrist is full, so the other wrist please", on("wrist", LEFT)),
        ("on my arm, inner side", on("upper_arm", None, "inner")),
        ("en el brazo, cara interna", on("upper_arm", None, "inner")),
        ("no braço, parte de dentro", on("upper_arm", None, "inner")),
        ("thinking inner forearm, right side", on("forearm", RIGHT, "inner")),
        ("on the inside of my right forearm please", on("forearm", RIGHT, "inner")),
        ("outer thigh, left", on("thigh", LEFT, "outer")),
        ("left outer calf", on("calf", LEFT, "outer")),
        ("back of my calf on the right", on("calf", RIGHT, "back")),
        ("full sleeve on my leg", on("leg_full")),
        ("ganzer Sleeve am Bein bitte", on("leg_full")),
        ("manga na perna", on("leg_full")),
        ("behind my left ear", on("ear", LEFT)),
        ("behind the ear", on("ear")),
        ("somewhere on my ribcage", on("ribs")),
        ("along the ribs on my left side", on("ribs", LEFT)),
        ("a snake round my bicep", on("upper_arm", None, "inner")),
        ("back of the arm, just the tricep", on("upper_arm", None, "back")),
        ("on the nape of my neck", on("neck", None, "back")),
        ("side of my neck, left", on("neck", LEFT)),
        ("between my shoulder blades", on("back_upper")),
        ("left shoulder blade", on("back_upper", LEFT)),
        ("tramp stamp lol", on("back_lower")),
        ("a big dragon down my spine", on("spine")),
        ("the middle of my back", on("back_full")),
        ("full back piece", on("back_full")),
        ("under my boobs", on("sternum")),
        ("small moon between my breasts", on("sternum")),
        ("along my collarbone", on("chest")),
        ("over my heart", on("chest")),
        ("love handle", on("hip")),
        ("achilles tendon", on("ankle")),
        ("the ditch of my elbow", on("elbow")),
        ("both forearms", on("forearm", BOTH)),
        ("matching hearts on our ankles", on("ankle", BOTH)),
        ("half sleeve", on("half_arm")),
        ("full sleeve on my right arm", on("full_arm", RIGHT)),
        ("a leg sleeve", on("leg_full")),
        ("from my shoulder to my elbow", on("half_arm")),
        ("elbow to wrist", on("forearm")),
        ("inner upper arm", on("upper_arm", None, "inner")),
        ("underside of my forearm", on("forearm", None, "inner")),
        ("middle finger", on("finger")),
        ("across my knuckles", on("finger")),
        ("back of my hand", on("hand")),
        ("on my bum", on("buttock")),
        ("lower leg", on("calf")),
        ("front of my thigh", on("thigh", None, "front")),
        ("shin bone area", on("shin")),
        ("top of my foot", on("foot")),
        ("just above the knee", on("knee")),
        ("on my right pec", on("chest", RIGHT)),
        ("under the jaw on my face", on("face")),
    ],
)
def test_places_are_read_in_english(raw: str, expected: Any) -> None:
    assert value("placement", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("en el antebrazo izquierdo, por dentro", on("forearm", LEFT, "inner")),
        ("quiero una rosa en la muñeca", on("wrist")),
        ("detrás de la oreja derecha", on("ear", RIGHT)),
        ("en el gemelo", on("calf")),
        ("parte de atrás del brazo", on("upper_arm", None, "back")),
        ("media manga en el brazo derecho", on("half_arm", RIGHT)),
        ("en las costillas del lado izquierdo", on("ribs", LEFT)),
        ("en la espalda baja", on("back_lower")),
        ("entre los omóplatos", on("back_upper")),
        ("en el empeine", on("foot")),
        ("en el muslo por fuera", on("thigh", None, "outer")),
        ("en la nuca", on("neck", None, "back")),
        ("no antebraço esquerdo, parte interna", on("forearm", LEFT, "inner")),
        ("na panturrilha direita", on("calf", RIGHT)),
        ("atrás da orelha", on("ear")),
        ("quero fechar o braço", on("full_arm")),
        ("na costela, lado esquerdo", on("ribs", LEFT)),
        ("nas costas inteiras", on("back_full")),
        ("no pulso", on("wrist")),
        ("na coxa direita", on("thigh", RIGHT)),
        ("meio do peito", on("sternum")),
        ("am linken Unterarm innen", on("forearm", LEFT, "inner")),
        ("auf dem rechten Schulterblatt", on("back_upper", RIGHT)),
        ("hinterm Ohr", on("ear")),
        ("auf der Innenseite vom Oberarm", on("upper_arm", None, "inner")),
        ("an der linken Wade außen", on("calf", LEFT, "outer")),
        ("aufs Handgelenk", on("wrist")),
        ("am Knöchel", on("ankle")),
        ("auf den Rippen rechts", on("ribs", RIGHT)),
        ("ganzer Rücken", on("back_full")),
        ("Oberschenkel vorne", on("thigh", None, "front")),
        ("im Nacken", on("neck", None, "back")),
        ("sur l'avant-bras gauche, face interne", on("forearm", LEFT, "inner")),
        ("derrière l'oreille gauche", on("ear", LEFT)),
        ("sur le mollet droit", on("calf", RIGHT)),
        ("sur les côtes", on("ribs")),
        ("le long de la colonne vertébrale", on("spine")),
        ("sur l'omoplate droite", on("back_upper", RIGHT)),
        ("à l'intérieur du poignet", on("wrist", None, "inner")),
        ("une manche complète", on("full_arm")),
        ("au creux des reins", on("back_lower")),
        ("sur la cheville", on("ankle")),
        ("en haut du dos", on("back_upper")),
        ("sur le haut de la cuisse", on("thigh")),
    ],
)
def test_places_are_read_in_other_languages(raw: str, expected: Any) -> None:
    assert value("placement", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("on my foream", on("forearm")),
        ("left sholder", on("shoulder", LEFT)),
        ("my writs", on("wrist")),
        ("on the anlke", on("ankle")),
        ("antebraso", on("forearm")),
        ("Underarm", on("upper_arm", None, "inner")),
        ("am Unterram", on("forearm")),
        ("sur le poigent", on("wrist")),
    ],
)
def test_one_slip_in_a_word_is_forgiven(raw: str, expected: Any) -> None:
    assert value("placement", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("not the wrist, the ankle", on("ankle")),
        ("ankle not wrist", on("ankle")),
        ("on my calf instead of my thigh", on("calf")),
        ("anywhere but the neck, probably shoulder", on("shoulder")),
        ("I already have one on my forearm so this would go on my calf", on("calf")),
        ("i've got a rose on my left wrist and want a bee on the right ankle", on("ankle", RIGHT)),
        ("cover my old tattoo on my wrist", on("wrist")),
        ("ya tengo uno en el hombro, este sería en el tobillo", on("ankle")),
        ("no en el cuello, en la muñeca", on("wrist")),
        ("nicht auf der Hand, lieber am Unterarm", on("forearm")),
        ("pas sur le poignet, plutôt la cheville", on("ankle")),
        ("não no pulso, no tornozelo", on("ankle")),
        ("near the wrist on my inner forearm", on("forearm", None, "inner")),
    ],
)
def test_the_place_wanted_and_not_the_one_mentioned(raw: str, expected: Any) -> None:
    assert value("placement", raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "on the other hand i could wait",
        "it costs an arm and a leg",
        "about the size of my palm",
        "as big as my hand",
        "hand poked fox",
        "a wolf head",
        "portrait of my dog's face",
        "two hands holding a heart",
        "praying hands",
        "i'll get back to you",
        "i'm back in march",
        "clock face with roses",
        "a skull with a snake",
        "not on my wrist",
        "is that right?",
        "right now i only have one",
        "mano de Fátima",
        "hecho a mano",
        "del tamaño de la palma de la mano",
        "cabeza de león",
        "do tamanho da minha mão",
        "handgroß",
        "ein Löwenkopf",
        "Hand der Fatima",
        "une tête de mort",
        "main de Fatma",
        "gros comme la paume de la main",
        "merci de votre part",
        "je peux vous appeler demain",
    ],
)
def test_words_that_only_look_like_a_place_are_none(raw: str) -> None:
    assert value("placement", raw) is None


@pytest.mark.parametrize("raw", ["on my arm", "my leg", "en el brazo", "na perna", "am Arm", "sur la jambe"])
def test_an_arm_or_a_leg_is_asked_about(raw: str) -> None:
    (fact,) = [fact for fact in reading(raw).found if fact.key == "placement"]

    assert fact.value is None
    assert len(fact.readings) > 1


@pytest.mark.parametrize(
    "raw", ["wrist or ankle?", "Wade oder Schienbein", "cheville ou poignet", "muslo o pantorrilla"]
)
def test_two_places_still_open_are_both_readings(raw: str) -> None:
    (fact,) = [fact for fact in reading(raw, asked="placement").found if fact.key == "placement"]

    assert fact.value is None
    assert len(fact.readings) == 2


@pytest.mark.parametrize(
    ("raw", "asked", "expected"),
    [
        ("left", "placement", on(None, LEFT)),
        ("the inside", "placement", on(None, None, "inner")),
        ("hand", "placement", on("hand")),
        ("back", "placement", on("back_full")),
        ("sorry i meant the right one, not left", None, on(None, RIGHT)),
        ("left", "size", None),
        ("no the right one", "placement", on(None, RIGHT)),
    ],
)
def test_the_open_question_helps_to_read_a_place(raw: str, asked: str | None, expected: Any) -> None:
    assert value("placement", raw, asked) == expected


@given(st.text(max_size=80), st.sampled_from([None, "placement"]))
def test_offsets_are_in_the_text(raw: str, asked: str | None) -> None:
    for fact in reading(raw, asked).found:
        assert 0 <= fact.start < fact.end <= len(raw)


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("en", "from the shoulder to just above the elbow"),
        ("de", "von der Schulter bis knapp über den Ellenbogen"),
        ("fr", "de l'épaule jusqu'au-dessus du coude"),
        ("es", "del hombro hasta encima del codo"),
        ("pt", "do ombro até acima do cotovelo"),
    ],
)
def test_from_the_shoulder_to_above_the_elbow_is_half_an_arm(language: str, raw: str) -> None:
    assert value("placement", raw, "placement", language)["part"] == "half_arm"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("calf, the left one is full", on("calf", RIGHT)),
        ("ankle, not the left, it's covered in scars", on("ankle", RIGHT)),
        ("wrist please, right's already taken", on("wrist", LEFT)),
        ("auf die Wade, die rechte ist voll", on("calf", LEFT)),
        ("Oberschenkel, nicht der linke", on("thigh", RIGHT)),
        ("le poignet, le droit est déjà pris", on("wrist", LEFT)),
        ("en la muñeca, la derecha ya está ocupada", on("wrist", LEFT)),
        ("no pulso, o direito já tá ocupado", on("wrist", LEFT)),
        ("left forearm, my right one is covered already", on("forearm", LEFT)),
        ("right full sleeve please", on("full_arm", RIGHT)),
    ],
)
def test_a_side_that_is_full_leaves_the_other(raw: str, expected: Any) -> None:
    assert value("placement", raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("my mum broke her wrist, can we move it?", None),
        ("mein Mann hat sich die Schulter gebrochen, können wir verschieben?", None),
        ("mon mari s'est cassé le poignet, on peut décaler ?", None),
        ("mi marido se rompió la muñeca, ¿podemos cambiar la cita?", None),
        ("meu marido quebrou o pulso, dá pra remarcar?", None),
        ("my gran's hip replacement is on the 4th, can we move it?", None),
        ("a broken heart on my wrist", on("wrist")),
        ("ein gebrochenes Herz auf der Schulter", on("shoulder")),
        ("un corazón roto en la muñeca", on("wrist")),
        ("minha irmã fez no quadril, o meu é na panturrilha", on("calf")),
    ],
)
def test_a_part_that_broke_and_that_of_another_are_no_place(raw: str, expected: Any) -> None:
    assert value("placement", raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        *("gonna have to knock saturday on the head", "hand on heart I never got the email"),
        *("das kostet Kopf und Kragen", "mir raucht der Kopf", "je m'en lave les mains"),
        *("estoy hasta el cuello de trabajo", "cruzo los dedos para mayo", "tô de mãos atadas até junho"),
    ],
)
def test_parts_in_a_manner_of_speaking_are_none(raw: str) -> None:
    assert value("placement", raw) is None


@pytest.mark.parametrize(
    ("language", "raw"),
    [
        ("pt", "nós somos gêmeas então são 2 tatuagens tá, uma pra cada"),
        ("pt", "somos gémeos, queremos uma lua"),
        ("es", "mi hermano gemelo y yo queremos un ancla"),
        ("es", "un tatuaje para mis gemelos"),
        ("es", "tengo gemelos de 3 años"),
    ],
)
def test_twins_are_no_calves(language: str, raw: str) -> None:
    assert value("placement", raw, None, language) is None


@pytest.mark.parametrize(
    ("language", "raw", "side"),
    [
        ("es", "un micro tattoo en el tobillo con mi mejor amiga, las dos el mismo", None),
        ("es", "un sol en el tobillo, los dos igual", None),
        ("en", "me and my sister, both the same, a moon on the ankle", None),
        ("de", "meine Freundin und ich, beide dasselbe, ein Mond am Knöchel", None),
        ("fr", "une lune à la cheville avec ma meilleure amie, les deux la même", None),
        ("pt", "eu e minha amiga, as duas a mesma, uma lua no tornozelo", None),
        ("es", "un sol en los tobillos, los dos", BOTH),
        ("en", "a moon on both ankles", BOTH),
        ("de", "ein Mond auf beide Knöchel", BOTH),
        ("fr", "une lune sur les deux chevilles", BOTH),
        ("pt", "uma lua nos dois tornozelos", BOTH),
    ],
)
def test_two_people_are_not_both_sides(language: str, raw: str, side: str | None) -> None:
    assert value("placement", raw, None, language) == on("ankle", side)
