"""The text as it was sent and as a reader sees it: without soft hyphens, zero-width and directional marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

# A soft hyphen that broke a line takes the break with it: "kil\u00ad\nled" reads "killed".
_UNSEEN = re.compile(
    "\u00ad[ \\t]*\\r?\\n[ \\t]*(?=[a-z])|"
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+"
)


@dataclass(frozen=True, slots=True)
class SentText:
    """`seen` is what is read. Its offsets are told in `sent`, the report's own text, by `span`.

    "sol\u00addiers" is seen as "soldiers", and its span in the sent text is one longer.
    """

    sent: str
    seen: str
    _cuts: tuple[int, ...] = ()
    _lengths: tuple[int, ...] = ()

    @classmethod
    def of(cls, sent: str) -> SentText:
        """What is seen of a text; the text itself where it holds no such marks."""
        cuts: list[int] = []
        lengths: list[int] = []
        kept: list[str] = []
        end = seen = 0
        for mark in _UNSEEN.finditer(sent):
            seen += mark.start() - end
            kept.append(sent[end : mark.start()])
            end = mark.end()
            cuts.append(seen)
            lengths.append(end - mark.start())
        if not cuts:
            return cls(sent, sent)
        return cls(sent, "".join((*kept, sent[end:])), tuple(cuts), tuple(accumulate(lengths)))

    @property
    def marked(self) -> bool:
        """True where something unseen was sent."""
        return bool(self._cuts)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of `seen[start:end]`, which is not empty, in the sent text; marks at its edges are left out."""
        return self._sent(start), self._sent(end - 1) + 1

    def _sent(self, at: int) -> int:
        before = bisect_right(self._cuts, at)
        return at + (self._lengths[before - 1] if before else 0)
