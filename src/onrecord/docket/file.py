"""docket.toml: read, and checked with line numbers."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import get_args

import msgspec
from msgspec import Struct

from onrecord.docket.lines import line_at, lines_of
from onrecord.errors import UsageError
from onrecord.records.docket import (
    OTHER,
    Docket,
    FormulaWeights,
    Issue,
    OutletWeight,
    Party,
    ProposalSpec,
    Role,
    SubIssue,
    VersionSpec,
)

_AT = re.compile(r"\s*- at `(?P<path>[^`]*)`$")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?\Z")
_CODE = re.compile(r"[A-Z]{2}\Z")


class Problem(Struct, frozen=True, kw_only=True):
    """Something wrong in a docket file.

    Attributes:
        line: Counted from 1; ``None`` where no line can be named.
        message: What is wrong, and what would be right.
        fatal: Whether the docket cannot be used.
    """

    line: int | None
    message: str
    fatal: bool = True


class _PartyTable(Struct, forbid_unknown_fields=True):
    name: str
    role: Role = "negotiator"
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


class _SubTable(Struct, forbid_unknown_fields=True):
    name: str
    phrases: tuple[str, ...] = ()


class _IssueTable(Struct, forbid_unknown_fields=True):
    name: str
    phrases: tuple[str, ...] = ()
    sub: tuple[_SubTable, ...] = ()


class _VersionTable(Struct, forbid_unknown_fields=True):
    name: str
    aliases: tuple[str, ...] = ()
    date: str | None = None


class _ProposalTable(Struct, forbid_unknown_fields=True):
    name: str
    aliases: tuple[str, ...] = ()
    date: str | None = None
    by: tuple[str, ...] = ()
    version: tuple[_VersionTable, ...] = ()


class _WeightsTable(FormulaWeights, frozen=True, forbid_unknown_fields=True):
    pass


class _File(Struct, forbid_unknown_fields=True):
    name: str
    party: tuple[_PartyTable, ...] = ()
    issue: tuple[_IssueTable, ...] = ()
    proposal: tuple[_ProposalTable, ...] = ()
    outlets: dict[str, float] = {}
    weights: _WeightsTable = _WeightsTable()


def read_docket(text: str, *, where: str = "docket.toml") -> Docket:
    """Returns the docket that a TOML text describes.

    Raises:
        UsageError: With the file, the line and what is wrong, for the first of its faults.
    """
    outcome = _parse(text)
    if isinstance(outcome, Problem):
        raise UsageError(said_of(outcome, where))
    fatal = next((problem for problem in _problems(outcome, lines_of(text)) if problem.fatal), None)
    if fatal is not None:
        raise UsageError(said_of(fatal, where))
    return _docket(outcome)


def check_docket(text: str) -> tuple[Problem, ...]:
    """Returns everything that is wrong or doubtful in a docket file, by line."""
    outcome = _parse(text)
    if isinstance(outcome, Problem):
        return (outcome,)
    return tuple(sorted(_problems(outcome, lines_of(text)), key=lambda problem: (problem.line or 0, problem.message)))


def said_of(problem: Problem, where: str) -> str:
    """Returns a problem as one line: file, line, what is wrong.

    >>> said_of(Problem(line=4, message="role is missing"), "talks.toml")
    'talks.toml:4: role is missing'
    """
    return f"{where}:{problem.line}: {problem.message}" if problem.line else f"{where}: {problem.message}"


def _parse(text: str) -> _File | Problem:
    try:
        return msgspec.convert(tomllib.loads(text), type=_File)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        message = re.sub(r"\s*\(at line .*\)$", "", str(error))
        return Problem(line=int(place[1]) if place else None, message=f"not TOML: {message}")
    except msgspec.ValidationError as error:
        return _invalid(str(error), text)


def _invalid(message: str, text: str) -> Problem:
    """Returns what the types say is wrong, at its line and in TOML's words."""
    at = _AT.search(message)
    path = at["path"] if at else ""
    said = _AT.sub("", message)
    if unknown := re.search(r"unknown field `(\w+)`", said):
        path, said = f"{path}.{unknown[1]}", f"there is no key {unknown[1]!r} here; {_known(path)}"
    elif missing := re.search(r"missing required field `(\w+)`", said):
        said = f"the key {missing[1]!r} is missing"
    elif said.startswith("Invalid enum value"):
        said += "; it is one of " + ", ".join(get_args(Role))
    return Problem(line=line_at(path, lines_of(text)), message=said)


