from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.fastest_encoder import FastestEncoder
from index.library import Library
from tests.index.places import STORES, Place
from tests.index.stub import Clock, open_library


@pytest.fixture(scope="session")
def int8_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the int8 copy of the packaged model in it, which takes a while to make."""
    folder = tmp_path_factory.mktemp("models")
    assert FastestEncoder(None, folder, "onnx").engine == "onnx"
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=STORES)
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Place]:
    """Where libraries may lie, by name: a test that asks for this is run on every store."""
    return lambda name: STORES[request.param](tmp_path / name)


@pytest.fixture
def place(places: Callable[[str], Place]) -> Place:
    return places("data")


@pytest.fixture
def library(place: Place, clock: Clock) -> Iterator[Library]:
    with open_library(place, clock) as opened:
        yield opened
        assert opened.verify() == ()
