"""Which engine runs a model: ONNX Runtime over an int8 copy where that is faster, else torch."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Literal

from index.encoder import Encoder, SentenceTransformerEncoder
from index.errors import EncoderUnavailable
from index.onnx_encoder import OnnxEncoder
from index.onnx_file import RECIPE, BadCopy, read_copy, write_whole
from index.vectors import Matrix

LOG = logging.getLogger("twosource.encoding")
Engine = Literal["auto", "onnx", "torch"]
WORTHWHILE = 1.1  # times as fast as torch: below that the reference is the better choice


class FastestEncoder:
    """A sentence-transformers model, run from its int8 copy in `folder` where there is a good one.

    The copy is made once, at the first text, unless `make` is False, as for commands that write nothing; it is
    checked against the model's own vectors when it is made, and against a record of them each time it is
    opened. Where it cannot be made or checked, or is no faster, torch runs the model, and the log says why;
    with the engine "onnx" that is an error instead.

    Both engines bear one name, for their vectors may stand side by side: see docs/METHOD.md.

    Raises EncoderUnavailable, at once where there is no such model, else at the first text.
    """

    def __init__(
        self,
        model: str | None,
        folder: Path,
        engine: Engine = "auto",
        make: bool = True,
        threads: int | None = None,
    ) -> None:
        self._reference = SentenceTransformerEncoder(model, threads)
        self._folder = folder
        self._engine = engine
        self._make = make
        self._threads = threads
        self._choosing = Lock()

    @property
    def name(self) -> str:
        """The model's, whichever engine runs it."""
        return self._reference.name

    @property
    def dimension(self) -> int:
        """The model's."""
        return self._reference.dimension

    @property
    def engine(self) -> Engine:
        """What runs the model, "onnx" or "torch"; chooses where nothing was encoded yet."""
        return "torch" if self._chosen is self._reference else "onnx"

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One unit row a text, in order."""
        return self._chosen.encode(texts)

    @property
    def _chosen(self) -> Encoder:
        with self._choosing:
            return self._choice

    @cached_property
    def _choice(self) -> Encoder:
        if self._engine == "torch":
            return self._reference
        try:
            return self._from_copy()
        except (BadCopy, OSError) as error:
            problem = f"{self.name} cannot be run by ONNX Runtime: {error}"
        if self._engine == "onnx":
            raise EncoderUnavailable(self._reference.model, problem)
        LOG.warning("%s; torch runs it, more slowly", problem)
        return self._reference

    @property
    def _path(self) -> Path:
        return self._folder / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', self.name)}-{RECIPE}.int8"

    def _from_copy(self) -> Encoder:
        """Raises BadCopy or OSError where it comes to nothing."""
        try:
            return self._opened()
        except FileNotFoundError:
            if not self._make and self._engine == "auto":
                return self._reference
            if not self._make:
                raise BadCopy("no copy of it was made yet; the next command that adds makes one") from None
        except BadCopy as error:
            if not self._make:
                raise
            LOG.warning("%s %s; it is made again", self._path, error)
        self._made()
        return self._opened()

    def _opened(self) -> Encoder:
        copy = read_copy(self._path)
        if self._engine == "auto" and copy.speedup < WORTHWHILE:
            LOG.info("%s is %.2f times as fast by ONNX Runtime: torch runs it", self.name, copy.speedup)
            return self._reference
        return OnnxEncoder(copy, self.name, self._threads)

    def _made(self) -> None:
        """Make the copy. A model that allows none is not tried again, unless the engine is named."""
        from index.int8_making import NoCopy, make_copy_apart

        refused = self._path.with_suffix(".refused")
        if self._engine == "auto" and refused.is_file():
            raise BadCopy(f"{refused.read_text('utf-8').strip()} (said {refused}, which may be removed)")
        self._folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=self._folder):
            pass  # making takes a while: better to know first that it can be kept
        LOG.info("making an int8 copy of %s in %s, once", self.name, self._folder)
        try:
            make_copy_apart(self._reference.model, self._path)
        except NoCopy as error:
            write_whole(refused, f"{error}\n".encode())
            raise BadCopy(str(error)) from error
