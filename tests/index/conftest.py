from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.fastest_encoder import FastestEncoder
from index.library import Library
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


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Iterator[Library]:
    with open_library(tmp_path / "data", clock) as opened:
        yield opened
        assert opened.verify() == ()
