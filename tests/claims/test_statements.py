"""Claims without a figure: what is read as one, and what two of them say of each other."""

from datetime import UTC, datetime

import pytest

from claims.compare import compare
from tests.claims.reading import claims_in, reader, report

# text, subject, verb, object; None where nothing is stated that another outlet could differ on
READ: list[tuple[str, tuple[str, str, str] | None]] = [
    ("Keir Starmer became prime minister on Friday.", ("Keir Starmer", "became", "prime minister")),
    ("The talks will be held in Istanbul on Wednesday.", ("talks", "will be held", "in Istanbul")),
    ("The summit was moved to Geneva.", ("summit", "was moved", "to Geneva")),
    ("The airport reopened on Sunday after the storm.", ("airport", "reopened", "on Sunday")),
    ("Bruno Retailleau resigned on Monday.", ("Bruno Retailleau", "resigned", "on Monday")),
    ("A gas leak caused the explosion.", ("gas leak", "caused", "explosion")),
    ("Sheikh Hasina fled to India.", ("Sheikh Hasina", "fled", "to India")),
    ("Police arrested Ekrem Imamoglu at dawn.", ("Police", "arrested", "Ekrem Imamoglu")),
    ("Boeing named Kelly Ortberg as its chief.", ("Boeing", "named", "Kelly Ortberg")),
    ("Pedro Sanchez spoke for long. He visited Paiporta on Sunday.", ("Pedro Sanchez", "visited", "Paiporta")),
    ("Police fired tear gas at the crowd.", None),
    ("A man visited a shop.", None),
    ("Did Keir Starmer win the vote?", None),
]


@pytest.mark.parametrize(("text", "stated"), READ)
def test_who_did_what(text: str, stated: tuple[str, str, str] | None) -> None:
    found = [claim.statement for claim in claims_in(text) if claim.statement is not None]
    assert [(each.subject, each.verb, each.object) for each in found] == ([stated] if stated else [])


# one report, another, and what they say of each other
PAIRS = [
    ("The store housed a military depot.", "The store did not house any military depot.", "conflicts"),
    ("Rachel Reeves becomes home secretary today.", "Yvette Cooper becomes home secretary today.", "conflicts"),
    ("Ruto withdrew the tax bill on Wednesday.", "William Ruto withdrew the tax bill on Thursday.", "conflicts"),
    ("Ruto withdrew the finance bill on Wednesday.", "William Ruto withdrew the finance bill on Wednesday.", "agrees"),
    ("The talks will be held in Istanbul on Wednesday.", "The talks will be held in Ankara on Wednesday.", "conflicts"),
    ("Rishi Sunak visited Belfast on Monday.", "Rishi Sunak visited Belfast on Tuesday.", "conflicts"),
    ("Rishi Sunak visited Belfast on Monday.", "Rishi Sunak visited Cardiff on Tuesday.", "unrelated"),
    ("Rishi Sunak visited Belfast on Monday.", "Rishi Sunak may visit Belfast on Tuesday.", "unrelated"),
    ("Rishi Sunak visited Belfast on Monday.", "Rishi Sunak visited Belfast in March.", "unrelated"),
    ("Bruno Retailleau resigned on Monday.", "Bruno Retailleau resigned on Tuesday.", "conflicts"),
    ("Bruno Retailleau resigned on Monday.", "Bruno Le Maire resigned on Tuesday.", "unrelated"),
    ("The bank closed on Monday.", "The bank closed on Tuesday.", "unrelated"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "verdict"), PAIRS)
def test_statements_are_compared(one: str, other: str, verdict: str) -> None:
    at = datetime(2024, 5, 26, 12, tzinfo=UTC)
    left, right = reader().read_all([report(one, "Harbour Wire", at), report(other, "Lantern Press", at)])
    verdicts = {
        compare(a, b).verdict
        for a in left.claims
        for b in right.claims
        if a.statement is not None and b.statement is not None
    }
    assert verdicts <= {verdict}
    assert verdicts or verdict == "unrelated"
