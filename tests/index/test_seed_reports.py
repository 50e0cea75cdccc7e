"""The library over the sample reports, read by the real reader: it finds what comparing all pairs finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random

import pytest

from claims.compare import compare_all
from claims.input import make_report
from claims.reading import Reader
from claims.types import Comparison, Reading
from index.encoder import Encoder, SentenceTransformerEncoder
from index.fastest_encoder import FastestEncoder
from index.library import Library
from tests.index.places import Place
from tests.index.stub import StubEncoder
from tests.test_seeds import MANIFEST, text_of

Found = Mapping[frozenset[str], tuple[object, ...]]


@cache
def readings() -> tuple[Reading, ...]:
    reports = [make_report(entry | {"text": text_of(entry["file"])}) for entry in MANIFEST]
    return tuple(Reader().read_all(reports))


def told(comparison: Comparison) -> tuple[object, ...]:
    gap = comparison.difference
    return comparison.verdict, comparison.dispute, frozenset(comparison.hints), gap and gap.absolute


@cache
def compared() -> Found:
    """Every pair of claims of which two sample reports say anything, with what comes of it."""
    every = [each for left, right in combinations(readings(), 2) for each in compare_all(left.claims, right.claims)]
    return {frozenset((each.a, each.b)): told(each) for each in every if each.verdict != "unrelated"}


def stored(library: Library) -> Found:
    claims = [claim.id for reading in readings() for claim in reading.claims]
    every = [each for claim in claims for each in library.claim_comparisons(claim)]
    return {frozenset((each.a, each.b)): told(each) for each in every}


def added(place: Place, batches: Sequence[Sequence[Reading]], encoder: Encoder) -> Found:
    with Library.open(place, encoder, "reader 1") as library:
        for batch in batches:
            library.add(batch)
        board = {frozenset((each.a.id, each.b.id)): told(each.comparison) for each in library.discrepancies().items}
        found = stored(library)
        assert board == {pair: what for pair, what in found.items() if what[0] == "conflicts"}
        assert library.verify() == ()
        library.rebuild()
        assert stored(library) == found
    return found


def test_one_batch_finds_what_comparing_all_pairs_finds(place: Place) -> None:
    assert sum(what[0] == "conflicts" for what in compared().values()) == 15
    assert added(place, [readings()], StubEncoder()) == compared()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_adding_changes_nothing(places: Callable[[str], Place], seed: int) -> None:
    shuffled = Random(seed).sample(readings(), len(readings()))
    assert added(places("singly"), [[reading] for reading in shuffled], StubEncoder()) == compared()
    halves = [shuffled[:7], shuffled[5:]]  # two reports are sent twice
    assert added(places("halves"), halves, StubEncoder()) == compared()


@pytest.mark.model
def test_either_engine_and_both_in_one_store_find_them_too(tmp_path: Path, int8_folder: Path) -> None:
    fp32: Encoder = SentenceTransformerEncoder()
    int8: Encoder = FastestEncoder(None, int8_folder, "onnx")
    assert added(tmp_path / "int8", [readings()], int8) == compared()
    for number, (first, second) in enumerate([(fp32, int8), (int8, fp32)]):
        with Library.open(tmp_path / str(number), first, "reader 1") as library:
            library.add(readings()[9:])
        with Library.open(tmp_path / str(number), second, "reader 1") as library:
            library.add(readings()[:9])
            assert stored(library) == compared()
            library.rebuild()
            assert stored(library) == compared()


@pytest.mark.model
def test_the_real_encoder_finds_them_too(place: Place) -> None:
    assert added(place, [readings()[9:], readings()[:9]], SentenceTransformerEncoder()) == compared()
