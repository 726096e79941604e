"""Complaints, cancellations, delays and moves in words that do not name them, and what only sounds like one."""

import pytest

from tests.domain.understanding.understood import reading


@pytest.mark.parametrize(
    ("raw", "intent"),
    [
        ("two weeks since I paid and not a peep", "complaint"),
        ("Not good enough lads", "complaint"),
        ("I've asked this twice, same paragraph back twice", "complaint"),
        ("Friday came, Friday went", "complaint"),
        ("that's the third booking you've stuffed up", "complaint"),
        ("Ich bin bisschen traurig über euch", "complaint"),
        ("zum dritten Mal verschoben", "complaint"),
        ("12 jours sans réponse", "complaint"),
        ("ça fait 4x que votre machin me redemande la taille, vous lisez ou pas", "complaint"),
        ("es la tercera vez que me mueven", "complaint"),
        ("me dejó en visto", "complaint"),
        ("tres semanas llevo esperando", "complaint"),
        ("já é a terceira vez que remarcam", "complaint"),
        ("o rapaz nem pediu desculpa", "complaint"),
        ("did anyone even read my message?", "complaint"),
        ("rang, emailed and got no answer", "complaint"),
        ("came all the way from Cork and the shop was shut", "complaint"),
        ("I don't want an apology, I want my Saturday back", "complaint"),
        ("hat überhaupt jemand meine Nachricht gelesen?", "complaint"),
        ("extra hergefahren und die Tür war abgesperrt", "complaint"),
        ("j'ai appelé et toujours personne", "complaint"),
        ("deux heures de route et c'était fermé", "complaint"),
        ("llamé y nadie", "complaint"),
        ("viajé dos horas y el estudio estaba cerrado", "complaint"),
        ("liguei e nada", "complaint"),
        ("viajei duas horas e o estúdio estava fechado", "complaint"),
        ("Give my Saturday to someone who wants it", "cancel"),
        ("I'll not be in on Thursday after all, I've gone elsewhere", "cancel"),
        ("Bitte gebt den 14. April wieder frei", "cancel"),
        ("Anzahlung behaltet ihr, danke", "cancel"),
        ("libérez la place pour quelqu'un d'autre", "cancel"),
        ("denle la hora a otra persona nomás", "cancel"),
        ("liberem o horário pra outra pessoa", "cancel"),
        ("flat tyre outside Lidl", "running_late"),
        ("sitz in der S-Bahn, Stellwerksstörung", "running_late"),
        ("pinché, tardo un rato", "running_late"),
        ("o pneu furou, já tem 25 min parado", "running_late"),
        ("can we nudge Thursday back a bit?", "reschedule"),
        ("können wir den freitag schieben?", "reschedule"),
    ],
)
def test_it_is_heard_without_its_name(raw: str, intent: str) -> None:
    assert reading(raw).intent == intent


@pytest.mark.parametrize(
    ("raw", "intent"),
    [
        ("is this photo not good enough?", "complaint"),
        ("I'm a bit poor this month", "complaint"),
        ("a snake going round in circles", "complaint"),
        ("my flight got moved", "complaint"),
        ("Freitag geht gar nicht, was ist mit Montag", "complaint"),
        ("ist Nachstechen kostenlos?", "complaint"),
        ("c'est pas normal que ça gratte ?", "complaint"),
        ("esperei até ter 18 anos", "complaint"),
        ("uma porta fechada com hera", "complaint"),
        ("es mi tercera vez", "complaint"),
        ("all I'm getting is a robot on my arm", "complaint"),
        ("nur ein Roboter, sonst nichts, am Unterarm", "complaint"),
        ("juste le prénom écrit et rien d'autre", "complaint"),
        ("el nombre escrito y nada más", "complaint"),
        ("just turned 40 and not happy", "complaint"),
        ("bin 40 geworden und nicht glücklich", "complaint"),
        ("tengo 40 y no estoy feliz", "complaint"),
        ("a bear with flowers", "running_late"),
        ("eher zehn bis zwölf cm", "running_late"),
        ("mi calle está en Triana", "running_late"),
        ("slide it to the left a bit", "reschedule"),
        ("können wir die Farben tauschen", "reschedule"),
        ("do you keep the deposit if I'm ill?", "cancel"),
        ("I can free up my Saturday", "cancel"),
        ("on oublie la couleur", "cancel"),
    ],
)
def test_what_only_sounds_like_it_is_not(raw: str, intent: str) -> None:
    assert reading(raw).intent != intent
