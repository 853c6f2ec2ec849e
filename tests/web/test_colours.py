"""The colours of parties: readable on the page, and apart for readers who confuse red and green, or blue and yellow."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

import onrecord.web

# How cones that miss mix linear light (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
# In Oklab, where 0.02 is about the least that is seen side by side.
APART = 0.05


def palettes():
    css = (Path(onrecord.web.__file__).parent / "static" / "onrecord.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    for name, block in (("light", light), ("dark", dark)):
        named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        yield pytest.param(named, id=name)


def linear(colour):
    values = (int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5))
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def mixed(matrix, light):
    return [min(1, max(0, sum(m * v for m, v in zip(row, light, strict=True)))) for row in matrix]


def oklab(light):
    cones = ((0.4122, 0.5363, 0.0514), (0.2119, 0.6807, 0.1074), (0.0883, 0.2817, 0.6300))
    bent = [sum(c * v for c, v in zip(row, light, strict=True)) ** (1 / 3) for row in cones]
    axes = ((0.2105, 0.7936, -0.0041), (1.9780, -2.4286, 0.4506), (0.0259, 0.7828, -0.8087))
    return [sum(a * v for a, v in zip(row, bent, strict=True)) for row in axes]


def distance(one, other):
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5


def contrast(one, other):
    lights = [sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)]
    return (max(lights) + 0.05) / (min(lights) + 0.05)


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("named", list(palettes()))
def test_any_two_colours_of_parties_stay_apart(named, sight):
    seen = {f"c{k}": oklab(mixed(SIGHTS[sight], linear(named[f"c{k}"]))) for k in range(1, 9)}
    close = {(a, b): round(distance(seen[a], seen[b]), 3) for a, b in itertools.combinations(seen, 2)}
    assert {pair: d for pair, d in close.items() if d < APART} == {}


@pytest.mark.parametrize("named", list(palettes()))
def test_colours_can_be_read_as_text(named):
    words = ["ink", "soft", "muted", "accent", "good", "bad", "mid", "ask", "calm", *(f"c{k}" for k in range(1, 9))]
    faint = {
        (word, under): round(contrast(named[word], named[under]), 2)
        for word in words
        for under in ("paper", "raised")
        if contrast(named[word], named[under]) < 4.5
    }
    assert faint == {}
