"""A quantity at its place in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from claims.hedges import Hedge
from claims.types import Quantity

Role = Literal["count", "measure", "age", "ratio", "magnitude"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity at its place: [start, end) with hedge and unit, [core_start, core_end) the numeral alone.

    `role` says how to look for what it counts; `one` marks the word "one", which is often no figure;
    `bracketed` a figure in brackets that explains the one before; `attributive` a unit glued to a noun
    ("1,000km front line"); `superseded` the old figure of a change ("from 72 to 45").
    """

    start: int
    end: int
    core_start: int
    core_end: int
    quantity: Quantity
    role: Role
    hedge: Hedge = "exact"
    one: bool = False
    bracketed: bool = False
    attributive: bool = False
    vague: bool = False
    superseded: bool = False
