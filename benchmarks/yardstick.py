"""yardstick.py [--json FILE]: compares the reading of the yardstick page with what a careful reader takes from it.

Checks the label of every block; for A1 to A10, whether each was found, with its kind and its speaker; and that none of
the attitudes that the writer ascribes became a statement. Prints a table. Needs shared/data/lavrov beside the checkout.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

import msgspec

import onrecord
from onrecord.records import Attribution, Block, Reading, Span
from report import need_data, write_result

PAIRED = (
    0.5  # the corpus's own measure: content overlap (Jaccard, here of characters) at which two attributions are one
)


def characters(spans: Any) -> set[int]:
    """Returns the offsets that `spans` cover."""
    return {offset for start, end in spans for offset in range(start, end)}


def pairs(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Returns `spans` as plain pairs."""
    return [(span.start, span.end) for span in spans]


def overlap(one: set[int], other: set[int]) -> float:
    """Returns the Jaccard overlap of two sets of offsets."""
    return len(one & other) / len(one | other) if one | other else 0.0


def block_right(expected: dict[str, Any], blocks: tuple[Block, ...]) -> bool:
    """Tells whether the block that holds most of `expected` has its kind and, within 0.8, its extent."""
    wanted = set(range(expected["start"], expected["end"]))
    best = max(blocks, key=lambda block: overlap(wanted, set(range(block.start, block.end))))
    return best.kind == expected["kind"] and overlap(wanted, set(range(best.start, best.end))) >= 0.8


def find_partner(expected: dict[str, Any], reading: Reading) -> Attribution | None:
    """Returns the attribution whose content agrees best with `expected`, where it agrees enough."""
    wanted = characters(expected["content"])
    scored = [(overlap(wanted, characters(pairs(found.content))), found) for found in reading.attributions]
    score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if score >= PAIRED else None


def speaker_right(expected: dict[str, Any], speaker: dict[str, Any]) -> bool:
    """Tells whether `speaker` is whom a careful reader takes it to be; of a bare surname, no more than the surname."""
    wanted = expected["speaker"]
    if wanted["type"] == "anonymous":
        same = (speaker.get("descriptor") or "").casefold() == wanted["descriptor"].casefold()
        if wanted.get("certainty") == "probable":  # one and the same must be said to be probable; apart is honest too
            same = not same or speaker.get("certainty") == "probable"
        return bool(speaker["type"] == "anonymous" and same)
    if wanted["type"] == "unresolved":
        return bool(speaker.get("name") in (None, wanted["name"]))
    if wanted["type"] == "group":
        return speaker["type"] in ("group", "government", "organisation")
    return bool(speaker["type"] == wanted["type"] and speaker.get("name") == wanted["name"])


def as_object(found: Attribution) -> dict[str, Any]:
    """Returns the speaker of `found` as in the machine format."""
    speaker: dict[str, Any] = msgspec.to_builtins(found.speaker) if found.speaker else {"type": "unresolved"}
    return speaker


def describe(case: str, speaker: dict[str, Any], *, kind: str, right: bool) -> str:
    """Returns a line of the table."""
    said = speaker.get("name") or speaker.get("descriptor") or ", ".join(speaker.get("names", [])) or "-"
    return f"{case:4} kind {kind:8} speaker {'right' if right else 'WRONG'}: {speaker['type']}, {said}"


def ascribed_as_statement(ascribed: list[dict[str, str]], reading: Reading) -> int:
    """Counts ascribed attitudes that a statement takes for its content, in part or whole."""
    text = reading.page.text
    count = 0
    for item in ascribed:
        start = text.find(item["text"])
        inside = set(range(start, start + len(item["text"])))
        spans = [characters(pairs(found.content)) for found in reading.attributions if found.statement]
        # More than a brush: half of the statement's content lies in the ascription, or the ascription half in it.
        count += any(content and len(content & inside) >= 0.5 * min(len(content), len(inside)) for content in spans)
    return count


def compare(expected: dict[str, Any], reading: Reading) -> dict[str, float]:
    """Prints a line a case and returns the figures."""
    blocks = [block_right(block, reading.page.blocks) for block in expected["blocks"]]
    figures = {"blocks": sum(blocks), "detected": 0, "kinds": 0, "speakers": 0}
    for case in expected["attributions"]:
        found = find_partner(case, reading)
        if found is None:
            print(f"{case['id']:4} not found")
            continue
        speaker = as_object(found)
        kind, who = found.kind == case["kind"], speaker_right(case, speaker)
        shown = "right" if kind else f"WRONG, {found.kind}"
        print(describe(case["id"], speaker, kind=shown, right=who))
        if case["id"][1:].isdigit():  # A7b is nested: shown, not counted
            figures["detected"] += 1
            figures["kinds"] += kind
            figures["speakers"] += who
    figures["ascribed as statements"] = ascribed_as_statement(expected["ascribed_attitudes"], reading)
    for block, right in zip(expected["blocks"], blocks, strict=True):
        if not right:
            print(f"block {block['start']}-{block['end']} is not labelled {block['kind']}")
    return dict(figures)


def main() -> None:
    """Reads, compares, prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    folder = need_data("lavrov")
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    figures = compare(expected, onrecord.read(str(folder / "page.txt")))
    cases = sum(case["id"][1:].isdigit() for case in expected["attributions"])
    print(f"of {len(expected['blocks'])} blocks and {cases} attributions:", figures)
    write_result(arguments.json, "yardstick", figures, cases={"blocks": len(expected["blocks"]), "attributions": cases})


if __name__ == "__main__":
    main()
