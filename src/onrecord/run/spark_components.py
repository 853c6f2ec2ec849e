"""What hangs together in a graph of any size: an iterative Spark job."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pyspark.sql import functions as sql

# Puts a frame down, so that the next round starts from there and not from the beginning: (frame, name) -> frame.
Settle = Callable[[Any, str], Any]
# Rounds grow with the logarithm of the longest chain; a graph of news pages needs three to five.
_MOST_ROUNDS = 40


def find_components(edges: Any, settle: Settle) -> Any:
    """Returns (id, root) for every id that has an edge; the root is the smallest id of its component.

    Alternating large-star and small-star operations (Kiveris et al., Connected Components in MapReduce and Beyond,
    2014). Each is an aggregation and a join, so a node with ten thousand neighbours is work for many tasks.

    Args:
        edges: Columns a and b, any order, loops allowed.
        settle: Puts a round's edges down.
    """
    apart = edges.where("a <> b")
    now = settle(apart.select(sql.greatest("a", "b").alias("u"), sql.least("a", "b").alias("v")).distinct(), "edges-0")
    before = _signature(now)
    for number in range(1, _MOST_ROUNDS):
        now = settle(_small_star(_large_star(now)), f"edges-{number}")
        after = _signature(now)
        if after == before:
            break
        before = after
    roots = now.select(sql.col("v").alias("id"), sql.col("v").alias("root")).distinct()
    return now.select(sql.col("u").alias("id"), sql.col("v").alias("root")).union(roots)


def _large_star(edges: Any) -> Any:
    """Ties every larger neighbour of a node to the smallest id in the node's surroundings."""
    both = edges.select("u", "v").union(edges.select(sql.col("v").alias("u"), sql.col("u").alias("v")))
    least = both.groupBy("u").agg(sql.min("v").alias("m")).select("u", sql.least("u", "m").alias("m"))
    tied = both.join(least, "u").where("v > u").select(sql.col("v").alias("u"), sql.col("m").alias("v"))
    return tied.where("u <> v").distinct()


def _small_star(edges: Any) -> Any:
    """Ties a node and its smaller neighbours to the smallest of them."""
    least = edges.groupBy("u").agg(sql.min("v").alias("m"))
    tied = edges.join(least, "u").select(sql.col("v").alias("u"), sql.col("m").alias("v"))
    own = least.select("u", sql.col("m").alias("v"))
    return tied.union(own).where("u <> v").distinct()


def _signature(edges: Any) -> tuple[Any, ...]:
    return tuple(edges.agg(sql.count("*"), sql.sum(sql.hash("u", "v")), sql.min("u"), sql.max("u")).first())
