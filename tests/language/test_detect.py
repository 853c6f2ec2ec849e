"""Language detection."""

from __future__ import annotations

import subprocess
import sys

import pytest

from onrecord.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The envoys agreed to resume their talks on grain after eleven weeks of silence.", "en"),
        ("Die Gesandten einigten sich darauf, die Gespräche über Getreide wieder aufzunehmen.", "de"),
        ("Посланники договорились возобновить переговоры о зерне после одиннадцати недель.", "ru"),
        ("Les envoyés sont convenus de reprendre les pourparlers sur les céréales.", "fr"),
    ],
)
def test_names_the_language_with_its_probability(text, language):
    datum = detect_language(text)
    assert datum is not None
    assert (datum.value, datum.found) == (language, "detector")
    assert datum.score is not None
    assert 0.5 < datum.score <= 1


def test_too_little_text_has_no_language():
    assert detect_language("OK – 2031!") is None


def test_importing_the_room_reads_no_model():
    code = "import sys, onrecord.language; sys.exit('py3langid' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
