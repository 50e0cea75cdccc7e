"""Report text to claims: the pipeline, to be read from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from claims.draft import Draft
from claims.live_stamps import Stamps, find_stamps
from claims.parsing import DEFAULT_MODEL, Parser, Piece
from claims.piece_reader import PieceReader
from claims.sent_text import SentText
from claims.types import Reading, Report

BATCH = 64


class Reader:
    """Reads reports. Holds the parse pipeline, which is loaded at the first report."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.parser = Parser(model)

    @property
    def name(self) -> str:
        """The parse model and its version; claims of two models are never mixed in one store."""
        return self.parser.name

    def read(self, report: Report) -> Reading:
        """The claims of one report, the most check-worthy first."""
        return next(self.read_all([report]))

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """The claims of many reports, in input order; parsed in batches, memory bounded by the batch."""
        waiting = iter(reports)
        while batch := list(islice(waiting, BATCH)):
            yield from self._read(batch)

    def _read(self, batch: list[Report]) -> list[Reading]:
        with self.parser.room():
            texts = [SentText.of(report.text) for report in batch]
            parsed = self.parser.parse(text.seen for text in texts)
            return [_reading(*each) for each in zip(batch, texts, parsed, strict=True)]


def _reading(report: Report, text: SentText, pieces: list[Piece]) -> Reading:
    drafts: list[Draft] = []
    stamps = Stamps(find_stamps(text.seen))
    for piece in pieces:
        drafts.extend(PieceReader(report, piece, text, stamps).drafts())
    claims = [draft.claim(report) for draft in drafts]
    unique = {claim.id: claim for claim in claims}
    return Reading(
        report, tuple(sorted(unique.values(), key=lambda claim: (-claim.check_worthiness, claim.start, claim.id)))
    )
