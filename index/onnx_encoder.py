"""Text to unit vectors with ONNX Runtime, from a model's int8 copy."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np

from index.int8_check import CHECK_TEXTS, find_difference
from index.onnx_file import BadCopy, Int8Copy
from index.vectors import Matrix

FEW = 4  # texts that one thread encodes before a second one would have started


class OnnxEncoder:
    """Encodes with an int8 copy of the model that `name` names.

    Each text is run by itself. The scales of its activations are taken from what is run, so that in a batch a
    text's vector would hang on its neighbours: as far from its vector alone as int8 is from fp32. Nor would
    batches be faster, for there is no padding this way. Texts are spread over `threads` cores, longest first.
    Holds no torch. Safe to use from any number of threads.

    Raises BadCopy where the copy cannot be run here, or answers other vectors than the model did.
    """

    def __init__(self, copy: Int8Copy, name: str, threads: int | None = None) -> None:
        self.name = name
        self.dimension = copy.references.shape[1]
        self._threads = threads or available_cores()
        self._session = _session(copy)
        self._tokenizer = _tokenizer(copy)
        vectors = self.encode(CHECK_TEXTS)
        if (difference := find_difference(copy.references, vectors)) is not None:
            raise BadCopy(difference)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="encoding")

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One unit row a text, in order; a text's row hangs on that text alone."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]), reverse=True)
        chosen = [texts[number] for number in order]
        spread = self._threads > 1 and len(texts) > FEW
        rows = (self._pool.map if spread else map)(self._row, chosen)
        for number, row in zip(order, rows, strict=True):
            vectors[number] = row
        return vectors

    def _row(self, text: str) -> Matrix:
        pieces = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        (row,) = self._session.run(None, {"pieces": pieces})
        answered: Matrix = row
        return answered


def _session(copy: Int8Copy) -> Any:  # noqa: ANN401 - onnxruntime ships no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(copy.network, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors share no root of their own
        raise BadCopy(f"cannot be loaded ({type(error).__name__})") from error


def _tokenizer(copy: Int8Copy) -> Any:  # noqa: ANN401 - tokenizers ships partial types
    from tokenizers import Tokenizer

    tokenizer: Any = Tokenizer.from_str(copy.tokenizer)
    tokenizer.enable_truncation(copy.longest)
    tokenizer.no_padding()
    return tokenizer


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
