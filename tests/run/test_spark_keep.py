"""Stories and statements joined by Spark and at once."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.errors import UsageError
from onrecord.pipeline.keeping import find_corpus
from onrecord.records import Failure
from onrecord.run.importing import read_results

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")

from onrecord.run.spark_components import find_components
from onrecord.run.spark_keep import keep_in_spark, load_results
from onrecord.run.spark_read import ReadJob
from onrecord.run.spark_session import read_in_spark

pytestmark = [pytest.mark.timeout(600), pytest.mark.filterwarnings("ignore::ResourceWarning")]

WIRE = """Ferry talks in Oster end without a date

OSTER (Strait Wire) - Foreign Minister Ada Venn of Caldia said on Monday that “the border stays open” for ferries.

Talks on the river ports went on until midnight, and {word} delegates from Norland left by the north gate.

A diplomat briefed on the talks said Norland would not sign before the spring, when the ice on the river breaks.

The two governments have argued over the ports since the old harbour treaty ran out last winter, and crews on both banks
have been idle for eleven weeks while insurers refuse to cover the crossing.

Shopkeepers in Oster sold little but bread and lamp oil, and the mayor asked both sides to let at least the mail boats
through before the feast, as they had done in every quarrel since the bridge fell.

“We have asked for nothing that was not promised,” Bero Tann, Norland's envoy, told reporters in Oster.
"""


def wire_copies(number: int) -> list[str]:
    """Copies of one report, more than one bucket holds, each with a word or a paragraph changed."""
    rng = random.Random(1)
    some = ["tired", "hungry", "quiet", "angry", "weary", "silent", "cheerful", "sleepy", "anxious", "patient"]
    words = [f"the {some[n % 10]} and {some[n // 10]}" for n in range(number)]
    texts = [WIRE.format(word=word) for word in words]
    return [text if rng.random() < 0.7 else text.rsplit("\n\n", 1)[0] for text in texts]


def test_stories_and_statements_are_those_of_a_record(spark, root: Path, tmp_path: Path):
    """The made-up negotiation, and a wire report with more copies than a bucket compares all pairs of."""
    lines = [
        json.dumps({"text": text, "url": f"https://copy{n}.example/ferry"}) for n, text in enumerate(wire_copies(60))
    ]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines), "utf-8")
    out = str(tmp_path / "out")
    from onrecord.run.options import RunOptions
    from onrecord.run.reader import model_name

    job = ReadJob(out=out, model=model_name(RunOptions()))
    *_, end = read_in_spark(spark, [str(root / "examples"), str(tmp_path / "wire.jsonl")], job, parts=2)
    made = keep_in_spark(spark, out)
    readings = [one.reading for one in read_results(out) if not isinstance(one, Failure)]
    there, here = load_results(out), find_corpus(readings)
    assert made["pages"] == end.pages == len(readings)
    assert max(len(story.pages) for story in here.stories) >= 60
    assert msgspec.json.encode(there.stories) == msgspec.json.encode(here.stories)
    assert msgspec.json.encode(there.statements) == msgspec.json.encode(here.statements)


def test_components_are_found_in_chains_and_in_stars(spark, tmp_path: Path):
    rng = random.Random(2)
    chain = [(f"c{n:03}", f"c{n + 1:03}") for n in range(150)]
    star = [("s999", f"s{n:03}") for n in range(300)]
    loose = [(f"r{rng.randrange(99):02}", f"r{rng.randrange(99):02}") for _ in range(60)]
    edges = [*chain, *star, *loose]
    rng.shuffle(edges)

    def settle(frame: Any, name: str) -> Any:
        path = f"file://{tmp_path}/{name}"
        frame.write.parquet(path)
        return spark.read.parquet(path)

    found = find_components(spark.createDataFrame(edges, "a string, b string"), settle)
    rows = {row["id"]: row["root"] for row in found.collect()}
    assert rows == roots_of(edges)


def roots_of(edges: list[tuple[str, str]]) -> dict[str, str]:
    """The smallest id of each id's component, by going round until nothing changes."""
    root = {one: one for edge in edges if edge[0] != edge[1] for one in edge}
    while True:
        before = dict(root)
        for a, b in edges:
            if a != b:
                root[a] = root[b] = min(root[a], root[b])
        if root == before:
            return root


def test_a_folder_without_readings_is_refused(spark, tmp_path: Path):
    with pytest.raises(UsageError, match="holds no readings"):
        keep_in_spark(spark, str(tmp_path))
