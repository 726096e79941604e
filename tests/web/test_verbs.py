"""Every action of the artist is whole: it can be allowed, is carried out, has a form, and words in every language."""

import inspect

import pytest

from tattoobot.domain.languages import LANGUAGES
from tattoobot.domain.lead import Action, Status, allowed_actions
from tattoobot.web import rendering
from tattoobot.web.artist import forms
from tattoobot.web.verbs import BY_THE_API_ALONE, VERBS
from tattoobot.wording import phrases
from tests.missing import nothing_missing

WORDS = ("action.{}", "page.{}.title", "page.{}.hint", "page.{}.button", "page.{}.done")


def what_is_missing(action: str) -> list[str]:
    """In sentences for whoever adds an action."""
    missing = []
    if not any(action in allowed_actions(status, handed_over=True, money_held=True) for status in Status):
        missing.append(f"No status allows {action}: domain/lead.py, CAUSES and TRANSITIONS.")
    verb = {each.value: verb for each, verb in VERBS.items()}.get(action)
    if verb is None:
        missing.append(f"Nothing carries {action} out: web/verbs.py, VERBS.")
    else:
        needed = [name for name, field in verb.body.model_fields.items() if field.is_required()]
        unread = [name for name in needed if name not in forms.READ]
        missing += [f"No form can give {name}, which {action} needs: forms.READ." for name in unread]
    if not (rendering.HERE / "templates" / "fields" / f"{action}.html").is_file():
        missing.append(f"{action} has no form: web/templates/fields/{action}.html, be it empty.")
    for language in LANGUAGES:
        keys = [key.format(action) for key in WORDS]
        missing += [
            f"No words: {key} in wording/{language}.toml." for key in keys if key not in phrases(language)
        ]
    return missing


@pytest.mark.parametrize("action", Action)
def test_every_action_is_whole(action: Action) -> None:
    nothing_missing(what_is_missing(action))


def test_a_new_action_is_told_what_it_lacks() -> None:
    missing = what_is_missing("put-on-hold")

    assert missing[:3] == [
        "No status allows put-on-hold: domain/lead.py, CAUSES and TRANSITIONS.",
        "Nothing carries put-on-hold out: web/verbs.py, VERBS.",
        "put-on-hold has no form: web/templates/fields/put-on-hold.html, be it empty.",
    ]
    assert "No words: page.put-on-hold.title in wording/pt.toml." in missing
    assert len(missing) == 3 + len(WORDS) * len(LANGUAGES)


def test_every_verb_gets_the_body_that_it_reads() -> None:
    verbs = [*VERBS.values(), *BY_THE_API_ALONE.values()]
    reads = [[*inspect.signature(verb.run).parameters.values()][-1].annotation for verb in verbs]

    assert reads == [verb.body for verb in verbs]
