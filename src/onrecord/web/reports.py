"""Reports: the pages of the record, copies of one report together, and how each copy came by its text."""

from __future__ import annotations

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from msgspec import Struct

from onrecord.records.story import Copy, Story, StoryTable
from onrecord.web.lists import count_all, lists_of
from onrecord.web.pages import Asked, library_of
from onrecord.web.render import page as render

# Reports on one screen.
_SCREEN = 60


class ReportLine(Struct, frozen=True, kw_only=True):
    """One report in the list."""

    story: str
    title: str
    copies: tuple[Copy, ...]
    published: str | None


@get("/reports", sync_to_thread=True)
def reports(request: Asked, start: FromQuery[int] = 0) -> Response[bytes]:
    """All reports, newest first, each with its copies."""
    library = library_of(request)
    start = max(0, start)
    lists = lists_of(library)
    if lists is None:
        lines = library.remember("reports", lambda: report_lines(library.record.stories()))
        shown, total = lines[start : start + _SCREEN], len(lines)
    else:
        known = library.record.store.stories_of(names := lists.story_ids(start, _SCREEN))
        shown, total = tuple(_line(known[name]) for name in names if name in known), lists.stories
    following = start + _SCREEN if start + _SCREEN < total else None
    pages = count_all(library, lists).pages
    return render(request, "reports.html", lines=shown, following=following, total=total, pages=pages)


@get("/reports/{name:str}", sync_to_thread=True)
def one_report(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """One report, paragraph by paragraph, through all its copies."""
    library = library_of(request)
    story = library.record.story(name)
    if story is None:
        raise NotFoundException(f"This record has no report {name}.")
    if name != story.story:
        return Redirect(f"/reports/{story.story}")
    table = library.remember(("table", story.story), lambda: library.record.story_table(story))
    related = library.record.store.stories_of([other.story for other in story.related])
    return render(
        request,
        "report.html",
        story=story,
        table=table,
        cells=_cells(table),
        names=_names(story),
        titles={name: _line(other).title for name, other in related.items()},
    )


def report_lines(stories: tuple[Story, ...]) -> tuple[ReportLine, ...]:
    """Returns the reports as lines of a list, newest first, undated last."""
    lines = [_line(story) for story in stories]
    dated = sorted((line for line in lines if line.published), key=lambda line: line.story)
    dated.sort(key=lambda line: line.published or "", reverse=True)
    return (*dated, *sorted((line for line in lines if not line.published), key=lambda line: line.story))


def _line(story: Story) -> ReportLine:
    fullest = next(copy for copy in story.pages if copy.id == story.fullest)
    dates = [copy.published for copy in story.pages if copy.published]
    title = fullest.title or fullest.path or fullest.url or fullest.id
    return ReportLine(story=story.story, title=title, copies=story.pages, published=min(dates, default=None))


def _cells(table: StoryTable) -> list[dict[str, object]]:
    """Returns for each row its cells by page."""
    return [{cell.page: cell for cell in row.cells} for row in table.rows]


def _names(story: Story) -> dict[str, str]:
    return {copy.id: copy.outlet or copy.path or copy.url or copy.id for copy in story.pages}


HANDLERS = (reports, one_report)
