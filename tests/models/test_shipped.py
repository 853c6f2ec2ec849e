import hashlib
import json

import pytest
from tests.builders import make_page

from onrecord.attribution import find_attributions
from onrecord.errors import ModelError
from onrecord.models import load_model, read_card

NAMES = ("accurate", "fast")


def shipped(root, name="fast"):
    return root / "src" / "onrecord" / "models" / name


@pytest.mark.parametrize("name", NAMES)
def test_the_files_are_those_of_the_card(root, name):
    folder = shipped(root, name)
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in read_card(folder).files}
    assert hashes == read_card(folder).files


@pytest.mark.parametrize("name", NAMES)
def test_the_model_still_reaches_its_floor_on_made_up_sentences(root, name):
    """24 sentences, a line each: cue and source right and the content's words right in at least 19."""
    cases = json.loads((root / "tests" / "attribution" / "madeup.json").read_text(encoding="utf-8"))["cases"]
    model = load_model(name)
    right = 0
    for case in cases:
        text = case["text"]
        found = find_attributions(make_page("Talks\n" + text), model).attributions
        seen = [
            (
                " ".join(s.of("Talks\n" + text) for s in a.source),
                [s.of("Talks\n" + text).strip('“”",. ') for s in a.content],
            )
            for a in found
        ]
        right += (case["source"], [c.strip('“”",. ') for c in case["content"]]) in seen
    assert right >= 19, f"{right} of {len(cases)}"


def test_an_altered_file_is_refused(root, tmp_path):
    for path in shipped(root).iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "arguments.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"arguments\.onnx is not the one its card describes"):
        load_model(str(tmp_path))


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ModelError, match="no model named 'grand'; there is: accurate, fast"):
        load_model("grand")


def test_a_folder_without_a_card_is_refused(tmp_path):
    with pytest.raises(ModelError, match=r"card\.toml is missing"):
        load_model(str(tmp_path))


def test_a_damaged_card_is_refused(tmp_path):
    (tmp_path / "card.toml").write_text("name = 3")
    with pytest.raises(ModelError, match="damaged"):
        read_card(tmp_path)
