"""Which vectors of a block a search may answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.codes import Positions, both_selector, mask_selector, range_selector


class Alive:
    """Which vectors of a block were not removed."""

    def __init__(self, mask: NDArray[np.bool_]) -> None:
        self.mask = mask

    @cached_property
    def selector(self) -> Any:  # noqa: ANN401
        """The same for FAISS."""
        return mask_selector(self.mask)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Which positions may be answered: from `start` up to `end` the alive ones, or `chosen` of them, all alive."""

    start: int
    end: int
    chosen: Positions | None
    alive: Alive | None

    @property
    def count(self) -> int:
        """How many may be answered."""
        if self.chosen is not None:
            return len(self.chosen)
        return self.end - self.start if self.alive is None else int(self.alive.mask[self.start : self.end].sum())

    def selector(self, size: int) -> Any:  # noqa: ANN401
        """The same for FAISS, in a block of this size; None where every one may."""
        if self.chosen is not None:
            mask = np.zeros(size, dtype=bool)
            mask[self.chosen] = True
            return mask_selector(mask)
        alive = None if self.alive is None else self.alive.selector
        if (self.start, self.end) == (0, size):
            return alive
        within = range_selector(self.start, self.end)
        return within if alive is None else both_selector(within, alive)
