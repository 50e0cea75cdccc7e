from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from api.labels import labels
from tests.index.stub import NOON, make_reading, open_library

HOUR = timedelta(hours=1)


def test_reviewed_pairs_are_labelled_and_others_are_not(tmp_path: Path) -> None:
    with open_library(tmp_path) as library:
        library.add([make_reading("A", [(10, "people")]), make_reading("B", [(20, "people")], published=NOON + HOUR)])
        library.add([make_reading("C", [(30, "people")], published=NOON + 2 * HOUR)])
        pairs = {f"{item.a.outlet}{item.b.outlet}": item for item in library.discrepancies().items}
        first, second, _ = (pairs[name] for name in sorted(pairs))
        library.review(first.id, "confirmed", "B miscounted")
        library.review(second.id, "dismissed", "two streets")
        found = {line["story"]: line for line in labels(library)}
    assert set(found) == {first.id, second.id}
    told = {id: (line["status"], line["note"], line["pairs"][0]["verdict"]) for id, line in found.items()}
    assert told[first.id] == ("confirmed", "B miscounted", "conflicts")
    assert told[second.id] == ("dismissed", "two streets", "unrelated")


def test_a_label_says_where_each_claim_stands_once(tmp_path: Path) -> None:
    text = "10 people were there. By night 10 people were hurt in Sumy."
    reading = make_reading("A", [(10, "people")], text=text)
    with open_library(tmp_path) as library:
        library.add([reading, make_reading("B", [(20, "people")])])
        (item,) = library.discrepancies().items
        library.review(item.id, "confirmed")
        (line,) = labels(library)
    line = json.loads(json.dumps(line))
    (pair,) = line["pairs"]
    for side in ("a", "b"):
        mark = pair[side]
        report = line["reports"][mark["report"]]
        assert report["text"].count(mark["quote"]) == 1
        assert line[side]["quote"] in mark["quote"]
        assert report["outlet"] == line[side]["outlet"]
    assert {line["a"]["outlet"], line["b"]["outlet"]} == {"A", "B"}
