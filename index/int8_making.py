"""Makes a model's int8 copy: exported to ONNX, quantised, checked against the model, timed beside it.

Imports torch and more, and is therefore run in a process of its own, which takes their memory with it.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from index.encoder import Encoder, SentenceTransformerEncoder
from index.int8_check import CHECK_TEXTS
from index.onnx_encoder import OnnxEncoder
from index.onnx_file import Int8Copy, write_copy

OPSET = 17
ROUNDS = 3
REFUSED = 3
"""Exit status of a process that found that the model allows no copy."""

_PROGRAM = "import json, sys; sys.path[:0] = json.loads(sys.argv[1]); from index.int8_making import main; main()"


class NoCopy(Exception):
    """A model of which no usable copy can be made here; the message says why."""


def make_copy_apart(model: str, path: Path) -> None:
    """Make the copy of a model at `path`, in another process.

    Raises NoCopy where the model allows none, OSError where another attempt may well succeed.
    """
    command = [sys.executable, "-c", _PROGRAM, json.dumps([entry for entry in sys.path if entry]), model, str(path)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or [f"exit status {done.returncode}"]
        raise NoCopy(said[-1]) if done.returncode == REFUSED else OSError(said[-1])


def main() -> None:
    """Makes the copy that the command line names; what is wrong is the last line on standard error."""
    logging.disable(logging.WARNING)
    model, path = sys.argv[2:]
    try:
        copy = make_copy(model)
    except (OSError, MemoryError):
        raise
    except Exception as error:
        sys.stderr.write(f"\n{' '.join(str(error).split())[:500] or type(error).__name__}\n")
        sys.exit(REFUSED)
    write_copy(Path(path), copy)


def make_copy(model: str) -> Int8Copy:
    """A checked copy. Raises what the libraries raise, and BadCopy where it differs too much from the model."""
    import torch

    torch.set_num_threads(1)
    reference = SentenceTransformerEncoder(model)
    references = reference.encode(CHECK_TEXTS)
    copy = Int8Copy(*_exported(reference.transformer), references, 1.0)
    return Int8Copy(copy.network, copy.tokenizer, copy.longest, references, _speedup(copy, reference))


def _speedup(copy: Int8Copy, reference: Encoder) -> float:
    """How many times as fast, on one core, over texts of a claim's length: the best of rounds in turn."""
    encoder = OnnxEncoder(copy, reference.name, threads=1)
    texts = sorted(CHECK_TEXTS, key=len)[1:-1] * 4
    times: dict[Encoder, float] = {encoder: float("inf"), reference: float("inf")}
    for _ in range(ROUNDS):
        for each, best in times.items():
            start = perf_counter()
            each.encode(texts)
            times[each] = min(best, perf_counter() - start)
    return times[reference] / times[encoder]


def _exported(transformer: Any) -> tuple[bytes, str, int]:  # noqa: ANN401 - sentence-transformers ships no types
    """The int8 network, the tokenizer's JSON and the most word pieces of a text."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    if transformer.default_prompt_name:
        raise NoCopy("it sets a prompt before each text")
    tokenizer = transformer.tokenizer.backend_tokenizer.to_str()
    longest = int(transformer.max_seq_length)
    transformer.requires_grad_(False).eval()
    transformer[0].auto_model.set_attn_implementation("eager")
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        full, small = str(Path(folder, "fp32.onnx")), str(Path(folder, "int8.onnx"))
        torch.onnx.export(
            _one_text(transformer),
            (torch.tensor([[1, 2, 3, 4, 5]]),),
            full,
            dynamo=False,
            input_names=["pieces"],
            output_names=["vector"],
            dynamic_axes={"pieces": {1: "length"}},
            opset_version=OPSET,
        )
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return Path(small).read_bytes(), tokenizer, longest


def _one_text(transformer: Any) -> Any:  # noqa: ANN401
    """The network from one text's word pieces to its unit vector; alone it needs no padding."""
    import torch

    class OneText(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.transformer = transformer

        def forward(self, pieces: torch.Tensor) -> torch.Tensor:
            features = {"input_ids": pieces, "attention_mask": torch.ones_like(pieces)}
            vectors: torch.Tensor = self.transformer(features)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, p=2, dim=1)

    return OneText().eval()
