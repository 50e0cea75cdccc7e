"""The values that everything else speaks of. All are frozen; none knows JSON, SQL or FAISS."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

Kind = Literal["quantity", "statement"]
Polarity = Literal["affirmed", "denied"]
Certainty = Literal["stated", "reported", "possible"]
Verdict = Literal["agrees", "conflicts", "updates", "part", "unrelated"]
Dispute = Literal["same_source", "rival_sources", "unattributed"]
Side = Literal["a", "b"]
Cause = Literal[
    "digits_swapped",
    "factor_of_ten",
    "thousand_million_billion",
    "unit_mixed_up",
    "killed_wounded_swapped",
    "part_for_whole",
    "total_for_part",
    "older_figure",
    "date_shifted",
]


@dataclass(frozen=True, slots=True)
class Interval:
    """Every value that a wording leaves open; None is unbounded.

    "at least 40" is [40, ∞), "more than 40" is (40, ∞), "under 4%" is (-∞, 4).
    A later "45" falls inside both of the first two.

    Raises ValueError where no value is left: low above high, or equal with an open bound.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"low {self.low} is above high {self.high}")
            if self.low == self.high and (self.low_open or self.high_open):
                raise ValueError(f"an open bound at {self.low} leaves no value")

    @classmethod
    def exactly(cls, value: Decimal) -> Interval:
        """The one value "426" leaves open."""
        return cls(value, value)

    @property
    def exact(self) -> Decimal | None:
        """The single value, where the wording leaves only one."""
        return self.low if self.low is not None and self.low == self.high else None

    def overlaps(self, other: Interval) -> bool:
        """True where some value satisfies both wordings: "at least 13" and "15" do. Symmetric."""
        return not (self._wholly_below(other) or other._wholly_below(self))

    def _wholly_below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def below(self, other: Interval) -> bool:
        """True where every value of this is smaller than every value of the other."""
        return self._wholly_below(other)

    def fits_in(self, whole: Interval) -> bool:
        """True where a part of this size can lie in a whole of that size: 40 in 120, not 40 in 30."""
        return not whole._wholly_below(self)

    def gap(self, other: Interval) -> Decimal | None:
        """Distance between the nearest bounds; zero where they overlap."""
        if self.overlaps(other):
            return Decimal(0)
        low, high = (self, other) if self._wholly_below(other) else (other, self)
        assert low.high is not None and high.low is not None
        return high.low - low.high

    def scaled(self, factor: Decimal, offset: Decimal = Decimal(0)) -> Interval:
        """The same interval in another unit: value * factor + offset (factor above zero)."""
        return Interval(
            None if self.low is None else self.low * factor + offset,
            None if self.high is None else self.high * factor + offset,
            self.low_open,
            self.high_open,
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """An interval and a unit, with the words that said so.

    `unit` is an ISO 4217 code, "%", "×", a physical symbol ("km") or a duration ("year"); None where things
    are counted. `per` is the denominator of a rate ("a day" -> "day").
    """

    interval: Interval
    text: str
    unit: str | None = None
    approximate: bool = False
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted or measured: "drones launched by Russia" has noun, event and actor.

    `noun` is as written ("drones and missiles"), `lemmas` its head lemmas ("drone", "missile"), `modifiers`
    the adjectives and compounds before it ("Ukrainian", "long-range"). `event` is a lemma ("wound"),
    `actor` who did it, `target` whom it was done to, `group` a set it is counted within ("the dead").
    """

    noun: str | None
    event: str | None
    text: str
    lemmas: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()
    actor: str | None = None
    target: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim without a figure: "Rustem Umerov" "will head" "Ukraine's delegation". `lemma` is the verb's."""

    subject: str
    verb: str
    object: str
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """When, as a closed-open interval of UTC instants: "overnight" of 22 July is 21st 18:00 to 22nd 12:00."""

    start: datetime | None
    end: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry as named in the text.

    `within` holds the ids of what contains it, nearest first (Putyvl: Sumy region, Ukraine). `feature` is
    "city", "region", "country" or "area".
    """

    name: str
    text: str
    country: str | None
    id: str | None
    lat: float | None
    lon: float | None
    feature: str = "city"
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word it is; never the outlet. `text` is the wording ("acting Mayor Artem Kobzar said")."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """One article from one outlet at one time. `copy_of` is the report that this one repeats."""

    id: str
    outlet: str
    published: datetime
    text: str
    url: str | None = None
    title: str | None = None
    language: str = "en"
    ref: str | None = None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One assertion at one span of a report: `quote == report.text[start:end]`.

    `as_of` is the stated time of a running count. `supersedes` and `superseded` mark "from 72 to 45": the
    new figure and the old one. `corrects` is set where the text says that it corrects an earlier figure.
    """

    id: str
    report_id: str
    outlet: str
    published: datetime
    kind: Kind
    quote: str
    start: int
    end: int
    sentence: str
    quantity: Quantity | None = None
    measure: Measure | None = None
    part_of: str | None = None
    statement: Statement | None = None
    period: Period | None = None
    place: Place | None = None
    attribution: Attribution | None = None
    polarity: Polarity = "affirmed"
    certainty: Certainty = "stated"
    check_worthiness: float = 0.0
    as_of: datetime | None = None
    superseded: bool = False
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: the rule's name, its sentence, and its weight in bits where it has one."""

    rule: str
    says: str
    weight: float | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """A likely cause of a conflict, and the sentence that explains it."""

    cause: Cause
    says: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Between the nearest bounds; `relative` to the larger value."""

    absolute: Decimal
    relative: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two claims say of each other; `a` and `b` are claim ids. Swapping them never changes `verdict`."""

    a: str
    b: str
    verdict: Verdict
    same_fact: float
    evidence: tuple[Evidence, ...] = ()
    hints: tuple[Hint, ...] = ()
    dispute: Dispute | None = None
    whole: Side | None = None
    later: Side | None = None
    difference: Difference | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and the claims read in it, the most check-worthy first."""

    report: Report
    claims: tuple[Claim, ...] = field(default=())
