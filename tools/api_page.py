"""docs/api.md: the admin API as OpenAPI describes it, with an example for each operation."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from fastapi import FastAPI

from tattoobot.web.app import ADMIN_API
from tools.api_examples import EXAMPLES, PARTS, Example

Json = dict[str, Any]

SHORT = 110
"""So many characters of an answer stand on one line."""
HEAD = """\
# The admin API

For programs of your own. Generated from the code: `make docs` writes it anew, and a test carries out every example.

- The key is `ADMIN_API_KEY`, in the header `X-Admin-API-Key`. A wrong or missing one is answered 401; one wrong key
  after the other 429, with `Retry-After`.
- Bodies are JSON, and optional where nothing in them is required. Amounts are strings (`"60.00"`), times RFC 3339.
- Errors are `application/problem+json` (RFC 9457). Go by `code`, which stays; `detail` is for people. 404: there is no
  such thing. 409: that is not possible now, and nothing was changed. 422: the body or the query is not as described.
- Lists go by pages: `limit`, and `cursor` from the `next_cursor` of the page before; `null` is the end.
- An enquiry is called a *lead* here. [Its life](states.md) says what is possible where.

The examples begin with one enquiry, number 1. Of an answer they show a part; `…` is whatever stands there.

    export ADMIN_API_KEY=…     # from .env
"""


def described() -> Json:
    app = FastAPI()
    for router in ADMIN_API:
        app.include_router(router)
    return app.openapi()


def operations() -> Iterator[tuple[str, str, Json]]:
    """Method, path, and what OpenAPI says of it."""
    for path, methods in described()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def api_page() -> str:
    parts = [HEAD]
    for method, path, operation in operations():
        parts.append(f"## `{method} {path}`\n")
        if said := operation.get("description"):
            parts.append(f"{said}\n")
        if rows := [*_parameters(operation), *_fields(_body(operation))]:
            parts.append("\n".join(["| name | where | is |", "|---|---|---|", *rows]) + "\n")
        if example := EXAMPLES.get(f"{method} {path}"):
            parts.append(_shown(method, path, example))
    return "\n".join(parts)


def command(method: str, path: str, example: Example) -> str:
    """As one types it."""
    for part, value in PARTS.items():
        path = path.replace(part, value)
    lines = [
        f"curl -s '{'http://localhost:8000' + path + example.query}' -H \"X-Admin-API-Key: $ADMIN_API_KEY\""
    ]
    if method != "GET":
        lines[0] = lines[0].replace("curl -s", f"curl -s -X {method}")
    if example.body is not None:
        written = json.dumps(example.body, ensure_ascii=False).replace("'", "\\u0027")
        lines.append(f"  -H 'Content-Type: application/json' -d '{written}'")
    return " \\\n".join(lines)


def _shown(method: str, path: str, example: Example) -> str:
    before = f"after `{example.first}`" if example.first else f"while #1 is `{example.status}`"
    about_a_lead = "{lead_id}" in path and method == "POST"
    lines = [f"Example, {before}:" if about_a_lead else "Example:", ""]
    lines += ["```sh", command(method, path, example), "```"]
    if example.answer is not None:
        short = json.dumps(example.answer, ensure_ascii=False)
        answer = short if len(short) < SHORT else json.dumps(example.answer, ensure_ascii=False, indent=2)
        lines += ["", f"{example.http_status}:", "", "```json", answer, "```"]
    return "\n".join(lines) + "\n"


def _parameters(operation: Json) -> Iterator[str]:
    for one in operation.get("parameters", []):
        if one["in"] in {"path", "query"}:
            yield f"| `{one['name']}` | {one['in']} | {_kind(one['schema'])} |"


def _body(operation: Json) -> Json:
    content = operation.get("requestBody", {}).get("content", {})
    return cast("Json", content.get("application/json", {}).get("schema", {}))


def _fields(schema: Json, above: str = "") -> Iterator[str]:
    for name, one in schema.get("properties", {}).items():
        inside = next((part for part in _alternatives(one) if "properties" in part), None)
        if inside is not None:
            yield from _fields(inside, f"{above}{name}.")
            continue
        needed = ", required" if name in schema.get("required", []) else ""
        yield f"| `{above}{name}` | body | {_kind(one)}{needed} |"


def _alternatives(schema: Json) -> list[Json]:
    return [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]


def _kind(schema: Json) -> str:
    [one, *_] = _alternatives(schema)
    if "enum" in one.get("items", {}):
        return f"any of {', '.join(f'`{value}`' for value in one['items']['enum'])}"
    if "enum" in one:
        return " or ".join(f"`{value}`" for value in one["enum"])
    kind = {"date-time": "a time"}.get(one.get("format", ""), "") or {
        "integer": "a whole number",
        "string": "a text",
        "boolean": "true or false",
        "array": "a list",
    }.get(one.get("type", ""), "a value")
    if pattern := one.get("pattern"):
        kind = (
            "an amount" if "[0-9]" in pattern else "three letters, such as GBP" if "{3}" in pattern else kind
        )
    limits = [f"{word} {one[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in one]
    if "maxLength" in one and not pattern:
        limits.append(f"up to {one['maxLength']} characters")
    usual = f", {one['default']} by default" if one.get("default") else ""
    return f"{re.sub(' +', ' ', ' '.join([kind, *limits]))}{usual}"
