"""Stories and statements in Spark: the stages' own functions, with Spark's joins between them.

The outcome is that of `onrecord.pipeline.keeping.find_corpus` on the same readings. A bucket that many pages share
proposes a number of pairs linear in it (`onrecord.stories.keys.bucket_pairs`), so a wire story with ten thousand copies
is no more work for each of them than one with forty.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pyarrow as pa
from pyarrow import parquet
from pyspark.sql import functions as sql
from pyspark.sql.pandas.types import from_arrow_schema

from onrecord.errors import UsageError
from onrecord.records.corpus import Corpus
from onrecord.records.statement import Statement
from onrecord.records.story import Story
from onrecord.run import spark_rows as rows
from onrecord.run.spark_components import find_components
from onrecord.run.spark_slices import OutFolder
from onrecord.statements.keys import WEAK_NEEDED as SAYINGS_WEAK_NEEDED
from onrecord.stories.keys import WEAK_NEEDED as PAGES_WEAK_NEEDED

STORIES, STATEMENTS = "stories", "statements"
_KEPT = "_keep"


class _Job:
    """One job: where it lies, and its steps put down one after the other."""

    def __init__(self, spark: Any, out: OutFolder) -> None:
        self.spark = spark
        self.out = out
        self.root = self._address(out.root)

    def _address(self, path: str) -> str:
        """A path as Spark's file systems call it."""
        scheme, _, rest = self.out.address.rpartition("://")
        if not scheme or scheme == "file":
            return f"file://{path}"
        # Hadoop's connector for S3 is called s3a.
        return f"s3a://{path}" if scheme == "s3" else f"{scheme}://{rest}{path.removeprefix(self.out.root)}"

    def read(self, table: str) -> Any:
        """Returns a table of the readings, of the slices that are done."""
        paths = [self._address(path) for path in self.out.tables(table)]
        return self.spark.read.parquet(*paths)

    def settle(self, frame: Any, name: str) -> Any:
        """Writes a step and returns it as written: what comes after does not do it again."""
        path = f"{self.root}/{_KEPT}/{name}"
        frame.write.mode("overwrite").parquet(path)
        return self.spark.read.parquet(path)

    def run(self, frame: Any, work: Any, schema: pa.Schema) -> Any:
        """Returns what a function of `spark_rows` makes of each row."""
        return frame.mapInArrow(rows.Task(work, schema), from_arrow_schema(schema))


def keep_in_spark(spark: Any, folder: str) -> dict[str, int]:
    """Joins the pages that a job has read; writes the tables `STORIES` and `STATEMENTS` into its folder.

    Args:
        spark: The session.
        folder: As given to ``onrecord spark read``.

    Returns:
        How many pages, matches, stories, attributions, links and statements there are.

    Raises:
        UsageError: If the folder holds nothing of a job.
    """
    out = OutFolder(folder)
    if not out.tables("readings"):
        raise UsageError(f"{folder}: holds no readings; `onrecord spark read INPUT {folder}` makes them")
    job = _Job(spark, out)
    pages = _take_pages(job)
    matches = _match_pages(job, pages)
    stories = _merge_stories(job, pages, matches)
    home = stories.select("story", sql.explode("pages").alias("page"))
    _relate_stories(job, stories, matches, home).write.mode("overwrite").parquet(f"{job.root}/{STORIES}")
    said = pages.select("page", sql.explode("sayings").alias("one")).select("page", "one.*")
    sayings = job.settle(said.join(home, "page"), "sayings")
    links = _link_sayings(job, sayings, matches)
    _merge_statements(job, sayings, links).write.mode("overwrite").parquet(f"{job.root}/{STATEMENTS}")
    counts = {"pages": pages, "matches": matches, "stories": stories, "attributions": sayings, "links": links}
    made = {name: int(frame.count()) for name, frame in counts.items()}
    made["statements"] = int(spark.read.parquet(f"{job.root}/{STATEMENTS}").count())
    out.drop(_KEPT)
    return made


