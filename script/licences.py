"""Holds the licences of all locked releases to requirements/licences.toml, and writes a bill of materials.

python script/licences.py                what is locked and not allowed, or unknown; leaves with 1 where there is any
python script/licences.py --sbom FILE    what a user installs, as CycloneDX 1.6; needs cyclonedx-python-lib
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"


class Locked(NamedTuple):
    """A release that is locked: of which package, which."""

    name: str
    version: str


def read_lock(name: str) -> list[Locked]:
    """Returns what a lock file holds; the first release where it holds several for several Pythons."""
    text = (REQUIREMENTS / name).read_text("utf-8")
    found: dict[str, Locked] = {}
    for package, release in re.findall(r"^([\w.-]+)==([\w.!+-]+)", text, re.MULTILINE):
        found.setdefault(package, Locked(package, release))
    return [found[one] for one in sorted(found)]


def licence_of(name: str, rules: dict[str, Any]) -> str | None:
    """Returns the SPDX expression of an installed package, by its own data; ``None`` where that says nothing."""
    if name in rules["looked_up"]:
        return str(rules["looked_up"][name])
    try:
        told = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if told.get("License-Expression"):
        return str(told["License-Expression"])
    lines = [(told.get("License") or "").strip().split("\n")[0]]
    lines += [one.split(" :: ")[-1] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    known = [rules["words"].get(line, line) for line in lines if line]
    return next((one for one in known if is_expression(one, rules)), known[0] if known else None)


def is_expression(text: str, rules: dict[str, Any]) -> bool:
    """Tells whether every name in an expression is one of the list."""
    return set(re.split(r"[\s()]+", text)) - {"AND", "OR", "WITH", ""} <= set(rules["allowed"])


def is_allowed(expression: str, rules: dict[str, Any]) -> bool:
    """Tells whether what is joined by AND is allowed in all its parts, of what is joined by OR one.

    >>> rules = {"allowed": ["MIT", "Zlib"]}
    >>> is_allowed("MIT AND Zlib", rules), is_allowed("GPL-2.0-only OR MIT", rules), is_allowed("MIT AND GPL", rules)
    (True, True, False)
    """
    parts = [part.strip("() ") for part in re.split(r"\sOR\s", expression)]
    return any(all(one.strip("() ") in rules["allowed"] for one in re.split(r"\sAND\s", part)) for part in parts)


def problems(names: list[str], rules: dict[str, Any]) -> list[str]:
    """Returns a line for each package that may not be depended on."""
    found = []
    for name in names:
        licence = licence_of(name, rules)
        if licence is None:
            found.append(f"{name}: not installed here, or its licence is unknown; look it up for [looked_up]")
        elif not is_allowed(licence, rules):
            found.append(f"{name}: {licence} is not in the list of what is allowed")
    return found


def write_sbom(path: str, rules: dict[str, Any]) -> None:
    """Writes the bill of materials of requirements/run.txt; the same bytes for the same lock."""
    # ruff: noqa: PLC0415 - a library that only this needs
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import LicenseExpression
    from cyclonedx.output.json import JsonV1Dot6
    from packageurl import PackageURL

    bom = Bom()
    bom.metadata.component = Component(name="onrecord", version=metadata.version("onrecord"), bom_ref="onrecord")
    for one in read_lock("run.txt"):
        licence = licence_of(one.name, rules)
        bom.components.add(
            Component(
                type=ComponentType.LIBRARY,
                name=one.name,
                version=one.version,
                purl=PackageURL("pypi", name=one.name, version=one.version),
                bom_ref=f"{one.name}=={one.version}",
                licenses=[LicenseExpression(licence)] if licence else [],
            )
        )
    told = json.loads(JsonV1Dot6(bom).output_as_string())
    told.pop("serialNumber", None)  # no chance in it, and no clock
    told["metadata"].pop("timestamp", None)
    Path(path).write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def main() -> int:
    """Checks, or writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sbom", metavar="FILE")
    args = parser.parse_args()
    rules = tomllib.loads((REQUIREMENTS / "licences.toml").read_text("utf-8"))
    if args.sbom:
        write_sbom(args.sbom, rules)
        return 0
    names = [one.name for one in read_lock("dev.txt")]
    found = problems(names, rules)
    print("\n".join(found) if found else f"{len(names)} locked releases, all under licences of the list")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
