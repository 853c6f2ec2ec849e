"""What runs inside Spark's tasks when pages are joined: rows in, rows out, the stages' own functions between.

Structs travel as MessagePack in columns called ``blob``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec
import pyarrow as pa
from msgspec import Struct
from msgspec.structs import replace

from onrecord.pipeline.keeping import aligned_pairs, sayings_of, sketch_page
from onrecord.records.codec import decode_reading
from onrecord.records.story import Match, Story
from onrecord.statements import Link, Saying, find_pairs_inside, keys_of
from onrecord.statements import compare as compare_sayings
from onrecord.statements import keys as saying_keys
from onrecord.statements.groups import join
from onrecord.statements.identity import names_of
from onrecord.statements.merge import make_statement
from onrecord.statements.repairs import cast_of
from onrecord.stories import Sketch
from onrecord.stories import compare as compare_pages
from onrecord.stories import merge as merge_pages
from onrecord.stories.keys import bucket_pairs
from onrecord.stories.merge import relate
from onrecord.stories.sketch import is_weak

Row = dict[str, Any]
# Rows handed back at once.
_ROWS = 256

encode = msgspec.msgpack.encode
_sketch = msgspec.msgpack.Decoder(Sketch).decode
_match = msgspec.msgpack.Decoder(Match).decode
_saying = msgspec.msgpack.Decoder(Saying).decode
_link = msgspec.msgpack.Decoder(Link).decode
_story = msgspec.msgpack.Decoder(Story).decode

_SAYING = pa.struct(
    [
        ("id", pa.string()),
        ("paragraph", pa.int32()),
        ("keys", pa.list_(pa.string())),
        ("cast", pa.list_(pa.string())),
        ("names", pa.list_(pa.string())),
        ("blob", pa.binary()),
    ]
)
PAGES = pa.schema(
    [
        ("page", pa.string()),
        ("keys", pa.list_(pa.string())),
        ("blob", pa.binary()),
        ("sayings", pa.list_(_SAYING)),
    ]
)
PROPOSED = pa.schema([("a", pa.string()), ("b", pa.string()), ("weak", pa.bool_())])
PAIRS = pa.schema([("a", pa.string()), ("b", pa.string())])
MATCHES = pa.schema([("a", pa.string()), ("b", pa.string()), ("verdict", pa.string()), ("blob", pa.binary())])
STORIES = pa.schema([("story", pa.string()), ("pages", pa.list_(pa.string())), ("blob", pa.binary())])
ALIGNED = pa.schema([("a_page", pa.string()), ("a_par", pa.int32()), ("b_page", pa.string()), ("b_par", pa.int32())])
LINKS = pa.schema([("a", pa.string()), ("b", pa.string()), ("blob", pa.binary())])
STORY_LINES = pa.schema(
    [
        ("story", pa.string()),
        ("pages", pa.list_(pa.string())),
        ("copies", pa.int32()),
        ("fullest", pa.string()),
        ("earliest", pa.string()),
        ("document", pa.binary()),
    ]
)
STATEMENT_LINES = pa.schema(
    [
        ("id", pa.string()),
        ("speaker", pa.string()),
        ("when", pa.string()),
        ("quote", pa.string()),
        ("kind", pa.string()),
        ("pages", pa.int32()),
        ("lines", pa.int32()),
        ("stories", pa.list_(pa.string())),
        ("document", pa.binary()),
    ]
)


class Task(Struct, frozen=True):
    """A function over rows as one over Arrow batches, for ``mapInArrow``.

    Attributes:
        work: A function at the top of a module: one row to some.
        schema: Of what it yields.
    """

    work: Callable[[Row], Iterable[Row]]
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yields what the rows yield, some hundred at a time."""
        rows: list[Row] = []
        for batch in batches:
            for number in range(batch.num_rows):  # a row at a time: a batch of blobs as Python objects would be large
                rows += self.work(batch.slice(number, 1).to_pylist()[0])
                if len(rows) >= _ROWS:
                    yield pa.RecordBatch.from_pylist(rows, schema=self.schema)
                    rows = []
        if rows:
            yield pa.RecordBatch.from_pylist(rows, schema=self.schema)


def page_rows(row: Row) -> Iterator[Row]:
    """``document`` -> a row of `PAGES`: the page's sketch, and what was said on it."""
    reading = decode_reading(row["document"])
    sketch = sketch_page(reading.page)
    said = [_saying_row(saying) for saying in sayings_of(reading, sketch.paragraphs)]
    yield {"page": sketch.page.id, "keys": list(sketch.keys), "blob": encode(sketch), "sayings": said}


def _saying_row(saying: Saying) -> Row:
    names = names_of(saying.speaker)
    person = saying.speaker.type == "person"
    return {
        "id": saying.id,
        "paragraph": saying.paragraph,
        "keys": list(keys_of(saying)),
        "cast": sorted({name[-1] for name in names if len(name) > 1 and person}),
        "names": sorted({name[-1] for name in names}),
        "blob": encode(saying),
    }


