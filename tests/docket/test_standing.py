"""Positions kept up to date statement by statement."""

from __future__ import annotations

from msgspec.structs import replace
from tests.sayings import make_statement

from onrecord.docket.standing import Standing
from onrecord.pipeline.judging import judge
from onrecord.records.corpus import Corpus
from onrecord.records.docket import Docket, Issue, Party

DOCKET = Docket(name="talks", parties=(Party(name="Caldia", role="negotiator"),), issues=(Issue(name="river ports"),))
STATEMENT = replace(make_statement("that Caldia will accept the return of the river ports"), kind="indirect")


def test_a_statement_that_is_coded_alike_and_has_other_wordings_has_its_step_found_again():
    codings = {one.statement: one for one in judge(Corpus(stories=(), statements=(STATEMENT,)), list, DOCKET).codings}
    standing = Standing()
    standing.update({STATEMENT.id: STATEMENT}, codings)
    (before,) = standing.positions(DOCKET)
    standing.update({STATEMENT.id: replace(STATEMENT, kind="mixed")}, codings)
    (after,) = standing.positions(DOCKET)
    assert [step.own_words for step in (*before.steps, *after.steps)] == [False, True]
