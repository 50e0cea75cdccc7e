"""The passes must say of every word what spaCy's own components say of it."""

from __future__ import annotations

import spacy

from claims.parsing import DEFAULT_MODEL, Parser
from claims.reading import Reader
from tests.claims.reading import report

TEXTS = (
    "Harbour crews pulled 14 sailors from the Baltic Sea on Tuesday, the Polish navy's Captain Jan Nowak said.",
    "There are 3,400 homes without power. There's no word yet on the two missing hikers.",
    "We've gotta wait: it ain't over, they're gonna recount 12,000 votes, and let's see who wins.",
    "Y'all should've seen the crowds in New\nYork City, said Maria del Carmen Ortiz, 44.\n\nShe hadn't.",
    "OSLO, March 3 (Nordwire) - Two trains collided near Hamar, injuring at least nine people.",
    "   \n\n  ",
    "x",
    "The Bank of England raised rates to 5.25% from 5%, while the Fed's Jerome Powell did nothing on June 14, 2023.",
)


def told(doc: spacy.tokens.Doc) -> list[tuple[str, ...]]:
    return [
        (word.text, word.pos_, word.tag_, word.dep_, word.lemma_, word.head.text, word.ent_iob_, word.ent_type_)
        for word in doc
    ]


def test_says_what_the_components_say() -> None:
    plain = spacy.load(DEFAULT_MODEL)
    parsed = [pieces[0].doc for pieces in Parser().parse(TEXTS)]
    for doc in parsed:
        bare = plain.tokenizer(doc.text)
        for word, own in zip(bare, doc, strict=True):
            if own.is_sent_start and word.i:
                word.is_sent_start = True
        for _, component in plain.pipeline:
            bare = component(bare)
        assert told(doc) == told(bare)


def test_reads_one_report_and_many_alike() -> None:
    reader = Reader()
    together = [reading.claims for reading in reader.read_all(report(text) for text in TEXTS)]
    assert together == [reader.read(report(text)).claims for text in TEXTS]


def test_forgets_the_words_of_reports_read() -> None:
    reader = Reader()
    words = reader.parser.nlp.vocab.strings
    reader.read(report("Quzblarf killed 12 people."))
    before = len(words)
    for number in range(50):
        text = f"Zqv{number}blarf wounded {number * 7919 + 13} vxq{number}sters in Glorn{number}ville."
        assert reader.read(report(text)).claims
    assert "Zqv7blarf" not in words
    assert len(words) == before
