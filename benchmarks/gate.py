"""gate.py [NAME...] [--update [--allow-lower]]: runs the accuracy benchmarks and holds them to benchmarks/floors.json.

Fails when a figure is below its floor (or above its ceiling), when the data is not the data the floor was set on, and
when a benchmark yields a figure that no floor holds. ``--update`` runs, keeps the results in benchmarks/results/, and
raises floors to what was reached, less the stated noise; lowering one needs ``--allow-lower`` too, and a line in the
changelog.
Leaves with 77 where the data is not beside the checkout.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from report import DATA, ROOT, SKIPPED, write_result

FLOORS = ROOT / "benchmarks" / "floors.json"
RESULTS = ROOT / "benchmarks" / "results"
BUILD = ROOT / "build" / "gate"


def hash_data(path: Path) -> str:
    """Returns the SHA-256 over every file under `path`: its relative name and its bytes, in order of name."""
    digest = hashlib.sha256()
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
        digest.update(file.relative_to(path.parent).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def run_benchmark(name: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Runs a benchmark's script and returns the JSON object it wrote."""
    BUILD.mkdir(parents=True, exist_ok=True)
    out = BUILD / f"{name}.json"
    out.unlink(missing_ok=True)
    command = [
        sys.executable,
        str(ROOT / "benchmarks" / entry["script"]),
        *entry.get("arguments", []),
        "--json",
        str(out),
    ]
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    result: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return result


def flatten(figures: dict[str, Any], before: str = "") -> dict[str, float]:
    """Returns the numbers of nested figures under their names joined by a space; what is no number is left out.

    >>> flatten({"f1": 0.9, "pronoun": {"right": 76.4}, "model": "a"})
    {'f1': 0.9, 'pronoun right': 76.4}
    """
    flat: dict[str, float] = {}
    for name, value in figures.items():
        if isinstance(value, dict):
            flat |= flatten(value, f"{before}{name} ")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            flat[before + name] = value
    return flat


def check_data(entry: dict[str, Any]) -> list[str]:
    """Returns a complaint for each data set that is not the one the floors were set on."""
    return [
        f"shared/data/{name} is not the data that the floors were set on; --update pins it"
        for name, wanted in entry["data"].items()
        if hash_data(DATA / name) != wanted
    ]


def judge(figures: dict[str, float], bounds: dict[str, dict[str, float]]) -> list[str]:
    """Returns a complaint for each figure out of bounds, and for each figure or bound without its partner.

    >>> judge({"f1": 77.4, "wrong": 2.0}, {"f1": {"floor": 77.0}, "wrong": {"ceiling": 1.5}})
    ['wrong 2.0 is above its ceiling 1.5']
    >>> judge({"f1": 77.4}, {"f1": {"floor": 77.0}})
    []
    """
    complaints = [f"{name} has no floor" for name in figures if name not in bounds]
    for name, bound in bounds.items():
        value = figures.get(name)
        if value is None:
            complaints.append(f"{name} was not measured")
        elif "floor" in bound and not value >= bound["floor"]:  # so that NaN fails
            complaints.append(f"{name} {value} is below its floor {bound['floor']}")
        elif "ceiling" in bound and not value <= bound["ceiling"]:
            complaints.append(f"{name} {value} is above its ceiling {bound['ceiling']}")
    return complaints


def tighten(figures: dict[str, float], bounds: dict[str, dict[str, float]], *, lower: bool) -> None:
    """Moves each bound to what was reached, less its noise; away from it only where `lower` allows.

    >>> bounds = {"f1": {"floor": 77.0, "noise": 0.3}}
    >>> tighten({"f1": 78.0}, bounds, lower=False); bounds["f1"]["floor"]
    77.7
    >>> tighten({"f1": 70.0}, bounds, lower=False); bounds["f1"]["floor"]
    77.7
    """
    for name, bound in bounds.items():
        noise = bound.get("noise", 0.0)
        for side, reached, better in (
            ("floor", round(figures[name] - noise, 3), max),
            ("ceiling", round(figures[name] + noise, 3), min),
        ):
            if side in bound:
                bound[side] = reached if lower else better(bound[side], reached)


def hold(name: str, entry: dict[str, Any], arguments: argparse.Namespace) -> list[str]:
    """Runs one benchmark, prints its figures and returns the complaints; with ``--update`` moves its floors first."""
    try:
        result = run_benchmark(name, entry)
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        return [f"did not run to its end: {error}"]
    measured = flatten(result.get("figures", result))
    unheld = entry.get("unheld", [])
    figures = {key: value for key, value in measured.items() if not any(fnmatch(key, form) for form in unheld)}
    if arguments.update:
        entry["data"] = {data: hash_data(DATA / data) for data in entry["data"]}
        tighten(figures, entry["figures"], lower=arguments.allow_lower)
        RESULTS.mkdir(exist_ok=True)
        write_result(str(RESULTS / f"{name}.json"), name, measured)
    for key, value in figures.items():
        print(f"{name}: {key} {value} {entry['figures'].get(key, {})}")
    return check_data(entry) + judge(figures, entry["figures"])


def main() -> int:
    """Runs the gate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-lower", action="store_true")
    arguments = parser.parse_args()
    if not DATA.is_dir():
        print("the accuracy gate did not run: no shared/data beside the checkout")
        return SKIPPED
    floors: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    wanted = arguments.names or list(floors)
    complaints = [f"{name}: {text}" for name in wanted for text in hold(name, floors[name], arguments)]
    if arguments.update:
        FLOORS.write_text(json.dumps(floors, indent=1) + "\n", "utf-8")
    print("\n".join(complaints) or f"gate: {len(wanted)} benchmarks hold their floors")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