def page_bucket_rows(row: Row) -> Iterator[Row]:
    """``key``, ``ids`` -> the pairs of pages that the bucket proposes."""
    weak = is_weak(row["key"])
    found = bucket_pairs(sorted(row["ids"]), weak=weak)
    return ({"a": a, "b": b, "weak": weak} for a, b in found)


def saying_bucket_rows(row: Row) -> Iterator[Row]:
    """``key``, ``ids`` -> the pairs of attributions that the bucket proposes."""
    weak = saying_keys.is_weak(row["key"])
    return ({"a": a, "b": b, "weak": weak} for a, b in saying_keys.pairs_of(row["key"], row["ids"]))


def match_rows(row: Row) -> Iterator[Row]:
    """``blob_a``, ``blob_b`` of two pages -> their match, if there is one."""
    match = compare_pages(_sketch(row["blob_a"]), _sketch(row["blob_b"]))
    if match is not None:
        yield {"a": match.a, "b": match.b, "verdict": match.verdict, "blob": encode(match)}


def story_rows(row: Row) -> Iterator[Row]:
    """``sketches``, ``matches`` of pages that hang together -> their stories; how they relate comes later."""
    made = merge_pages(map(_sketch, row["sketches"]), map(_match, row["matches"] or ()))
    for story in made:
        yield {"story": story.story, "pages": [copy.id for copy in story.pages], "blob": encode(story)}


def story_lines(row: Row) -> Iterator[Row]:
    """``blob`` of a story, ``ties`` (``blob``, ``home_a``, ``home_b``) -> the finished story: `STORY_LINES`."""
    story = _story(row["blob"])
    ties = sorted(((_match(tie["blob"]), tie) for tie in row["ties"] or ()), key=lambda pair: (pair[0].a, pair[0].b))
    # Homes by match, since one page may be in many of them.
    home = {one: tie[f"home_{end}"] for match, tie in ties for end, one in (("a", match.a), ("b", match.b))}
    related = relate([match for match, _ in ties], home).get(story.story, ())
    story = replace(story, related=tuple(related))
    yield {
        "story": story.story,
        "pages": [copy.id for copy in story.pages],
        "copies": len(story.pages),
        "fullest": story.fullest,
        "earliest": story.earliest,
        "document": msgspec.json.encode(story),
    }


def aligned_rows(row: Row) -> Iterator[Row]:
    """``blob`` of a match -> the paragraphs whose attributions may be one, page and number of both."""
    match = _match(row["blob"])
    numbers = {**{(match.a, p.a): [f"{match.a} {p.a}"] for p in match.paragraphs}}
    numbers.update({(match.b, p.b): [f"{match.b} {p.b}"] for p in match.paragraphs})
    for pair in sorted(aligned_pairs([match], numbers)):
        (a, p), (b, q) = (one.split(" ") for one in pair)
        yield {"a_page": a, "a_par": int(p), "b_page": b, "b_par": int(q)}


def inside_rows(row: Row) -> Iterator[Row]:
    """``blobs`` of the attributions in one story -> the pairs of them that may be one statement."""
    return ({"a": a, "b": b} for a, b in find_pairs_inside([_saying(blob) for blob in row["blobs"]]))


def link_rows(row: Row) -> Iterator[Row]:
    """``blob_a``, ``blob_b`` of two attributions and their ``place`` -> their link, if there is one."""
    link = compare_sayings(_saying(row["blob_a"]), _saying(row["blob_b"]), row["place"])
    if link is not None:
        yield {"a": link.a, "b": link.b, "blob": encode(link)}


def statement_lines(row: Row) -> Iterator[Row]:
    """What hangs together -> its statements, rows of `STATEMENT_LINES`.

    ``members`` and ``cast`` are attributions (``blob``, ``story``), the second those who lend names; ``links`` blobs.
    """
    members = {saying.id: (saying, m["story"]) for m in row["members"] if (saying := _saying(m["blob"]))}
    others = {saying.id: (saying, m["story"]) for m in row["cast"] or () if (saying := _saying(m["blob"]))}
    home: Mapping[str, str] = {saying.page.id: story for saying, story in (*members.values(), *others.values())}
    cast = cast_of([saying for saying, _ in others.values()], home)
    speakers = {one: saying.speaker for one, (saying, _) in members.items()}
    for group in join(speakers, map(_link, row["links"] or ())):
        statement = make_statement([members[one][0] for one in group], cast, home)
        yield {
            "id": statement.id,
            "speaker": statement.speaker.name,
            "when": statement.when,
            "quote": statement.quote,
            "kind": statement.kind,
            "pages": statement.pages,
            "lines": statement.lines,
            "stories": list(statement.stories),
            "document": msgspec.json.encode(statement),
        }
