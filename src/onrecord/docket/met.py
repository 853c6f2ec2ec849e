"""The meetings of a record through one docket, kept up to date."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Mapping

from onrecord.docket.meetings import in_time, join_reports, report_of
from onrecord.docket.notes import PageNotes
from onrecord.docket.parties import PartyIndex, Touched
from onrecord.docket.reports import Report, clusters_of
from onrecord.docket.saying import said_of
from onrecord.records.docket import Coding
from onrecord.records.meeting import JoinedMeeting
from onrecord.records.statement import Statement


class Met:
    """The meetings, and what they were made of. Those that no change touches stay the very same objects."""

    def __init__(self) -> None:
        self._reports: dict[str, tuple[Report, ...]] = {}
        # By the id of the first report: the reports of one meeting, and the meeting.
        self._joined: dict[str, tuple[list[Report], JoinedMeeting]] = {}
        self._found: dict[str, JoinedMeeting] | None = None

    def update(
        self,
        notes: Mapping[str, PageNotes],
        changed: Collection[str],
        parties: tuple[PartyIndex, Touched],
        said: tuple[Mapping[str, Statement], Mapping[str, Coding], Mapping[str, Collection[str]]],
        home: Mapping[str, str],
    ) -> tuple[JoinedMeeting, ...]:
        """Returns the meetings; see `join_meetings`.

        Args:
            notes: Page id to its notes, of all pages.
            changed: Pages that came, changed or went, or are in another story, or on which a statement changed.
            parties: The index of the docket's parties, and the names that it may answer otherwise than before.
            said: Statements by id, their codings by id, and the ids of the statements on each page.
            home: Page id to the id of its story.
        """
        index, touched = parties
        joined = self._found is None
        asking = {page for page in self._reports if touched and self._asks(page, touched)}
        for page in sorted({*changed, *asking}):
            joined |= self._look(page, notes.get(page), index, home)
        if joined:
            self._join(index, asking)
        if joined or not self._reports.keys().isdisjoint(changed):
            self._say(notes, said)
        return tuple(sorted((self._found or {}).values(), key=in_time))

    def _asks(self, page: str, touched: Touched) -> bool:
        return any(touched.has(name) for report in self._reports[page] for name in report.meeting.who)

    def _look(self, page: str, notes: PageNotes | None, index: PartyIndex, home: Mapping[str, str]) -> bool:
        """Takes in one page; returns whether what it reports is something else than before."""
        held = self._reports.pop(page, ())
        if notes is None or not notes.meetings:
            return bool(held)
        found = tuple(report_of(notes, meeting, index, home) for meeting in notes.meetings)
        same = bool(held) and held[0].notes is notes and _facts(held) == _facts(found)
        self._reports[page] = held if same else found
        return not same

    def _join(self, index: PartyIndex, asking: Collection[str]) -> None:
        reports = sorted((report for found in self._reports.values() for report in found), key=lambda one: one.id)
        before, self._joined = self._joined, {}
        for cluster in clusters_of(reports):
            held = before.get(cluster[0].id)
            fresh = any(report.notes.page.id in asking for report in cluster)
            if held is None or fresh or len(held[0]) != len(cluster) or not all(map(operator.is_, held[0], cluster)):
                held = cluster, join_reports(cluster, index)
            self._joined[cluster[0].id] = held

    def _say(
        self,
        notes: Mapping[str, PageNotes],
        said: tuple[Mapping[str, Statement], Mapping[str, Coding], Mapping[str, Collection[str]]],
    ) -> None:
        """Adds what was said of each meeting; only statements on pages that report one may be of it."""
        statements, codings, on_page = said
        near = {one: statements[one] for page in self._reports for one in on_page.get(page, ())}
        reported = [
            (joined, [(report.notes, report.meeting) for report in cluster])
            for cluster, joined in self._joined.values()
        ]
        found = said_of(reported, notes, near, codings)
        held = self._found or {}
        self._found = {key: held[key] if held.get(key) == one else one for key, one in found.items()}


def _facts(reports: Iterable[Report]) -> list[object]:
    return [(report.who, report.story) for report in reports]
