"""A docket as TOML to be edited."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from onrecord.records.docket import Docket


def write_docket(docket: Docket, *, remarks: dict[str, str] | None = None) -> str:
    """Returns `docket` as TOML to be edited; `read_docket` reads it back.

    Args:
        docket: The docket.
        remarks: Comments by the name of the party, issue or proposal that they stand above.
    """
    notes = remarks or {}
    parts = [f"name = {_quoted(docket.name)}\n"]
    for party in docket.parties:
        own: list[tuple[str, str | None]] = [("name", party.name), ("role", party.role)]
        lists = [
            (field, getattr(party, field))
            for field in ("aliases", "countries", "people", "bodies", "regions", "members")
        ]
        parts.append(_table("party", own, lists, notes.get(party.name)))
    for issue in docket.issues:
        parts.append(_table("issue", [("name", issue.name)], [("phrases", issue.phrases)], notes.get(issue.name)))
        parts += [
            _table("issue.sub", [("name", sub.name)], [("phrases", sub.phrases)], None) for sub in issue.subissues
        ]
    for proposal in docket.proposals:
        rows: list[tuple[str, str | None]] = [("name", proposal.name), ("date", proposal.date)]
        parts.append(
            _table("proposal", rows, [("aliases", proposal.aliases), ("by", proposal.by)], notes.get(proposal.name))
        )
        for version in proposal.versions:
            rows = [("name", version.name), ("date", version.date)]
            parts.append(_table("proposal.version", rows, [("aliases", version.aliases)], None))
    parts += _numbers("outlets", {outlet.name: outlet.weight for outlet in docket.outlets})
    set_weights = {name: value for name, value in msgspec.structs.asdict(docket.weights).items() if value is not None}
    parts += _numbers("weights", set_weights)
    return "\n".join(parts)


def _table(
    kind: str, rows: Iterable[tuple[str, str | None]], lists: Iterable[tuple[str, Iterable[str]]], note: str | None
) -> str:
    lines = [f"# {line}" for line in (note or "").splitlines()]
    lines.append(f"[[{kind}]]")
    lines += [f"{key} = {_quoted(value)}" for key, value in rows if value is not None]
    lines += [f"{key} = [{', '.join(map(_quoted, values))}]" for key, values in lists if values]
    return "\n".join(lines) + "\n"


def _numbers(kind: str, values: dict[str, float]) -> list[str]:
    if not values:
        return []
    return [f"[{kind}]\n" + "\n".join(f"{_quoted(name)} = {value}" for name, value in values.items()) + "\n"]


def _quoted(value: str) -> str:
    r"""Returns a TOML basic string: JSON's escapes are TOML's.

    >>> _quoted('the "text"')
    '"the \\"text\\""'
    """
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
