"""Times in filters: kinder than the times of reports, since a day is a fair thing to ask for."""

from __future__ import annotations

import re
from datetime import datetime, time

from api.errors import InvalidRequest
from claims.errors import InvalidReport
from claims.input import parse_published

LOST_PLUS = re.compile(r"(?<=:\d\d) (?=\d\d:\d\d$)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")


def parse_moment(field: str, value: str | None, end: bool = False) -> datetime | None:
    """A filter's time: RFC 3339, or a bare date, which means all of that day in UTC.

    `end` takes a bare date's last moment. A "+" that a browser's address bar turned into a space is read.
    Raises InvalidRequest naming the parameter.
    """
    if value is None:
        return None
    stamp = LOST_PLUS.sub("+", value.strip())
    day = DATE.fullmatch(stamp) is not None
    try:
        moment = parse_published(f"{stamp}T00:00:00Z" if day else stamp)
    except InvalidReport as error:
        raise InvalidRequest(field, error.problem) from error
    return datetime.combine(moment, time.max, moment.tzinfo) if day and end else moment
