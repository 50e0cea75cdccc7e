"""Makes vectors to measure the index with: from real sentences, varied, never from noise alone.

1. Every distinct sentence of the dev data, its figures masked as in a claim.
2. Each with a place and a day written out behind it, as the encoder is given claims: up to BASES texts, encoded by
   the real model. One in fifty is kept aside for asking.
3. Every further vector lies between one of those and one of its ten nearest neighbours (up to half the way), moved
   by Gaussian noise of length NOISE, and is scaled to length one. Questions are made likewise from the texts kept
   aside, so that no question's text was ever among those searched.

    python -m benchmarks.index_vectors OUT --texts ../shared/data --count 1000000
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import faiss
import numpy as np

from claims.embedding_text import mask_figures
from index.encoder import SentenceTransformerEncoder
from index.vectors import Matrix

BASES = 36_000
ASKED = 50  # one text in so many is for asking
QUESTIONS = 2_000
NEIGHBOURS = 10
NOISE = 0.25
BLOCK = 20_000
SEED = 20250722
LEAST, MOST = 40, 300  # characters of a sentence

_END = re.compile(r"(?<=[.!?])\s+")
_TEXT_FIELDS = {
    "text", "title", "query", "vclaim", "s1", "s2", "premise", "hypothesis", "claim", "evidence", "news", "headline"
}  # fmt: skip
_PLACES = (
    "Sumy, Ukraine", "Kharkiv, Ukraine", "Gaza City, Gaza", "Aleppo, Syria", "Raqqa, Syria", "Chicago, United States",
    "Houston, United States", "Manila, Philippines", "Lagos, Nigeria", "Istanbul, Turkey", "Paris, France",
    "London, United Kingdom", "Mumbai, India", "Lahore, Pakistan", "Tokyo, Japan", "Lima, Peru",
)  # fmt: skip
_MONTHS = ("January", "March", "April", "June", "July", "September", "October", "December")


def _strings(value: Any, field: str = "") -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _strings(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, field)
    elif isinstance(value, str) and field in _TEXT_FIELDS:
        yield value


def sentences(folder: Path) -> list[str]:
    """Every distinct sentence, masked, in a fixed order."""
    found: dict[str, None] = {}
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("*.jsonl.gz")]):
        opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")
        with opened as lines:
            for line in lines:
                for text in _strings(json.loads(line)):
                    for sentence in _END.split(text):
                        if LEAST <= len(sentence) <= MOST:
                            found[" ".join(mask_figures(sentence).split())] = None
    return list(found)


def varied(texts: list[str], count: int, random: Random) -> list[str]:
    """Each in turn with a place and a day, until there are enough."""
    made: dict[str, None] = {}
    for number in range(count * 2):
        place, day = random.choice(_PLACES), f"{random.randint(1, 28)} {random.choice(_MONTHS)} 2025"
        made[f"{texts[number % len(texts)]} In {place}. On {day}."] = None
        if len(made) == count:
            break
    return list(made)


def between(bases: Matrix, count: int, seed: int) -> Iterator[Matrix]:
    """Vectors by step 3, a block at a time."""
    flat = faiss.IndexFlatIP(bases.shape[1])
    flat.add(bases)
    near = np.concatenate([flat.search(part, NEIGHBOURS + 1)[1][:, 1:] for part in np.array_split(bases, 40)])
    random = np.random.default_rng(seed)
    for start in range(0, count, BLOCK):
        size = min(BLOCK, count - start)
        one = random.integers(0, len(bases), size)
        other = near[one, random.integers(0, NEIGHBOURS, size)]
        share = random.uniform(0.0, 0.5, (size, 1)).astype(np.float32)
        made = (1 - share) * bases[one] + share * bases[other]
        noise = random.standard_normal(made.shape, dtype=np.float32)
        made += NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        yield made / np.linalg.norm(made, axis=1, keepdims=True)


def make(out: Path, texts: Path, count: int) -> None:
    """Write bases.npy (kept for the next run), vectors.npy and questions.npy."""
    out.mkdir(parents=True, exist_ok=True)
    stored = out / "bases.npy"
    if not stored.exists():
        found = sentences(texts)
        Random(SEED).shuffle(found)
        chosen = varied(found, BASES, Random(SEED))
        print(f"{len(found)} distinct sentences, {len(chosen)} texts", flush=True)
        np.save(stored, SentenceTransformerEncoder().encode(chosen))
    bases: Matrix = np.load(stored)
    aside = np.arange(len(bases)) % ASKED == 0
    vectors = np.lib.format.open_memmap(out / "vectors.npy", "w+", np.float32, (count, bases.shape[1]))
    start = 0
    for block in between(bases[~aside], count, SEED):
        vectors[start : start + len(block)] = block
        start += len(block)
    vectors.flush()
    np.save(out / "questions.npy", np.concatenate(list(between(bases[aside], QUESTIONS, SEED + 1))))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--texts", type=Path, default=Path("../shared/data"))
    parser.add_argument("--count", type=int, default=1_000_000)
    chosen = parser.parse_args()
    make(chosen.out, chosen.texts, chosen.count)