def load_results(folder: str) -> Corpus:
    """Returns the stories and statements that `keep_in_spark` wrote, by id; for what fits into memory.

    Raises:
        UsageError: If it was ended before it had written them.
    """
    out = OutFolder(folder)
    for table in (STORIES, STATEMENTS):
        if not any(path.endswith("/_SUCCESS") for path in out.list_files(table)):
            raise UsageError(f"{folder}: holds no {table}, or half of them; `onrecord spark keep {folder}` makes them")
    found = {table: sorted(_documents(out, table)) for table in (STORIES, STATEMENTS)}
    stories = [msgspec.json.decode(document, type=Story) for document in found[STORIES]]
    statements = [msgspec.json.decode(document, type=Statement) for document in found[STATEMENTS]]
    return Corpus(
        stories=tuple(sorted(stories, key=lambda story: story.story)),
        statements=tuple(sorted(statements, key=lambda statement: statement.id)),
    )


def _documents(out: OutFolder, table: str) -> Iterable[bytes]:
    for path in out.list_files(table):
        if path.endswith(".parquet"):
            yield from parquet.read_table(path, columns=["document"], filesystem=out.files)["document"].to_pylist()


def _take_pages(job: _Job) -> Any:
    """Of a page met at several places the reading of the first place, as a record shows it."""
    readings = job.read("readings").select("page_id", "place", "document")
    shown = readings.groupBy("page_id").agg(sql.min_by("document", "place").alias("document"))
    return job.settle(job.run(shown.select("document"), rows.page_rows, rows.PAGES), "pages")


def _proposed(job: _Job, keyed: Any, work: Any, weak_needed: int) -> Any:
    """The pairs that buckets propose.

    Args:
        job: The job.
        keyed: Columns id and keys.
        work: One bucket to its pairs.
        weak_needed: How many weak keys are as good as a strong one.
    """
    one_each = keyed.select("id", sql.explode("keys").alias("key"))
    buckets = one_each.groupBy("key").agg(sql.collect_set("id").alias("ids"))
    found = job.run(buckets.where(sql.size("ids") > 1), work, rows.PROPOSED)
    counted = found.groupBy("a", "b").agg(sql.min("weak").alias("weak"), sql.count("*").alias("number"))
    return counted.where((~sql.col("weak")) | (sql.col("number") >= weak_needed)).select("a", "b")


def _with_blobs(pairs: Any, blobs: Any) -> Any:
    """Pairs with the blobs of both."""
    first = blobs.select(sql.col("id").alias("a"), sql.col("blob").alias("blob_a"))
    second = blobs.select(sql.col("id").alias("b"), sql.col("blob").alias("blob_b"))
    return pairs.join(first, "a").join(second, "b")


def _match_pages(job: _Job, pages: Any) -> Any:
    by_id = pages.withColumnRenamed("page", "id")
    pairs = job.settle(_proposed(job, by_id, rows.page_bucket_rows, PAGES_WEAK_NEEDED), "page-pairs")
    both = _with_blobs(pairs, by_id).select("blob_a", "blob_b")
    return job.settle(job.run(both, rows.match_rows, rows.MATCHES), "matches")


def _merge_stories(job: _Job, pages: Any, matches: Any) -> Any:
    copies = matches.where("verdict = 'copy'")
    roots = find_components(copies, job.settle).withColumnRenamed("id", "page")
    rooted = pages.select("page", "blob").join(roots, "page", "left")
    here = rooted.select(sql.coalesce("root", "page").alias("root"), "blob")
    inside = copies.withColumnRenamed("a", "page").join(roots, "page").select("root", sql.col("blob").alias("match"))
    groups = here.groupBy("root").agg(sql.collect_list("blob").alias("sketches"))
    ties = inside.groupBy("root").agg(sql.collect_list("match").alias("matches"))
    return job.settle(job.run(groups.join(ties, "root", "left"), rows.story_rows, rows.STORIES), "stories-alone")


