"""A record through one docket, kept up to date: what did not change since the last time is not looked at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from onrecord.acts import acts_of
from onrecord.docket import (
    Introduced,
    IssueIndex,
    Mentioned,
    Met,
    PageNotes,
    PartyIndex,
    Proposed,
    Standing,
    Touched,
    code_statement,
    parties_of,
    places_of,
)
from onrecord.records.act import Doing
from onrecord.records.corpus import Corpus
from onrecord.records.docket import OTHER, Coding, Docket, IssueMatch, PartyMatch
from onrecord.records.judged import Judged
from onrecord.records.statement import Statement, Variant

Key = TypeVar("Key")
Thing = TypeVar("Thing")


class View:
    """What was found of a record through one docket.

    `update` compares statements, notes and stories with those of the last call by identity: equal ones that are other
    objects cost time and change nothing. Of what it yields, everything that comes out as it was is the very object it
    was: codings, positions, proposals, meetings.

    Args:
        docket: The docket; later ones must have its parties.
        like: A view through another, of which codings and positions that come out the same are taken.
    """

    def __init__(self, docket: Docket, like: View | None = None) -> None:
        self.docket = docket
        self.standing: Standing = like.standing if like is not None else Standing()
        self._earlier: Mapping[str, Coding] = like._codings if like is not None else {}  # noqa: SLF001 - its own kind
        self._index = PartyIndex(docket)
        self._issues = IssueIndex(docket)
        self._introduced = Introduced(docket)
        self._mentioned, self._proposed, self._met = Mentioned(), Proposed(), Met()
        self._notes: Mapping[str, PageNotes] = {}
        self._statements: dict[str, Statement] = {}
        self._on_page: dict[str, set[str]] = defaultdict(set)
        self._home: dict[str, str] = {}
        self._codings: dict[str, Coding] = {}
        # What people corrected, and the codings before that.
        self._corrected: Mapping[str, str] = {}
        self._uncorrected: dict[str, Coding] = {}
        self._shared: dict[object, object] = {}
        self.judged: Judged | None = None

    def update(
        self, corpus: Corpus, notes: Mapping[str, PageNotes], docket: Docket, corrected: Mapping[str, str]
    ) -> Judged:
        """Returns what the docket makes of the record.

        Args:
            corpus: Stories and statements, by id.
            notes: Page id to its notes.
            docket: With the parties of the docket that the view was made with. Of a drafted one the proposals are not
                looked for: they are what the pages name.
            corrected: Attribution id to the issue that a person gave it.
        """
        all_anew = docket.issues != self.docket.issues
        if all_anew:
            self._issues = IssueIndex(docket)
        self.docket = replace(docket, proposals=()) if docket.suggested else docket
        pages = set(_differing(self._notes, notes))
        parties = self._index, self._learn(pages, notes)
        statements = {one.id: one for one in corpus.statements}
        changed = set(_differing(self._statements, statements))
        told_on = self._place(changed, statements)
        moved = self._rehome(corpus)
        self._notes, self._statements = notes, statements
        turned = self._mentioned.update(notes, pages, self.docket, parties)
        asking = self._asking(pages | turned, parties[1]) if not all_anew else set(statements)
        recoded = self._code(changed, asking, corrected)
        self.standing.update(statements, self._codings)
        spoken_on = pages | told_on | {v.page.id for c in recoded for v in _variants(statements.get(c.statement))}
        said = statements, self._codings
        self.judged = Judged(
            docket=docket,
            codings=tuple(self._codings.values()),
            positions=self.standing.positions(self.docket),
            proposals=self._proposed.update(self._mentioned, notes, parties, said, (spoken_on, recoded)),
            meetings=self._met.update(notes, spoken_on | moved, parties, (*said, self._on_page), self._home),
        )
        return self.judged

    def _learn(self, pages: Collection[str], notes: Mapping[str, PageNotes]) -> Touched:
        """Takes in whom pages introduce; returns the names that this bears on."""
        turned = False
        for page in pages:
            was, now = self._notes.get(page), notes.get(page)
            turned |= self._introduced.change(was.introductions if was else (), now.introductions if now else ())
        return self._index.learn(self._introduced.learnt()) if turned else Touched(())

    def _place(self, changed: Iterable[str], statements: Mapping[str, Statement]) -> set[str]:
        """Notes on which pages statements stand; returns those on which one changed."""
        touched: set[str] = set()
        for key in changed:
            was = {variant.page.id for variant in _variants(self._statements.get(key))}
            now = {variant.page.id for variant in _variants(statements.get(key))}
            for page in was - now:
                self._on_page[page].discard(key)
            for page in now:
                self._on_page[page].add(key)
            touched |= was | now
        return touched

    def _rehome(self, corpus: Corpus) -> set[str]:
        """Notes of which story each page is; returns the pages that are of another than before."""
        before, self._home = self._home, {copy.id: story.story for story in corpus.stories for copy in story.pages}
        return set(_differing(before, self._home))

    def _asking(self, pages: Iterable[str], touched: Touched) -> set[str]:
        """Returns the statements that may be coded otherwise than before though they did not change."""
        on_them = {key for page in pages for key in self._on_page.get(page, ())}
        if not touched:
            return on_them
        # One answer a speaker: a record has fewer than statements.
        asked: dict[int, bool] = {}
        for one in self._statements.values():
            if id(one.speaker) not in asked:
                asked[id(one.speaker)] = touched.has_speaker(one.speaker)
        return on_them | {key for key, one in self._statements.items() if asked[id(one.speaker)]}

    def _code(self, changed: set[str], asking: set[str], corrected: Mapping[str, str]) -> list[Coding]:
        """Codes statements again; returns the codings that came or went by it, or are of other words."""
        found: list[Coding] = []
        names = {name.casefold(): name for name in _issue_names(self.docket)}
        for key in sorted(changed | asking | self._correcting(corrected)):
            before, statement = self._codings.get(key), self._statements.get(key)
            raw = self._uncorrected.pop(key, before or self._earlier.get(key))
            if statement is None:
                self._codings.pop(key, None)
                found += [before] if before is not None else []
                continue
            coded = self._coding(statement, raw, None if key in changed else raw)
            after = _as_corrected(coded, statement, corrected, names)
            if after is not coded:
                self._uncorrected[key] = coded
            if before is None or before != after:
                self._codings[key] = after
                found += [one for one in (before, after) if one is not None]
            elif key in changed:  # the words are others, and come to the same
                found.append(before)
        self._earlier = {}
        if changed:  # those that came stand behind the others
            self._codings = {key: self._codings[key] for key in self._statements}
        return found

    def _correcting(self, corrected: Mapping[str, str]) -> set[str]:
        """Returns the statements that a person gave an issue now, or had given one before."""
        both = {*corrected, *self._corrected}
        if corrected == self._corrected:
            return set()
        self._corrected = corrected
        return {k for k, one in self._statements.items() if any(v.attribution in both for v in one.variants)}

    def _coding(self, statement: Statement, before: Coding | None, same: Coding | None) -> Coding:
        """Codes one statement.

        Args:
            statement: The statement.
            before: Its coding of before, which is returned where it comes out the same.
            same: The same, where the statement is what it was: then what it does for the same party is known.
        """
        place = places_of(statement, self._notes, self._mentioned.meant)
        sides = parties_of(statement.speaker, self._index)
        doing = same.doing if same is not None and same.parties == sides else self._doing(statement, sides)
        coding = code_statement(statement, doing, self._index, self._issues, place)
        if before is not None and before == coding:
            return before
        rank, issues = self._share(coding.rank), self._share(coding.issues)
        return replace(coding, doing=self._share(doing), rank=rank, issues=issues)

    def _share(self, thing: Thing) -> Thing:
        """Returns an equal thing that was met before: many statements do the same, by as high an office."""
        return self._shared.setdefault(thing, thing)  # type: ignore[return-value]

    def _doing(self, statement: Statement, sides: Iterable[PartyMatch]) -> Doing:
        parties = [self._index.parties[match.party] for match in sides]
        # What it does itself is told from what others do: the names of the party that the speaker speaks for.
        return acts_of(statement, tuple(n for side in parties for n in (side.name, *side.aliases, *side.bodies)))


def _variants(statement: Statement | None) -> tuple[Variant, ...]:
    return statement.variants if statement is not None else ()


def _differing(was: Mapping[Key, Thing], now: Mapping[Key, Thing]) -> Iterable[Key]:
    """Yields the keys of what came, went, or is another object."""
    get = was.get
    yield from [key for key, thing in now.items() if get(key) is not thing]
    if len(was) != len(now) or was.keys() != now.keys():
        yield from was.keys() - now.keys()


def _issue_names(docket: Docket) -> list[str]:
    return [OTHER, *(issue.name for issue in docket.issues), *(proposal.name for proposal in docket.proposals)]


def _as_corrected(
    coding: Coding, statement: Statement, corrected: Mapping[str, str], names: Mapping[str, str]
) -> Coding:
    """Returns the coding with the issue that a person gave one of the statement's wordings, the best one's first."""
    given = [corrected[v.attribution] for v in statement.variants if v.attribution in corrected]
    known = [names[(issue or OTHER).casefold()] for issue in given if (issue or OTHER).casefold() in names]
    if not known:
        return coding
    match = IssueMatch(issue=known[0], subissue=None, score=1.0, by="person", words="", marks=())
    return replace(coding, issues=(match,))
