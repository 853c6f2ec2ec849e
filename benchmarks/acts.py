"""acts.py [--json FILE] [--errors]: what statements do, against the coded set in `acts.toml`.

Macro F1 over the codes of PLOVER, for each part; a list of verbs as baseline (`plover_verbs.toml`); the agreement of
the two codings; the confusion table. `--errors` prints what is wrong where it may be looked at, and never elsewhere.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

from onrecord.acts import read_doing
from onrecord.records.act import Code
from onrecord.text.lemmas import lemmas
from onrecord.text.tokens import TOKEN
from report import write_result

HERE = Path(__file__).resolve().parent
Sentence = dict[str, Any]
_LEAST = 3  # a code with fewer sentences in a half is left out of its mean


def read_codes(sentence: Sentence) -> set[str]:
    """Returns the codes that the table gives; OTHER only where it stands alone."""
    doing = read_doing(
        sentence["cue"],
        sentence["quote"],
        kind=sentence["kind"],
        polarity=sentence["polarity"],
        parties=frozenset({sentence["by"]}),
    )
    codes = {act.code for act in doing.acts}
    return {*codes} - {"OTHER"} or {"OTHER"}


def baseline(sentence: Sentence) -> set[str]:
    """Returns the code of the first verb listed, cue first, as a coder by verb dictionaries would."""
    listed = {
        verb: code
        for code, verbs in tomllib.loads((HERE / "plover_verbs.toml").read_text("utf-8")).items()
        for verb in verbs.split()
    }
    for word in TOKEN.findall(f"{sentence['cue']} {sentence['quote']}"):
        for form in sorted(lemmas(word)):
            if form in listed:
                return {listed[form]}
    return {"OTHER"}


def score(sentences: Sequence[Sentence], read: Callable[[Sentence], set[str]]) -> dict[str, Any]:
    """Returns macro F1 with each code's precision, recall and F1; a sentence may have several codes."""
    found = [(set(sentence["codes"]), read(sentence)) for sentence in sentences]
    codes: dict[str, dict[str, float]] = {}
    for code in get_args(Code):
        gold, got = sum(code in g for g, _ in found), sum(code in f for _, f in found)
        both = sum(code in g and code in f for g, f in found)
        if gold >= _LEAST:
            precision, recall = both / got if got else 0.0, both / gold
            f1 = 2 * precision * recall / (precision + recall) if both else 0.0
            codes[code] = {
                "n": gold,
                "precision": round(precision, 3),
                "recall": round(recall, 3),
                "f1": round(f1, 3),
            }
    exact = sum(g == f for g, f in found) / len(found)
    macro = sum(row["f1"] for row in codes.values()) / len(codes)
    return {"sentences": len(found), "macro_f1": round(macro, 3), "all_codes_right": round(exact, 3), "codes": codes}


def confusion(sentences: Sequence[Sentence]) -> list[tuple[str, str, int]]:
    """Returns how often one code was read where another stands, by the first code of each."""
    pairs: Counter[tuple[str, str]] = Counter()
    for sentence in sentences:
        read = read_codes(sentence)
        gold = sentence["codes"]
        if set(gold) != read:
            pairs[gold[0], "+".join(sorted(read))] += 1
    return sorted(((gold, got, n) for (gold, got), n in pairs.items()), key=lambda row: (-row[2], row))


def agreement(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Returns how often both passes gave the same codes, and Cohen's kappa of the first code."""
    pairs = [(sentence["first"], sentence["second"]) for sentence in sentences]
    same = sum(a[0] == b[0] for a, b in pairs) / len(pairs)
    first, second = Counter(a[0] for a, _ in pairs), Counter(b[0] for _, b in pairs)
    chance = sum(first[code] * second[code] for code in first) / len(pairs) ** 2
    equal = sum(set(a) == set(b) for a, b in pairs) / len(pairs)
    return {"same_codes": round(equal, 3), "kappa": round((same - chance) / (1 - chance), 3)}


def main() -> None:
    """Scores both halves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--errors", action="store_true")
    known = parser.parse_args()
    sentences = tomllib.loads((HERE / "acts.toml").read_text("utf-8"))["sentence"]
    halves = {name: [s for s in sentences if s["half"] == name] for name in ("tune", "idioms", "held_out")}
    began = time.perf_counter()
    for sentence in sentences:
        read_codes(sentence)
    ms = (time.perf_counter() - began) / len(sentences) * 1000
    result = {
        "agreement": agreement(sentences),
        **{name: score(half, read_codes) for name, half in halves.items()},
        "baseline": {name: score(half, baseline) for name, half in halves.items()},
        "confusion_held_out": confusion(halves["held_out"]),
        "ms_a_sentence": round(ms, 3),
    }
    for name in halves:
        print(f"{name}: macro F1 {result[name]['macro_f1']}, verb list {result['baseline'][name]['macro_f1']}")
    print(f"agreement {result['agreement']}, {ms:.3f} ms a sentence")
    if known.errors:
        for sentence in halves["tune"] + halves["idioms"]:
            if set(sentence["codes"]) != read_codes(sentence):
                print(
                    sentence["n"],
                    sentence["codes"],
                    sorted(read_codes(sentence)),
                    sentence["cue"],
                    "|",
                    sentence["quote"],
                )
    figures = {
        "macro_f1": result["held_out"]["macro_f1"],
        "baseline_macro_f1": result["baseline"]["held_out"]["macro_f1"],
    }
    write_result(known.json, "acts", figures, details=result, cases=len(sentences))


if __name__ == "__main__":
    main()
