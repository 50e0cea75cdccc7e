"""Which reader, encoder and store a command or an app works with: the one place that picks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from api.service import ReportReader, Service
from api.settings import Settings

if TYPE_CHECKING:
    from api.crew import OpenCrew
    from index.encoder import Encoder
    from index.library import Library
    from index.store import ClaimStore


def make_reader(settings: Settings) -> ReportReader:
    """The reader that the settings name."""
    from claims.reading import Reader

    return Reader(settings.reader)


def make_encoder(settings: Settings, make_copy: bool = True, threads: int | None = None) -> Encoder:
    """The embedding model that the settings name; its weights are read at the first text.

    `make_copy` allows the faster copy of it to be made in the data folder; `threads` is how many cores it runs
    on, all where it is None.
    """
    from index.encoder_cache import CachedEncoder
    from index.fastest_encoder import FastestEncoder

    folder = settings.data / "models"
    return CachedEncoder(FastestEncoder(settings.encoder, folder, settings.encoder_engine, make_copy, threads))


def storeless(settings: Settings) -> Service:
    """Reading and comparing, without a store."""
    return Service(make_reader(settings), None, settings.max_report, settings.batch)


@contextmanager
def opened(
    settings: Settings,
    read_only: bool = False,
    reader: ReportReader | None = None,
    encoder: Encoder | None = None,
    for_rebuild: bool = False,
) -> Iterator[Service]:
    """Everything, over the store that the settings name; closes the store at the end."""
    from index.library import Library

    reader = reader or make_reader(settings)
    encoder = encoder or make_encoder(settings, make_copy=not read_only)
    library = Library.open(settings.place, encoder, reader.name, read_only, for_rebuild=for_rebuild)
    with library:
        yield Service(reader, library, settings.max_report, settings.batch)


@contextmanager
def looking(settings: Settings) -> Iterator[Library]:
    """What is stored, to look at only: no report is read, so no parser is loaded."""
    from index.library import Library

    with Library.open(settings.place, make_encoder(settings, make_copy=False), None, read_only=True) as library:
        yield library


@contextmanager
def opened_stores(source: str, target: str) -> Iterator[tuple[ClaimStore, ClaimStore]]:
    """Two stores by their folders or addresses, the first to read from and the second to write to."""
    from index.engines import open_store

    with closing(open_store(source, read_only=True)) as first, closing(open_store(target)) as second:
        yield first, second


def make_crew(settings: Settings, service: Service, engine: str) -> OpenCrew:
    """Who reads beside the process that stores: "processes" on this machine, or a "ray" cluster."""
    from api.crew import ProcessCrew, Workshop
    from index.onnx_encoder import available_cores

    service.library.prepare_encoder()  # makes the copy that the workers open
    bare = settings.model_copy(update={"store": None})  # workers reach no store and need no password
    workshop = Workshop(partial(make_reader, bare), partial(make_encoder, bare, make_copy=False, threads=1))
    if engine == "ray":
        from api.ray_crew import RayCrew

        return RayCrew(workshop)
    return ProcessCrew(workshop, settings.workers or available_cores())
