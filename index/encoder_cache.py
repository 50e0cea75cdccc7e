"""Vectors of texts that were encoded lately."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock

import numpy as np

from index.encoder import Encoder
from index.vectors import Matrix

CAPACITY = 10_000
"""Texts remembered: 20 MB at 384 dimensions."""


class CachedEncoder:
    """Encodes a text once, however often it comes: in one call, or again while it is remembered.

    A report that is checked and then added, a wire story that five outlets print, and a search that is asked
    again come close together, so the latest texts are kept, in memory alone. On the disk a vector a text would
    double the store to spare what reading costs several times over. Safe to use from any number of threads.
    """

    def __init__(self, encoder: Encoder, capacity: int = CAPACITY) -> None:
        self._encoder = encoder
        self._capacity = capacity
        self._kept: OrderedDict[bytes, Matrix] = OrderedDict()
        self._lock = Lock()

    @property
    def name(self) -> str:
        """The encoder's."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """The encoder's."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One unit row a text, in order."""
        keys = [blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts]
        known = self._known(keys)
        fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if fresh:
            rows = self._encoder.encode(list(fresh.values()))
            found = dict(zip(fresh, rows, strict=True))
            self._keep(found)
            known |= found
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for number, key in enumerate(keys):
            vectors[number] = known[key]
        return vectors

    def _known(self, keys: Sequence[bytes]) -> dict[bytes, Matrix]:
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
            for key in known:
                self._kept.move_to_end(key)
        return known

    def _keep(self, found: dict[bytes, Matrix]) -> None:
        with self._lock:
            for key, row in found.items():
                self._kept[key] = row.copy()  # a view would keep the whole answer in memory
                self._kept.move_to_end(key)
            while len(self._kept) > self._capacity:
                self._kept.popitem(last=False)
