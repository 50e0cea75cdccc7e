"""The store and the vectors kept in step; the only way in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, RLock
from types import TracebackType
from typing import Self

from claims.embedding_text import FORMAT, mask_figures
from claims.types import Claim, Reading
from index.answers import answer_from, stored_answer
from index.browsing import Browsing
from index.comparing import Prepared, Rules, compare_with_stored, default_rules
from index.encoder import Encoder
from index.engines import open_store
from index.errors import NotFound, StoreCorrupt
from index.preparing import encoded, prepare
from index.rebuilding import Rebuilding, ReportReader
from index.recording import Recording, current_versions, kept
from index.store import ClaimChange, ClaimStore, ClaimView, VectorKeeper, check_header
from index.types import NO_FILTERS, Answer, Discrepancy, Filters, Header, Stats, Status
from index.vectors import VectorIndex

SPARE_HITS = 16  # searched for beyond k, in place of claims that are removed meanwhile


def utc_now() -> datetime:
    """The time by this machine's clock."""
    return datetime.now(UTC)


class Library(Browsing):
    """Reports, the claims read in them, and what these say of each other.

    One writer at a time commits to the store, then swaps one reference to the next vector index. Readers take
    that reference once and never wait. Safe to use from any number of threads.
    """

    def __init__(
        self,
        store: ClaimStore,
        encoder: Encoder,
        reader_name: str | None,
        rules: Rules | None,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__(store)
        self._encoder = encoder
        self._given_rules = rules
        self._clock = clock
        self._keeper = store.keeper(Header(FORMAT, encoder.name, encoder.dimension, reader_name or ""))
        self._write_lock = RLock()
        self._replacing = Lock()  # of the keeper

    @classmethod
    def open(
        cls,
        place: Path | str,
        encoder: Encoder,
        reader_name: str | None,
        read_only: bool = False,
        *,
        for_rebuild: bool = False,
        rules: Rules | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """The library in a folder or at a database's address, created where there is none.

        `read_only` needs no lock and may look on while another process writes; whoever only looks on need not
        know the reader, and gives None. `for_rebuild` opens one that was made with another encoder or reader,
        or whose vectors are damaged; it lists what is stored, and neither searches nor adds until `rebuild`.
        Raises IndexMismatch and the StoreErrors.
        """
        return cls.over(open_store(place, read_only), encoder, reader_name, for_rebuild, rules, clock)

    @classmethod
    def over(
        cls,
        store: ClaimStore,
        encoder: Encoder,
        reader_name: str | None,
        for_rebuild: bool = False,
        rules: Rules | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """The library over a store, which it closes. For the rest see `open`."""
        library = cls(store, encoder, reader_name, rules, clock)
        try:
            if not for_rebuild:
                library._check()
        except BaseException:
            library.close()
            raise
        return library

    def _check(self) -> None:
        with self._store.read() as view:
            stored = view.header()
            if stored is not None and not self._keeper.header.reader:
                self._keeper.header = replace(self._keeper.header, reader=stored.reader)
            check_header(stored, self._keeper.header)
            missing = view.unindexed()
        if missing:
            raise StoreCorrupt(self._store.place, f"claims and vectors differ by {missing}; run `twosource rebuild`")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files and of the right to write. May be called twice."""
        self._keeper.close()
        self._store.close()

    @property
    def _rules(self) -> Rules:
        return self._given_rules or default_rules()

    @contextmanager
    def _searching(self) -> Iterator[tuple[ClaimView, VectorIndex]]:
        keeper = self._keeper
        held = keeper.latest()
        with self._store.read() as view:
            yield view, self._fitting(keeper, view).index_for(view, held if keeper.fits(view) else None)

    def _fitting(self, keeper: VectorKeeper, view: ClaimView) -> VectorKeeper:
        """The keeper, or where another edition took the place of the one it is of, that one's."""
        if keeper.fits(view):
            return keeper
        with self._replacing:
            if not self._keeper.fits(view):
                following = self._store.keeper(keeper.header, view.edition)
                if view.edition < self._keeper.edition:
                    return following  # for a view that is older than what others see by now
                self._keeper.close()
                self._keeper = following
            return self._keeper

    @contextmanager
    def _recording(self) -> Iterator[tuple[ClaimChange, Recording]]:
        """One change to store and vectors; both show it once this ends, neither where it raises."""
        with self._write_lock:
            with self._store.write() as change:
                check_header(change.header(), self._keeper.header)
                change.set_header(self._keeper.header)
                revision = change.revision()
                keeper = self._fitting(self._keeper, change)
                recording = Recording(change, keeper.caught_up(change), self._rules, self._clock())
                yield change, recording
                recording.settle_facts()
            keeper.committed(recording.index, revision)

    def load(self) -> None:
        """Bring the vectors into memory now rather than at the first search."""
        with self._searching():
            pass

    def prepare_encoder(self) -> None:
        """Have the embedding model ready now rather than at the first report."""
        encoded(["ready"], self._encoder)

    def add(self, readings: Sequence[Reading]) -> list[Answer]:
        """Store reports and compare them with all that is stored, each other included; an answer for each.

        All in one transaction: once this returns, all of it lasts. A report that is stored already is left as
        it is and gets the same answer, with `stored` False.
        """
        with self._store.read() as view:
            fresh = {each.report.id: each for each in readings if not kept(view, each.report)}
        return self.add_prepared(readings, self.prepare(list(fresh.values())))

    def prepare(self, readings: Sequence[Reading]) -> list[Prepared]:
        """Readings with a vector and keys for each claim, which is most of the work; nothing is stored."""
        return prepare(readings, self._encoder, self._rules)

    def add_prepared(self, readings: Sequence[Reading], fresh: Sequence[Prepared]) -> list[Answer]:
        """What `add` does, where those of the readings that may not be stored yet were prepared elsewhere."""
        stored: set[str] = set()
        if fresh:
            with self._recording() as (_, recording):
                stored = {each.reading.report.id for each in fresh if recording.add(each)}
        answers = []
        with self._store.read() as view:
            for reading in readings:
                id = reading.report.id
                answers.append(stored_answer(view, reading, id in stored))
                stored.discard(id)
        return answers

    def known(self, report_ids: Iterable[str]) -> set[str]:
        """Those of these reports that are stored and current: they need not be read again to be answered."""
        with self._store.read() as view:
            return {id for id in report_ids if view.report(id) is not None and view.superseded_by(id) is None}

    def check(self, reading: Reading) -> Answer:
        """What `add` would answer, storing nothing."""
        report = reading.report
        with self._store.read() as view:
            if view.report(report.id) is not None:
                return stored_answer(view, reading, stored=False)
        (prepared,) = prepare([reading], self._encoder, self._rules)
        with self._searching() as (view, index):
            earlier, _ = current_versions(view, report)
            ignored = view.rows_of([version.id for version in earlier]).tolist()
            findings = compare_with_stored(self._rules, view, index.removed(ignored), prepared, ignored)
        if findings.copying is not None and findings.copying.original != report.id:
            report = replace(report, copy_of=findings.copying.original)
        return answer_from(report, prepared.reading.claims, findings.comparisons, findings.claims)

    def remove(self, report_id: str) -> bool:
        """Remove a report with its claims and comparisons; False where there is none. Reviews are kept.

        Earlier versions at its url stay in the history.
        """
        with self._store.read() as view:
            if view.report(report_id) is None:
                return False
        with self._recording() as (change, recording):
            if change.report(report_id) is None:
                return False
            recording.remove(report_id)
        return True

    def rebuild(self, reader: ReportReader | None = None) -> None:
        """Encode and compare everything anew; with a reader, read the reports anew too.

        A library of its own is made beside this one, which others go on reading and, where it was made with this
        encoder and reader, adding to; what they do meanwhile is in the new one too. Then it takes this one's
        place at once. A process killed before that leaves the library as it was. Reviews are kept by the ids of
        discrepancies. Raises IndexMismatch where the claims were read by another reader than the library was
        opened with, and none is given.
        """
        given = self._keeper.header
        header = given if reader is None else replace(given, reader=reader.name)
        self._check_reader(header, reader)
        with self._store.successor() as target:
            rebuilding = Rebuilding(self._store, target, header, self._encoder, self._rules, self._clock, reader)
            try:
                rebuilding.follow()
                with self._write_lock, self._replacing:
                    with self._store.write() as change:
                        index = rebuilding.hand_over(change)
                        revision = change.hand_over(self._clock())
                    rebuilding.keeper.committed(index, revision)
                    earlier, self._keeper = self._keeper, rebuilding.keeper
            except BaseException:
                rebuilding.keeper.discard()
                raise
            earlier.discard()

    def _check_reader(self, header: Header, reader: ReportReader | None) -> None:
        with self._store.read() as view:
            stored = view.header()
        if reader is None and stored is not None:
            check_header(replace(header, reader=stored.reader), header)

    def search(self, text: str, k: int = 10, filters: Filters = NO_FILTERS) -> list[tuple[Claim, float]]:
        """Claims about what the text is about, nearest first, each with its similarity.

        Figures in the text are masked, as they are in the claims: "60 dead" finds "at least 95 people died".
        However few claims the filters let through, none is missed.
        """
        vector = encoded([mask_figures(text)], self._encoder)
        with self._searching() as (view, index):
            (hits,) = index.search(vector, k + SPARE_HITS, filters=filters)
            claims = view.claims_at(hit.row for hit in hits)
        found = [(claims[hit.row], hit.similarity) for hit in hits if hit.row in claims]
        found.sort(key=lambda each: (-round(each[1], 6), each[0].id))
        return found[:k]

    def review(self, id: str, status: Status, note: str | None = None) -> Discrepancy:
        """Keep an editor's word on a discrepancy. Raises NotFound.

        A dismissed pair stays listed and in its fact, and counts against no outlet.
        """
        self.discrepancy(id)
        with self._recording() as (change, _):
            if change.discrepancy(id) is None:
                raise NotFound("discrepancy", id)
            change.review(id, status, note)
        return self.discrepancy(id)

    def stats(self) -> Stats:
        """How much is stored, and with what the library is made."""
        with self._store.read() as view:
            stats = view.stats()
        return stats if stats.header else replace(stats, header=self._keeper.header)

    def verify(self) -> tuple[str, ...]:
        """Everything stored that contradicts itself, in words; nothing where all is well. Reads all of it."""
        keeper = self._keeper
        held = keeper.latest()
        with self._store.read() as view:
            fitting = self._fitting(keeper, view)
            return (*view.problems(), *fitting.problems(view, held if fitting is keeper else None))
