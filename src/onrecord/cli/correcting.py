"""A correction from the words of a command line."""

from __future__ import annotations

from msgspec import Struct

from onrecord.errors import UsageError
from onrecord.records.correction import STATEMENT_KINDS, CorrectionKind, Draft
from onrecord.run.correcting import draft_of_two, speaker_value, target_of
from onrecord.store.contract import Store


class Asked(Struct, frozen=True, kw_only=True):
    """What the command line says; see ``onrecord correct --help``."""

    what: tuple[str, ...]
    speaker: str | None
    office: str
    party: str
    not_a_statement: bool
    date: str | None
    issue: str | None
    same_person: bool
    different_people: bool
    same_statement: bool
    different_statements: bool
    undo: str | None
    why: str
    who: str

    @property
    def kinds(self) -> tuple[CorrectionKind, ...]:
        """What is to be corrected; one, where the command line makes sense."""
        given: dict[CorrectionKind, bool] = {
            "speaker": self.speaker is not None,
            "not_a_statement": self.not_a_statement,
            "date": self.date is not None,
            "issue": self.issue is not None,
            "same_person": self.same_person,
            "different_people": self.different_people,
            "same_statement": self.same_statement,
            "different_statements": self.different_statements,
            "undo": self.undo is not None,
        }
        return tuple(kind for kind, is_given in given.items() if is_given)


def draft_of(asked: Asked, store: Store) -> Draft:
    """Returns the correction that a command line asks for.

    Raises:
        UsageError: If it asks for none, or for two at once, or names nothing in the record.
    """
    if len(asked.kinds) != 1:
        raise UsageError(
            "one correction at a time: " + ", ".join(f"--{kind.replace('_', '-')}" for kind in asked.kinds)
        )
    kind = asked.kinds[0]
    if kind == "undo":
        return Draft(kind=kind, who=asked.who, why=asked.why, undoes=asked.undo)
    if kind in {"same_person", "different_people"}:
        if len(asked.what) != 2:
            raise UsageError("give the two names")
        return Draft(kind=kind, who=asked.who, why=asked.why, names=asked.what)
    if kind in STATEMENT_KINDS:
        if len(asked.what) > 2 or not asked.what or (kind == "same_statement" and len(asked.what) != 2):
            raise UsageError("give the ids of the two statements, or of two of their wordings")
        two = (asked.what[0], asked.what[1] if len(asked.what) == 2 else "")
        return draft_of_two(store, kind, two, who=asked.who, why=asked.why)
    if len(asked.what) != 1:
        raise UsageError("give the id of the statement, as onrecord statements --format jsonl or its page has it")
    spoken = None
    if asked.speaker is not None:
        spoken = speaker_value(asked.speaker, office=asked.office, party=asked.party)
    return Draft(
        kind=kind,
        who=asked.who,
        why=asked.why,
        target=target_of(store, asked.what[0]),
        speaker=spoken,
        date=asked.date,
        issue=asked.issue,
    )
