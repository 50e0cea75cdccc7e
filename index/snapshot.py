"""SQLite's vectors, in memory and in sealed files, and how they follow the store."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from threading import Lock, Thread
from typing import Protocol, cast
from weakref import finalize

import numpy as np

from index.block import Block
from index.codes import set_threads
from index.errors import StoreUnavailable
from index.faiss_index import FaissIndex
from index.sealing import Work, next_work, parts_of, seal
from index.segment_files import BlockEntry, FileDamaged, Manifest, read_manifest, remove_others, write_manifest
from index.sketches import CalledOff
from index.store import ClaimChange, ClaimView, Snapshot, VectorBlock, check_header
from index.types import Header
from index.vectors import Rows, VectorIndex

BATCH = 4096  # vectors read from the store at a time

_LOG = logging.getLogger(__name__)


class VectorView(ClaimView, Protocol):
    """What a store whose vectors are sealed in files says beside what every store does."""

    def generation(self) -> str:
        """A name for the vectors stored, which changes whenever all of them are found anew."""

    def removed_rows(self) -> Rows:
        """Every row whose vector was removed since this generation began."""

    def vectors_of(self, rows: Rows) -> VectorBlock:
        """The vectors of those of these rows that are stored, rows ascending."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sealed:
    """What is sealed: the manifest on the disk, if it can be trusted, and its blocks, damaged ones left out."""

    generation: str
    manifest: Manifest | None = None
    blocks: tuple[Block, ...] = ()
    damage: tuple[str, ...] = ()

    @property
    def last_row(self) -> int:
        return self.manifest.last_row if self.manifest else 0