def _known(path: str) -> str:
    table = re.sub(r"\[\d+\]", "", path.removeprefix("$")).strip(".")
    kinds: dict[str, type[Struct]] = {
        "": _File,
        "party": _PartyTable,
        "issue": _IssueTable,
        "issue.sub": _SubTable,
        "proposal": _ProposalTable,
        "proposal.version": _VersionTable,
        "weights": _WeightsTable,
    }
    fields = kinds.get(table, _File).__struct_fields__
    return "known are " + ", ".join(fields)


def _problems(file: _File, lines: dict[str, int]) -> Iterator[Problem]:
    def at(path: str, message: str, *, fatal: bool = True) -> Problem:
        return Problem(line=line_at(path, lines), message=message, fatal=fatal)

    for kind, names in (
        ("party", [party.name for party in file.party]),
        ("issue", [issue.name for issue in file.issue]),
        ("proposal", [proposal.name for proposal in file.proposal]),
    ):
        for number, name in enumerate(names):
            if not name.strip():
                yield at(f"{kind}[{number}].name", f"a {kind} needs a name")
            elif name in names[:number]:
                yield at(f"{kind}[{number}].name", f"there are two {kind} tables named {name!r}")
    yield from (
        at(f"issue[{number}].name", f"{OTHER!r} is what a statement on no issue is called; name it otherwise")
        for number, issue in enumerate(file.issue)
        if issue.name == OTHER
    )
    yield from (at(path, message) for path, message in _values(file))
    yield from (at(path, message, fatal=False) for path, message in _doubts(file))


def _values(file: _File) -> Iterator[tuple[str, str]]:
    """Yields the path and the message of every value that cannot be right."""
    known = {party.name for party in file.party}
    for number, party in enumerate(file.party):
        for code in party.countries:
            if not _CODE.match(code):
                yield f"party[{number}].countries", f"{code!r} is no ISO 3166-1 alpha-2 code such as 'NO'"
    for number, proposal in enumerate(file.proposal):
        yield from _dates(f"proposal[{number}]", proposal)
        for name in proposal.by:
            if name not in known:
                yield f"proposal[{number}].by", f"{name!r} is no [[party]] of this docket"
    weights = {f"outlets.{name}": value for name, value in file.outlets.items()}
    weights |= {f"weights.{name}": getattr(file.weights, name) for name in file.weights.__struct_fields__}
    yield from ((path, f"{value} is below 0") for path, value in weights.items() if value is not None and value < 0)


def _dates(path: str, proposal: _ProposalTable) -> Iterator[tuple[str, str]]:
    dated = [(path, proposal.date)]
    dated += [(f"{path}.version[{number}]", version.date) for number, version in enumerate(proposal.version)]
    for place, value in dated:
        if value is not None and not _DATE.match(value):
            yield f"{place}.date", f"{value!r} is no date such as '2031-02-14', '2031-02' or '2031'"


def _doubts(file: _File) -> Iterator[tuple[str, str]]:
    """Yields what may be meant so but will hardly do what is wanted."""
    owners: Counter[str] = Counter()
    for number, party in enumerate(file.party):
        for name in {party.name, *party.aliases, *party.countries, *party.people, *party.bodies}:
            owners[name.casefold()] += 1
            if owners[name.casefold()] > 1:
                yield f"party[{number}]", f"{name!r} stands in two parties; the first in the file gets it"
    if not file.party:
        yield "name", "no [[party]]: no statement will belong to a side"
    if not file.issue:
        yield "name", "no [[issue]]: every statement will be on 'other' or on a proposal"


def _docket(file: _File) -> Docket:
    return Docket(
        name=file.name,
        parties=tuple(msgspec.convert(msgspec.structs.asdict(party), type=Party) for party in file.party),
        issues=tuple(
            Issue(
                name=issue.name,
                phrases=issue.phrases,
                subissues=tuple(SubIssue(name=sub.name, phrases=sub.phrases) for sub in issue.sub),
            )
            for issue in file.issue
        ),
        proposals=tuple(
            ProposalSpec(
                name=proposal.name,
                aliases=proposal.aliases,
                date=proposal.date,
                by=proposal.by,
                versions=tuple(
                    VersionSpec(name=version.name, aliases=version.aliases, date=version.date)
                    for version in proposal.version
                ),
            )
            for proposal in file.proposal
        ),
        outlets=tuple(OutletWeight(name=name, weight=weight) for name, weight in sorted(file.outlets.items())),
        weights=FormulaWeights(**msgspec.structs.asdict(file.weights)),
    )
