"""A claim in the making: tokens still at hand, context not yet settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from spacy.tokens import Token

from claims.happenings import Happening
from claims.ids import claim_id
from claims.live_stamps import Stamp
from claims.noun_phrases import ABOARD
from claims.types import (
    Attribution,
    Certainty,
    Claim,
    Measure,
    Period,
    Place,
    Polarity,
    Quantity,
    Report,
    Statement,
)
from claims.worthiness import check_worthiness


@dataclass(slots=True)
class Draft:
    """One claim at [start, end) of the report's text; `role` tells claims on one span apart.

    `figure_end` is where its figure ends, for a quote may go on: "52 on Monday".
    `anchor` is the token whose clause settles the context; `noun` the counted noun's; `root` the figure's.
    `listed` marks a figure told beside others of its kind: "two in Sumy and one in Lebedyn", "19 of them in Nairobi".
    `text` is what was parsed, in which the offsets count until the claim is finished; `stamp` the time that a live blog
    prints before its entry.
    """

    role: str
    start: int
    end: int
    figure_end: int
    quote: str
    sentence: str
    text: str
    root: Token
    anchor: Token
    noun: Token | None = None
    happening: Happening | None = None
    quantity: Quantity | None = None
    measure: Measure | None = None
    statement: Statement | None = None
    elliptical: bool = False
    listed: bool = False
    whole: Draft | None = None
    period: Period | None = None
    place: Place | None = None
    attribution: Attribution | None = None
    polarity: Polarity = "affirmed"
    certainty: Certainty = "stated"
    as_of: datetime | None = None
    superseded: bool = False
    corrects: bool = False
    stamp: Stamp | None = None

    @property
    def aboard(self) -> bool:
        """True of those on board, who are of the day and the place of the wreck that the text tells of."""
        return self.measure is not None and self.measure.group == ABOARD

    def id_in(self, report: Report) -> str:
        """The claim's stable id."""
        return claim_id(report.id, self.start, self.end, self.role)

    def claim(self, report: Report) -> Claim:
        """The finished claim."""
        claim = Claim(
            id=self.id_in(report),
            report_id=report.id,
            outlet=report.outlet,
            published=report.published,
            kind="statement" if self.statement else "quantity",
            quote=self.quote,
            start=self.start,
            end=self.end,
            sentence=self.sentence,
            quantity=self.quantity,
            measure=self.measure,
            part_of=self.whole.id_in(report) if self.whole else None,
            statement=self.statement,
            period=self.period,
            place=self.place,
            attribution=self.attribution,
            polarity=self.polarity,
            certainty=self.certainty,
            as_of=self.as_of,
            superseded=self.superseded,
            corrects=self.corrects,
        )
        return replace(claim, check_worthiness=check_worthiness(claim, self.role))
