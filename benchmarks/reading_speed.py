"""What full reading costs beside the bare parse: one process, the same 2,000 news sentences, chunks in turn."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from time import process_time

import spacy
from spacy.language import Language

from benchmarks.samples import Outcome, claims_of, rows_of
from claims.reading import Reader

SENTENCES = 2_000
CHUNK = 250
ARTICLES = 100
BARE = ("tok2vec", "tagger", "parser", "ner")
_TEXTS = {"newsquant": ("text",), "ud_nummod_news": ("text",), "msrp_numeric": ("s1", "s2")}


def run(reader: Reader, folder: Path) -> Outcome:
    """Sentences per CPU second of both, and their ratio (1.0 would be a reading that costs nothing).

    The bare parse is spaCy's own loop over a pipeline of its own, loaded as it comes, without the rules and the
    lemmas that a reader needs as well. Articles are read one at a time, as a caller of the service has them read.
    """
    texts = list(islice(_sentences(folder), SENTENCES))
    articles = [a["text"] for row in rows_of(folder, "allsides_events") for a in row["articles"]][:ARTICLES]
    nlp = spacy.load(reader.parser.model)
    nlp.select_pipes(enable=list(BARE))
    claims_of(reader, texts[:20])  # loads models and tables
    list(nlp.pipe(texts[:20]))
    bare, full = _both(reader, nlp, [texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)])
    bare_article, full_article = _both(reader, nlp, [[article] for article in articles])
    figures = {
        "bare parse, sentences/s": len(texts) / bare,
        "full reading, sentences/s": len(texts) / full,
        "ratio": full / bare,
        "bare parse of an article, ms": 1000 * bare_article / len(articles),
        "full reading of an article, ms": 1000 * full_article / len(articles),
        "ratio of articles": full_article / bare_article,
    }
    return Outcome("speed", figures, f"{len(texts)} sentences, {len(articles)} articles")


def _both(reader: Reader, nlp: Language, chunks: list[list[str]]) -> tuple[float, float]:
    """CPU seconds of the bare parse and of full reading, taken in turn so that noise strikes both."""
    bare = full = 0.0
    for chunk in chunks:
        start = process_time()
        list(nlp.pipe(chunk))
        parsed = process_time()
        claims_of(reader, chunk)
        full += process_time() - parsed
        bare += parsed - start
    return bare, full


def _sentences(folder: Path) -> list[str]:
    return [row[key] for name, keys in _TEXTS.items() for row in rows_of(folder, name) for key in keys]
