from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from api.service import ReportReader
from api.settings import Settings
from claims.ids import claim_id
from claims.types import Attribution, Claim, Interval, Measure, Period, Place, Quantity, Reading, Report
from index.vectors import Matrix
from tests.index.places import STORES

FIRST: dict[str, object] = {
    "outlet": "Harbour Wire",
    "published": "2025-07-22T09:10:00Z",
    "text": "At least 13 people were wounded in Sumy on Monday, Mayor Artem Kobzar said.",
    "url": "https://harbourwire.example/sumy",
    "ref": "hw-1",
}
SECOND: dict[str, object] = {
    "outlet": "Plains Herald",
    "published": "2025-07-22T10:40:00Z",
    "text": "11 people were wounded in Sumy on Monday, Mayor Artem Kobzar said.",
    "ref": "ph-1",
}


PATTERN = re.compile(
    r"(?P<quote>(?P<least>[Aa]t least )?(?P<value>\d+) people) were (?P<verb>wounded|killed) "
    r"in (?P<place>\w+)[^.]*."
)
EVENTS = {"wounded": "wound", "killed": "kill"}


class WordEncoder:
    """Texts that share words are near: a stand-in that loads nothing."""

    name = "words 1"
    dimension = 64

    def encode(self, texts: Sequence[str]) -> Matrix:
        rows = np.full((len(texts), self.dimension), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                row[int(sha256(word.encode()).hexdigest(), 16) % self.dimension] += 1
        lengths: Matrix = np.linalg.norm(rows, axis=1, keepdims=True)
        return rows / lengths


class PatternReader:
    """Reads "At least 13 people were wounded in Sumy", and nothing else: a stand-in that loads nothing."""

    name = "pattern 1"

    def read_all(self, reports: Iterable[Report]) -> Iterator[Reading]:
        for report in reports:
            if "BREAK THE READER" in report.text:
                raise RuntimeError("secret")
            yield Reading(report, tuple(self._claim(report, found) for found in PATTERN.finditer(report.text)))

    def _claim(self, report: Report, found: re.Match[str]) -> Claim:
        value = Decimal(found["value"])
        span = Interval(value, None if found["least"] else value)
        verb = found["verb"]
        return Claim(
            id=claim_id(report.id, *found.span("quote"), "quantity"),
            report_id=report.id,
            outlet=report.outlet,
            published=report.published,
            kind="quantity",
            quote=found["quote"],
            start=found.start("quote"),
            end=found.end("quote"),
            sentence=found[0],
            quantity=Quantity(span, found["quote"].removesuffix(" people")),
            measure=Measure("people", EVENTS[verb], f"people {verb}", ("people",)),
            period=Period(datetime(2025, 7, 21, tzinfo=UTC), datetime(2025, 7, 22, tzinfo=UTC), "on Monday"),
            place=Place(found["place"], found["place"], "UA", found["place"].lower(), 50.9, 34.8),
            attribution=Attribution("Artem Kobzar", "Mayor Artem Kobzar said"),
            check_worthiness=0.9 if verb == "killed" else 0.8,
        )


def pattern_reader(*_: object) -> ReportReader:
    """Stands in for `opening.make_reader`, in worker processes too."""
    return PatternReader()


def word_encoder(*_: object, **__: object) -> WordEncoder:
    """Stands in for `opening.make_encoder`, in worker processes too."""
    return WordEncoder()


@pytest.fixture(scope="session")
def reader() -> ReportReader:
    return PatternReader()


def settings_for(store: str, folder: Path) -> Settings:
    """Settings of a store in this folder, or of the database that stands for it."""
    place = STORES[store](folder)
    return Settings(data=folder, store=None if isinstance(place, Path) else SecretStr(place))


@pytest.fixture(params=STORES)
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A test that asks for this, or for the client, is run on every store."""
    return settings_for(request.param, tmp_path / "store")


@pytest.fixture
def client(settings: Settings, reader: ReportReader) -> Iterator[TestClient]:
    with TestClient(create_app(settings, reader, WordEncoder())) as client:
        yield client


def lines(*rows: Mapping[str, object] | str) -> str:
    """JSON Lines; a string stands as it is."""
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows)