class FaissKeeper:
    """Holds the latest snapshot: swapped by a writer, or caught up with what another process wrote.

    Until this process owns the store, each use compares revisions; afterwards nobody else can have written,
    and the reference is simply taken. The files are trusted as far as the store bears them out: what they lack
    is read from the store, what they hold beyond it is never answered, and what is damaged is written anew.
    Sealing goes on beside, in the one process that may write.
    """

    def __init__(
        self,
        folder: Path,
        header: Header,
        read: Callable[[], AbstractContextManager[ClaimView]],
        writing: Callable[[], bool],
        edition: int,
    ) -> None:
        self.header = header
        self._edition = edition
        self._folder = folder
        self._read = read
        self._writing = writing
        self._latest: Snapshot | None = None
        self._sealed = _Sealed("")
        self._owned = False
        self._loading = Lock()
        self._swapping = Lock()
        self._sealer: Thread | None = None
        self._closing = False
        self._patience = 0

    @property
    def edition(self) -> int:
        """See VectorKeeper."""
        return self._edition

    def fits(self, view: ClaimView) -> bool:
        """See VectorKeeper."""
        return view.edition == self._edition

    def latest(self) -> Snapshot | None:
        """See VectorKeeper."""
        return self._latest

    def index_for(self, view: ClaimView, held: Snapshot | None) -> FaissIndex:
        """See VectorKeeper. Catches up where another process wrote since."""
        if held is not None and (self._owned or held.revision == view.revision()):
            return cast(FaissIndex, held.index)
        with self._loading:
            return self._caught_up(cast(VectorView, view), view.revision())

    def caught_up(self, change: ClaimChange) -> FaissIndex:
        """See VectorKeeper."""
        with self._loading:
            index = self._caught_up(cast(VectorView, change), change.revision() - 1)
            if not self._owned:
                self._take_over()
        return index

    def _take_over(self) -> None:
        """From now on this process alone writes. Remove what a crash left, and files that the store does not bear
        out, before it comes to a revision at which they would look right.
        """
        try:
            if self._folder.is_dir():
                remove_others(self._folder, self._sealed.manifest)
        except OSError as error:
            raise StoreUnavailable(self._folder, f"cannot be written to ({error.strerror})") from error
        self._owned = True

    def committed(self, index: VectorIndex, revision: int) -> None:
        """See VectorKeeper."""
        with self._read() as view:
            generation = cast(VectorView, view).generation()
        with self._swapping:
            if generation != self._sealed.generation:
                self._sealed = _Sealed(generation)
            self._swap(cast(FaissIndex, index), revision)
        self._owned = True
        self._seal_if_due()

    def _swap(self, index: FaissIndex, revision: int) -> None:
        """Hold this, on the blocks sealed last, unless what is held is newer."""
        if self._latest is None or self._latest.revision <= revision:
            blocks = self._sealed.blocks
            self._latest = Snapshot(index if index.blocks == blocks else index.sealed(blocks), revision)

    def _caught_up(self, view: VectorView, revision: int) -> FaissIndex:
        """The vectors of a view whose revision this is, starting from those held.

        Raises IndexMismatch where another process rebuilt the library with another encoder or reader.
        """
        held = self._latest
        if held is not None and held.revision >= revision:
            return cast(FaissIndex, held.index)
        check_header(view.header(), self.header)
        sealed = self._opened(view.generation(), revision)
        index = FaissIndex(self.header.dimension, blocks=sealed.blocks)
        if held is not None and (sealed.generation, sealed.blocks) == (self._sealed.generation, self._sealed.blocks):
            index = cast(FaissIndex, held.index)
        known = index.head.rows()
        for block in view.vectors(after=max(sealed.last_row, int(known[-1]) if len(known) else 0)):
            index = index.added(block.rows, block.vectors, block.moments, block.labels)
        index = index.removed(view.removed_rows().tolist())
        if sealed.damage:
            index = _completed(index, view)
        with self._swapping:
            self._sealed = sealed
            self._swap(index, revision)
        return index

    def _opened(self, generation: str, revision: int) -> _Sealed:
        """The files, as far as they are of this generation and not of a later revision than the view's: such are of
        a store of which this is an earlier copy.
        """
        try:
            manifest = read_manifest(self._folder)
        except FileDamaged as error:
            _LOG.warning("%s", error)
            return _Sealed(generation, damage=(f"{error.path.name}: {error.problem}",))
        stated = (generation, self.header.dimension)
        if manifest is None or (manifest.generation, manifest.dimension) != stated or manifest.revision > revision:
            return _Sealed(generation)
        opened = {block.entry.name: block for block in self._sealed.blocks}
        blocks, damage = [], []
        for entry in manifest.blocks:
            try:
                blocks.append(opened.get(entry.name) or self._block(entry))
            except FileDamaged as error:
                _LOG.warning("%s", error)
                damage.append(f"{error.path.name}: {error.problem}")
        return _Sealed(generation, manifest, tuple(blocks), tuple(damage))

    def _block(self, entry: BlockEntry) -> Block:
        return Block(self._folder, entry, self.header.dimension, self._stored)

    def _stored(self, rows: Rows) -> VectorBlock:
        with self._read() as view:
            return cast(VectorView, view).vectors_of(rows)

    def problems(self, view: ClaimView, held: Snapshot | None) -> Iterator[str]:
        """See VectorKeeper. Reads every vector of the store and every byte of the files."""
        index = self.index_for(view, held)
        if index.rows().tolist() != view.vector_rows().tolist():
            yield "the vectors in memory are not those in the store"
        yield from self._sealed.damage
        for block in index.blocks:
            yield from block.problems()
        for part in index.contents():
            stored = cast(VectorView, view).vectors_of(part.rows)
            if stored.rows.tolist() == part.rows.tolist() and len(part.rows):
                odd = int((stored.vectors != part.vectors).any(axis=1).sum())
                if odd:
                    yield f"{odd} vectors in memory differ from those in the store"

    def _seal_if_due(self) -> None:
        with self._swapping:
            busy = self._sealer is not None and self._sealer.is_alive()
            if busy or self._closing or not self._writing() or self._due() is None:
                return
            self._sealer = Thread(target=self._seal_all, name="sealing")
            self._sealer.start()

    def _due(self) -> Work | None:
        if self._latest is None:
            return None
        index = cast(FaissIndex, self._latest.index)
        return None if len(index.head) < self._patience else next_work(index)

    def _seal_all(self) -> None:
        set_threads(1)  # the other cores read and encode
        while not self._closing and (work := self._due()) is not None:
            try:
                self._seal(work)
            except CalledOff:
                return
            except (OSError, RuntimeError) as error:  # the disk is full: all is in the store, and in memory
                assert self._latest is not None
                self._patience = 2 * len(cast(FaissIndex, self._latest.index).head) + 1
                _LOG.warning("%s: sealing failed, to be tried again later (%s)", self._folder, error)
                return

    def _seal(self, work: Work) -> None:
        with self._swapping:
            assert self._latest is not None
            index, revision, sealed = cast(FaissIndex, self._latest.index), self._latest.revision, self._sealed
        self._folder.mkdir(exist_ok=True)
        parts = parts_of(index, work)
        blocks = [block for block in sealed.blocks if block not in work.taken]
        if parts:
            stop: Callable[[], bool] = lambda: self._closing and not work.quick  # noqa: E731
            blocks.append(self._block(seal(self._folder, parts, self.header.dimension, stop)))
        last = int(index.head.rows()[-1]) if work.head else sealed.last_row
        entries = tuple(block.entry for block in blocks)
        manifest = Manifest(sealed.generation, revision, self.header.dimension, max(last, sealed.last_row), entries)
        with self._swapping:
            if self._sealed is not sealed:
                return  # rebuilt meanwhile
            write_manifest(self._folder, manifest)
            self._sealed = _Sealed(sealed.generation, manifest, tuple(blocks))
            self._swap(cast(FaissIndex, self._latest.index), self._latest.revision)
            self._patience = 0
        remove_others(self._folder, manifest, sealed.manifest)

    def settle(self) -> None:
        """Wait until nothing is left to be sealed or merged."""
        self._seal_if_due()
        if self._sealer is not None:
            self._sealer.join()

    def close(self) -> None:
        """See VectorKeeper. What takes seconds is finished; what takes longer is called off, to be done next time."""
        self._closing = True
        if self._sealer is not None:
            self._sealer.join()

    def discard(self) -> None:
        """See VectorKeeper."""
        self.close()
        held, self._latest, self._sealed = self._latest, None, _Sealed("")
        if held is None:
            rmtree(self._folder, ignore_errors=True)
        else:
            finalize(cast(FaissIndex, held.index), rmtree, self._folder, ignore_errors=True)


def _completed(index: FaissIndex, view: VectorView) -> FaissIndex:
    """The index with what it lacks, some of its blocks being damaged."""
    missing = np.setdiff1d(view.vector_rows(), index.rows())
    for start in range(0, len(missing), BATCH):
        block = view.vectors_of(missing[start : start + BATCH])
        index = index.added(block.rows, block.vectors, block.moments, block.labels)
    return index
