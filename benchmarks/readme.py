"""readme.py: writes the table of figures into README.md, from benchmarks/results/*.json; a test holds them together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BEGIN, END = "<!-- figures: benchmarks/readme.py -->\n", "<!-- end of figures -->\n"

# Benchmark, figure, what a reader is told, how the number is written.
ROWS = (
    (
        "attribution",
        "det@0.5",
        "attributions found, F1 at half the words in common (PolNeAR dev)",
        "{:.1f}",
    ),
    ("attribution", "source-correct", "found, and with the right source words, F1", "{:.1f}"),
    ("attribution-accurate", "det@0.5", "the same with `--model accurate`, found, F1", "{:.1f}"),
    ("attribution-accurate", "source-correct", "the same with `--model accurate`, with the right source, F1", "{:.1f}"),
    ("attribution", "recall direct", "of direct quotations, found", "{:.1f} %"),
    ("attribution", "recall indirect", "of indirect speech, found", "{:.1f} %"),
    ("attribution", "calibration error", "mean gap between confidence and truth, points", "{:.1f}"),
    ("speakers", "P+O right", "named people and bodies: the right one", "{:.1f} %"),
    ("speakers", "P+O wrong name", "named people and bodies: a wrong name", "{:.1f} %"),
    ("speakers", "pronoun right", "“he”, “she”, “they”: the right one", "{:.1f} %"),
    ("body", "f1", "the article's body on 91 real pages, F1", "{:.3f}"),
    ("yardstick", "detected", "one hard real page: of 10 attributions, found", "{:.0f}"),
    ("yardstick", "speakers", "one hard real page: of 10 speakers, right", "{:.0f}"),
    ("speed", "reports per second", "reports a second on one core, from text to attributions", "{:.1f}"),
    ("speed", "ratio", "times the speed of spaCy's small English pipeline, same core", "{:.2f}"),
    ("speed", "peak MiB", "peak memory, MiB", "{:.0f}"),
    ("speed", "seconds to first output", "seconds from starting the command to its first output", "{:.2f}"),
)


def load_results(folder: Path) -> dict[str, dict[str, Any]]:
    """Returns each benchmark's figures by its name."""
    results = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    return {name: result.get("figures", result) for name, result in results.items()}


def figures_table(results: dict[str, dict[str, Any]]) -> str:
    """Returns the table, a row for each figure that was measured."""
    lines = ["| measured | figure | benchmark |", "|---|---|---|"]
    for benchmark, name, told, form in ROWS:
        value = results.get(benchmark, {}).get(name)
        if value is not None:
            lines.append(f"| {told} | {form.format(value)} | `benchmarks/{benchmark.partition('-')[0]}.py` |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Writes the table."""
    text = README.read_text("utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    table = figures_table(load_results(ROOT / "benchmarks" / "results"))
    README.write_text(before + BEGIN + table + END + after, "utf-8")


if __name__ == "__main__":
    main()
