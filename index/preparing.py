"""Readings to vectors and keys, before any lock is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from claims.embedding_text import embedding_text
from claims.types import Reading
from index.comparing import Prepared, Rules
from index.encoder import Encoder
from index.errors import EncoderUnavailable
from index.keys import keys_of, keys_sought
from index.vectors import Matrix


def encoded(texts: Sequence[str], encoder: Encoder) -> Matrix:
    """A vector a text. Raises EncoderUnavailable where the encoder answers with what is none."""
    if not texts:
        return np.empty((0, encoder.dimension), dtype=np.float32)
    vectors = encoder.encode(texts)
    if vectors.shape != (len(texts), encoder.dimension) or not np.isfinite(vectors).all():
        problem = f"answered {len(texts)} texts with {vectors.shape} numbers, or some that are not finite"
        raise EncoderUnavailable(encoder.name, problem)
    return vectors


def _unique(reading: Reading) -> Reading:
    return replace(reading, claims=tuple({claim.id: claim for claim in reading.claims}.values()))


def prepare(readings: Sequence[Reading], encoder: Encoder, rules: Rules) -> list[Prepared]:
    """Each reading with the vector and keys of each claim, all encoded at once. Claims of one id are one."""
    unique = [_unique(reading) for reading in readings]
    vectors = encoded([embedding_text(claim) for each in unique for claim in each.claims], encoder)
    prepared, start = [], 0
    for reading in unique:
        end = start + len(reading.claims)
        named = [(claim, rules.candidate_keys(claim)) for claim in reading.claims]
        keys = tuple(keys_of(claim, keys) for claim, keys in named)
        sought = tuple(keys_sought(claim, keys) for claim, keys in named)
        prepared.append(Prepared(reading, vectors[start:end], keys, sought))
        start = end
    return prepared
