"""What full reading costs beside the bare parse: one process, the same 2,000 news sentences, chunks in turn."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from time import process_time

from benchmarks.samples import Outcome, claims_of, rows_of
from claims.reading import Reader

SENTENCES = 2_000
CHUNK = 250
_TEXTS = {"newsquant": ("text",), "ud_nummod_news": ("text",), "msrp_numeric": ("s1", "s2")}


def run(reader: Reader, folder: Path) -> Outcome:
    """Sentences per CPU second of both, and their ratio (1.0 would be a reading that costs nothing)."""
    texts = list(islice(_sentences(folder), SENTENCES))
    claims_of(reader, texts[:20])  # loads models and tables
    bare = full = 0.0
    for at in range(0, len(texts), CHUNK):
        chunk = texts[at : at + CHUNK]
        start = process_time()
        list(reader.parser.nlp.pipe(chunk))
        parsed = process_time()
        claims_of(reader, chunk)
        full += process_time() - parsed
        bare += parsed - start
    figures = {
        "bare parse, sentences/s": len(texts) / bare,
        "full reading, sentences/s": len(texts) / full,
        "ratio": full / bare,
    }
    return Outcome("speed", figures, f"{len(texts)} sentences")


def _sentences(folder: Path) -> list[str]:
    return [row[key] for name, keys in _TEXTS.items() for row in rows_of(folder, name) for key in keys]
