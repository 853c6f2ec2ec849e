"""``onrecord people``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, LinesOption, Record, StoryFormat

if TYPE_CHECKING:
    from onrecord.records.person import Person


def people(
    *,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="Called by these words, in any script and spelling.")
    ] = None,
    office: Annotated[
        str | None, typer.Option("--office", metavar="WORDS", help="In an office or body that has these words.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="NAME", help="Of this country: its name or two-letter code.")
    ] = None,
    min_statements: Annotated[
        int, typer.Option("--min-statements", min=1, metavar="N", help="Only who made N statements or more.")
    ] = 1,
    format_: LinesOption = StoryFormat.table,
    record: Record = DEFAULT_RECORD,
) -> None:
    """Lists who is on record by name: offices, countries, spellings, number of statements.

    Most statements first. Pages are joined to one person by the full name together with an office, a country, a body or
    the same words on two pages; by the name alone only where nobody else on record has it, and then it says "probably".
    Two people of one name stay two. Surnames that no page introduces, and the unnamed, are not here.

    \b
    onrecord people --country Norland
    onrecord people --format jsonl | jq -r '.name'
    """
    from onrecord.cli.terminal import stdout_console, write_lines
    from onrecord.run.record import Record as OpenRecord
    from onrecord.store.open import open_store

    with OpenRecord(open_store(record, write=False)) as opened:
        found = opened.people(name)
        pages = opened.counts().pages
    fits = [p for p in found if len(p.statements) >= min_statements and _is_wanted(p, office, country)]
    if format_ is StoryFormat.jsonl:
        from onrecord.export.people import person_lines

        write_lines(person_lines(fits))
    else:
        from onrecord.cli.person_view import print_people

        print_people(stdout_console(), fits)
    _say_number(record, pages, len(fits), filtered=bool(name or office or country or min_statements > 1))


def _is_wanted(person: Person, office: str | None, country: str | None) -> bool:
    from onrecord.store.fold import fold_words

    if office is not None:
        given = [fold_words(f"{one.office} {one.body or ''}").split() for one in person.offices]
        if not any(set(fold_words(office).split()) <= set(words) for words in given):
            return False
    if country is None:
        return True
    from onrecord.tables.places import country_name, find_place

    place = find_place(country) or find_place(country.title())
    codes = {country.upper(), place.code if place is not None else ""} - {""}
    names = {fold_words(country), fold_words(country_name(place.code) or "") if place is not None else ""}
    return any(one in codes or fold_words(one) in names for one in person.countries)


def _say_number(record: str, pages: int, wanted: int, *, filtered: bool) -> None:
    """Says how many there are, why there are none, and what to do next."""
    from onrecord.cli.terminal import say
    from onrecord.cli.wording import count_of
    from onrecord.store.open import hide_password

    name = hide_password(record)
    if not pages:
        say(f"{name} holds no page yet. Next: onrecord read PAGES --record {name}")
    elif not wanted and filtered:
        say("Nobody on record fits. Leave a filter out, or try onrecord statements --speaker NAME.")
    else:
        number = count_of(wanted, "person", "people")
        say(f"{number} on {count_of(pages, 'page')} of the record.", style="dim")
