"""A tattoo for somebody under age, whoever writes: "es para mi hijo de 15, yo firmo" says nothing of the parent's age.

Read in every language alike and at any place of the message: it decides nothing, it makes us ask whose tattoo it is.
"""

import re
from collections.abc import Iterator

from tattoobot.domain.understanding.age_rules import YOUNGEST_CLIENT
from tattoobot.domain.understanding.text import Prepared

_FOR = (
    r"\b(?:(?:for|para|a|pour|fur)\ (?:(?:my|our|mi|nuestr[oa]|mon|ma|notre|mein\w*|unser\w*|o|a)\ ){1,2}"
    r"(?:meu\ |minha\ )?|p?ra\ (?:minha|meu|nossa)\ |para\ (?:meu|minha|nosso|nossa)\ |pr[oa]\ (?:meu|minha)\ )"
)
_MINE = r"\b(?:my|our|mi|mon|ma|notre|mein\w*|unser\w*|meu|minha|nosso|nossa)\ "
_KIND = r"(?:(?:little|young\w*|eldest|oldest|big|teenage|petite?|jung\w+|klein\w+|gross\w+|gemeinsam\w*|step)[ -]?)?"
_CHILD = (
    r"(?:son|daughter|kid|child|boy|girl|lad|teen(?:ager)?|sister|brother|niece|nephew|cousin|friend|grand(?:son"
    r"|daughter|child)|step(?:son|daughter)|hij[oa]|hijastr[oa]|nin[oa]|nen[ea]|chic[oa]|herman(?:it)?[oa]|sobrin[oa]"
    r"|prim[oa]|niet[oa]|ahijad[oa]|amig[oa]|novi[oa]|filh[oa]|menin[oa]|irma|irmao|irmazinha|net[oa]|entead[oa]"
    r"|afilhad[oa]|sohn(?:es)?|tochter|kind|schwester\w*|bruder\w*|nichte|neffen?|enkel\w*|stiefsohn|stieftochter"
    r"|freund\w*|cousine?|patenkind|fils|fille|enfant|ado|frere|s(?:oe|œ)ur|niece|neveu|filleule?|copine?|petit-fils"
    r"|petite-fille|beau-fils|belle-fille)\b"
)
_OLD = (
    r"(?:\ ?-?\ ?(?:years?|yrs?|yr|y/?o|anos?|ans?|jahre?n?|jahrig\w*|j)\b)?"
    r"(?:[ -]?(?:old|alt|de\ edad|de\ idade)\b)?"
)
_THEN = (
    r"\W{1,3}(?:(?:who(?:'s)?|that|s?he(?:'s)?|is|s|of|aged?|just|only|de|que|tiene|tem|ela|ele|con|com|solo|so"
    r"|von|mit|ist|er|sie|der|die|wird|gerade|erst|qui|il|elle|a|n'a\ que|age|agee)\W{1,2}){0,4}"
)
_AGE = r"(?P<age>\d\d)"
_NO_AGE = (
    r"(?!\d|[.,:/]\d|\ ?(?:cm|mm|in\b|inch|zoll|pulgad|polegad|x\ ?\d|%|€|\$|£|eur|pounds|pesos|reais|h\b|min|stunden"
    r"|uhr|weeks|semanas|wochen|semaines|months|mes|mois|monat|tattoo|tatu|years?\ ago|anos\ atras))"
)
_STATED = (
    re.compile(f"{_FOR}{_KIND}{_CHILD}{_THEN}{_AGE}{_NO_AGE}{_OLD}", re.VERBOSE),
    re.compile(
        f"{_FOR}{_AGE}[ -]?(?:years?|yrs?|yr|y/?o|jahrig)\\w*(?:[ -]?old)?\\ {_KIND}{_CHILD}", re.VERBOSE
    ),
    re.compile(
        f"{_MINE}{_KIND}{_CHILD}{_THEN}{_AGE}{_NO_AGE}{_OLD}"
        r"(?=[^.!?]{0,40}\b(?:wants?|desperate|dying|keen|quiere|quer|will|mochte|wunscht|veut|voudrait|aimerait|would)\b)",
        re.VERBOSE,
    ),
)
_FOR_A_CHILD = re.compile(f"{_FOR}{_KIND}{_CHILD}", re.VERBOSE)
_HONOURS = re.compile(
    r"\b(?:nam(?:e|es|en)|nombres?|nomes?|prenoms?|portra\w+|retrat\w+|initial\w*|inicia\w+|memor\w+|andenken|erinnerung"
    r"|hommage|homenag\w*|honou?r|honra|on\ my|en\ mi|auf\ mein\w*|sur\ m(?:on|a)|n[oa]\ m(?:eu|inha))\b",
    re.VERBOSE,
)
"""The tattoo is about the child, and the client wears it."""
_SIGNS = re.compile(
    r"\b(?:i(?:'ll|\ will|\ can|'d)?\ (?:sign|consent)|happy\ to\ sign"
    r"|sign\ for\ (?:it|her|him)|(?:yo|le|se\ lo)\ (?:firmo|autorizo)|firmo\ yo|autorizo"
    r"|ich\ unterschreib\w*|unterschreibe\ ich|je\ (?:signe\w*|l'autorise)"
    r"|eu\ (?:assino|autorizo)|assino\ eu|my\ consent|mi\ permiso)\b",
    re.VERBOSE,
)


_DIGIT = re.compile(r"\d")
_REFUSED = re.compile(
    r"\b(?:mais\ non|nao\ (?:pode|vai\ fazer)|years?\ off|not\ allowed|too\ young|ha(?:s|ve)\ to\ wait"
    r"|no\ puede|tiene\ que\ esperar|darf\ (?:noch\ )?nicht|zu\ jung|doit\ attendre|trop\ jeune|muito\ nov[ao]"
    r"|tem\ que\ esperar)\b",
    re.VERBOSE,
)
_ONLY_COMES = re.compile(
    r"[^.!?]{0,25}\b(?:only|just|solo|so|nur|juste|seulement)\ (?:\w+\ ){0,2}(?:traduz\w*|translat\w*"
    r"|acompan\w*|coming|comes?|watch\w*|ubersetz\w*|begleit\w*|mit|dabei|traduis\w*|traduire|accompagn\w*|la)\b",
    re.VERBOSE,
)


def is_refused(text: Prepared, age: int) -> bool:
    """ "My lad wants one but he's only 15, so that's 3 years off": nobody asks for it. `age` is where it was told."""
    return _REFUSED.search(text.folded, age, age + 80) is not None


def only_comes_along(text: Prepared, age: int) -> bool:
    """ "I'm 16 but I'm only translating"."""
    return _ONLY_COMES.match(text.folded, age) is not None


def ages_of_others(text: Prepared, minimum: int) -> Iterator[tuple[int, tuple[int, int]]]:
    """Ages below the minimum of those for whom the tattoo seems to be, each with its place in the text."""
    said = text.folded
    signs = _SIGNS.search(said)
    if signs is None and (not _DIGIT.search(said) or _HONOURS.search(said)):
        return
    for pattern in _STATED:
        for found in pattern.finditer(said):
            if YOUNGEST_CLIENT <= int(found["age"]) < minimum:
                yield int(found["age"]), found.span()
    if signs and (theirs := _FOR_A_CHILD.search(said)):
        yield minimum - 1, theirs.span()
