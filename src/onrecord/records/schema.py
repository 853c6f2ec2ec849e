"""JSON Schemas of the machine formats, with the descriptions that the types' docstrings give."""

from __future__ import annotations

import inspect
import re
from typing import Any

import msgspec
from msgspec import Struct


def describe_schema(document: type[Struct], *parts: type[Struct], title: str) -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of `document`, each field described.

    Args:
        document: The type of one line, or of one file.
        parts: Types whose fields a definition took over: that of the same name with ``Document`` after it.
        title: What one line is, with the version of the format.
    """
    schema = msgspec.json.schema(document)
    definitions = schema["$defs"]
    for definition in definitions.values():
        _describe(definition)
    for part in parts:
        name = f"{part.__name__}Document"
        _describe_fields(definitions[name], inspect.getdoc(part) or "")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **schema}


def _describe(definition: dict[str, Any]) -> None:
    """Moves the docstring's ``Attributes:`` onto the properties they describe; the first paragraph stays."""
    text = inspect.cleandoc(definition.get("description", ""))
    definition["description"] = _flat(text.partition("Attributes:\n")[0])
    _describe_fields(definition, text)


def _describe_fields(definition: dict[str, Any], docstring: str) -> None:
    attributes = docstring.partition("Attributes:\n")[2]
    for name, text in re.findall(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", attributes, re.MULTILINE):
        if name in definition.get("properties", {}):
            definition["properties"][name]["description"] = _flat(text)


def _flat(text: str) -> str:
    return " ".join(text.split())
