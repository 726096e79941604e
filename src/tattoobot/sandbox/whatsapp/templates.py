"""The catalogue of message templates: all that may be sent outside the service window.

https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
"""

import re
import secrets
from typing import Any

from tattoobot.sandbox.journal import Json
from tattoobot.sandbox.whatsapp.rules import Refused

NAME = re.compile(r"[a-z0-9_]{1,512}")
VARIABLE = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")
FORBIDDEN_IN_PARAMETERS = re.compile(r"[\n\t\r]| {5,}")
CATEGORIES = {"UTILITY", "MARKETING", "AUTHENTICATION"}


def create(catalogue: list[Json], wanted: Json) -> Json:
    """Take a template in; the sandbox's reviewer approves at once."""
    name, language = wanted.get("name"), wanted.get("language")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise Refused(100, "name must be lower-case letters, digits and underscores, at most 512")
    if not isinstance(language, str) or not language:
        raise Refused(100, "The parameter language is required.")
    if str(wanted.get("category", "")).upper() not in CATEGORIES:
        raise Refused(100, f"category must be one of {', '.join(sorted(CATEGORIES))}")
    if _find(catalogue, name, language) is not None:
        raise Refused(100, "Content in this language already exists", subcode=2388024)
    _check_components(wanted)
    template = {
        "id": str(secrets.randbelow(9 * 10**14) + 10**14),
        "parameter_format": "POSITIONAL",
        **{key: wanted[key] for key in wanted if key not in {"id", "status"}},
        "category": wanted["category"].upper(),
        "status": "APPROVED",
    }
    catalogue.append(template)
    return {key: template[key] for key in ("id", "status", "category")}


def _check_components(wanted: Json) -> None:
    components = wanted.get("components")
    if not isinstance(components, list) or not all(isinstance(c, dict) and "type" in c for c in components):
        raise Refused(100, "The parameter components is required.")
    text = _part({"components": components}, "BODY").get("text", "")
    if not isinstance(text, str) or not 1 <= len(text) <= 1024:
        raise Refused(100, "A template needs a BODY with 1 to 1024 characters of text")
    stripped = text.strip()
    variables = VARIABLE.findall(text)
    if variables and (stripped.startswith("{{") or stripped.endswith("}}")):
        raise Refused(100, "Variables can't be at the start or end of the template", subcode=2388299)
    if variables and "example" not in _part({"components": components}, "BODY"):
        raise Refused(100, "BODY with variables needs an example", subcode=2388043)
    if len(_part({"components": components}, "FOOTER").get("text", "")) > 60:
        raise Refused(100, "FOOTER has at most 60 characters")
    named = str(wanted.get("parameter_format", "POSITIONAL")).upper() == "NAMED"
    if variables and named == all(variable.isdigit() for variable in variables):
        raise Refused(100, "parameter_format does not fit the variables of the BODY")


def fill(catalogue: list[Json], sent: Json) -> tuple[Json, Json]:
    """The template that is meant, and how it looks when filled in."""
    name, language = sent["name"], sent["language"]["code"]
    template = _find(catalogue, name, language)
    if template is None or template["status"] != "APPROVED":
        raise Refused(132001, f"template name ({name}) does not exist in {language}", 404)
    given = sent.get("components", [])
    text = _filled_text(_part(template, "BODY")["text"], _parameters(given, "body"), "body")
    if len(text) > 1024:
        raise Refused(132005, "Translated text too long")
    shown: Json = {"text": text, "template": {"name": name, "language": language}}
    header = _part(template, "HEADER")
    if header.get("format", "TEXT") == "TEXT" and header.get("text"):
        shown["header"] = _filled_text(header["text"], _parameters(given, "header"), "header")
    if footer := _part(template, "FOOTER").get("text"):
        shown["footer"] = footer
    return template, {**shown, **_buttons(_part(template, "BUTTONS").get("buttons", []), given)}


def _find(catalogue: list[Json], name: str, language: str) -> Json | None:
    return next((t for t in catalogue if (t["name"], t["language"]) == (name, language)), None)


def _part(template: Json, kind: str) -> Json:
    found = (c for c in template["components"] if str(c["type"]).upper() == kind)
    return next(found, {})


def _parameters(given: list[Json], kind: str, index: int | None = None) -> list[Json]:
    for component in given:
        if component["type"] == kind and (index is None or str(component.get("index")) == str(index)):
            parameters = component.get("parameters", [])
            if not isinstance(parameters, list) or not all(isinstance(p, dict) for p in parameters):
                raise Refused(132012, f"{kind}: parameters must be a list of objects")
            return parameters
    return []


def _filled_text(text: str, parameters: list[Json], where: str) -> str:
    wanted = list(dict.fromkeys(VARIABLE.findall(text)))
    if len(parameters) != len(wanted):
        raise Refused(
            132000,
            f"{where}: number of localizable_params ({len(parameters)}) does not match the expected "
            f"number of params ({len(wanted)})",
        )
    values: dict[str, str] = {}
    for position, parameter in enumerate(parameters, 1):
        name = str(position) if all(w.isdigit() for w in wanted) else parameter.get("parameter_name")
        if name not in wanted or parameter.get("type") != "text":
            raise Refused(132012, f"{where}: parameter {position} has the wrong name or type")
        values[str(name)] = _parameter_text(parameter.get("text"), where)
    if len(values) != len(wanted):
        raise Refused(132012, f"{where}: a parameter is given twice")
    return VARIABLE.sub(lambda match: values[match.group(1)], text)


def _parameter_text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise Refused(131008, f"{where}: a parameter of type text needs its text")
    if FORBIDDEN_IN_PARAMETERS.search(value):
        details = "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"
        raise Refused(132018, f"{where}: {details}")
    return value


def _buttons(buttons: list[Json], given: list[Json]) -> Json:
    replies: list[Json] = []
    links: list[Json] = []
    for index, button in enumerate(buttons):
        parameters = _parameters(given, "button", index)
        if button["type"].upper() == "URL":
            variables = VARIABLE.findall(button["url"])
            if len(parameters) != len(variables):
                raise Refused(132000, f"button at index {index}: {len(variables)} parameters are expected")
            ending = _parameter_text(parameters[0].get("text"), "button") if variables else ""
            links.append({"label": button["text"], "url": VARIABLE.sub("", button["url"]) + ending})
        elif button["type"].upper() == "QUICK_REPLY":
            payload = parameters[0].get("payload") if parameters else None
            replies.append({"id": payload or button["text"], "title": button["text"]})
    shown: Json = {"buttons": replies} if replies else {}
    return {**shown, "link": links[0], "links": links} if links else shown