def _relate_stories(job: _Job, stories: Any, matches: Any, home: Any) -> Any:
    homes = {end: home.select(sql.col("page").alias(end), sql.col("story").alias(f"home_{end}")) for end in ("a", "b")}
    ties = matches.join(homes["a"], "a").join(homes["b"], "b").where("home_a <> home_b")
    tie = sql.struct("blob", "home_a", "home_b").alias("tie")
    both = ties.select(sql.col("home_a").alias("story"), tie).union(ties.select(sql.col("home_b").alias("story"), tie))
    grouped = both.groupBy("story").agg(sql.collect_list("tie").alias("ties"))
    return job.run(stories.join(grouped, "story", "left"), rows.story_lines, rows.STORY_LINES)


def _link_sayings(job: _Job, sayings: Any, matches: Any) -> Any:
    by_keys = _proposed(job, sayings, rows.saying_bucket_rows, SAYINGS_WEAK_NEEDED)
    per_story = sayings.groupBy("story").agg(sql.collect_list("blob").alias("blobs")).where(sql.size("blobs") > 1)
    inside = job.run(per_story, rows.inside_rows, rows.PAIRS)
    stories = [sayings.select(sql.col("id").alias(end), sql.col("story").alias(f"story_{end}")) for end in ("a", "b")]
    ranked = _aligned(job, sayings, matches).withColumn("rank", sql.lit(0))
    ranked = ranked.union(inside.withColumn("rank", sql.lit(1))).union(by_keys.withColumn("rank", sql.lit(2)))
    best = ranked.groupBy("a", "b").agg(sql.min("rank").alias("rank")).join(stories[0], "a").join(stories[1], "b")
    near = sql.col("story_a") == sql.col("story_b")
    place = sql.when(sql.col("rank") == 0, "aligned").when((sql.col("rank") == 1) | near, "story").otherwise("apart")
    pairs = job.settle(best.select("a", "b", place.alias("place")), "saying-pairs")
    both = _with_blobs(pairs, sayings).select("blob_a", "blob_b", "place")
    return job.settle(job.run(both, rows.link_rows, rows.LINKS), "links")


def _aligned(job: _Job, sayings: Any, matches: Any) -> Any:
    """Pairs of attributions in paragraphs that two pages have in common."""
    paragraphs = job.run(matches.select("blob"), rows.aligned_rows, rows.ALIGNED)
    columns = (sql.col("page"), sql.col("paragraph"), sql.col("id"))
    for end in ("a", "b"):
        names = (f"{end}_page", f"{end}_par", f"{end}_id")
        here = sayings.select(*(column.alias(name) for column, name in zip(columns, names, strict=True)))
        paragraphs = paragraphs.join(here, list(names[:2]))
    return paragraphs.select(sql.least("a_id", "b_id").alias("a"), sql.greatest("a_id", "b_id").alias("b")).distinct()


def _merge_statements(job: _Job, sayings: Any, links: Any) -> Any:
    roots = find_components(links, job.settle)
    rooted = sayings.join(roots, "id", "left").withColumn("root", sql.coalesce("root", "id"))
    rooted = job.settle(rooted.select("root", "story", "names", "blob"), "sayings-rooted")
    member = sql.struct("blob", "story").alias("one")
    members = rooted.groupBy("root").agg(sql.collect_list(member).alias("members"))
    ties = (
        links.withColumnRenamed("a", "id")
        .join(roots, "id")
        .groupBy("root")
        .agg(sql.collect_list("blob").alias("links"))
    )
    # Who may lend a name: those named in full, of the same surname, in the same story.
    givers = sayings.select("story", sql.explode("cast").alias("name"), "id", "blob")
    takers = _crossed(rooted)
    lent = takers.join(givers, ["story", "name"]).select("root", "id", member).dropDuplicates(["root", "id"])
    cast = lent.groupBy("root").agg(sql.collect_list("one").alias("cast"))
    whole = members.join(ties, "root", "left").join(cast, "root", "left")
    return job.run(whole, rows.statement_lines, rows.STATEMENT_LINES)


def _crossed(rooted: Any) -> Any:
    """Every story of what hangs together, with every surname in it."""
    names = rooted.select("root", sql.explode("names").alias("name")).distinct()
    return rooted.select("root", "story").distinct().join(names, "root")
