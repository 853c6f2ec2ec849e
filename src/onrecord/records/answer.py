"""Statements about statements: who dismissed, denied, confirmed or quoted whom."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from onrecord.records.act import Mark

AnswerKind = Literal["dismisses", "denies", "confirms", "answers", "quotes", "corrects"]
AnswerSign = Literal[
    "named", "outlet", "overlap", "figure", "date", "same_page", "told", "follows", "only_one", "issue", "deed"
]


class AnswerReason(Struct, frozen=True, kw_only=True):
    """One sign that a statement answers another.

    Attributes:
        sign: ``named`` (it names the speaker), ``outlet`` (the outlet), ``overlap`` (shared words), ``figure`` (shared
            number), ``date`` (how far apart), ``same_page`` (they stand on one page), ``told`` (somebody else tells of
            the answer), ``follows`` (it goes on from an answer of the same speaker), ``only_one`` (nobody else, or
            no other statement, can be meant), ``issue`` (the speaker's most reported words of a day on the issue), or
            ``deed`` (the last statement of another side on the page that is what the word says, a warning, an offer).
        words: The words, or the days, that show it.
    """

    sign: AnswerSign
    words: str


class Answer(Struct, frozen=True, kw_only=True):
    """One statement that is about another.

    Attributes:
        statement: Id of the answering statement.
        kind: What it does to the other.
        by: Whose answer it is: the statement's speaker, or those of whom the statement tells it ("dismissed by
            Norland").
        to_statement: Id of the statement meant; ``None`` where the record cannot tell.
        to_speaker: Whose statements are meant, as the record names them; ``None`` where only a report is meant.
        score: That it is meant so, in [0, 1].
        why: The signs.
        marks: The words of the statement that say so.
    """

    statement: str
    kind: AnswerKind
    by: str
    to_statement: str | None
    to_speaker: str | None
    score: float
    why: tuple[AnswerReason, ...]
    marks: tuple[Mark, ...]
