"""Where a list was left, as a string that callers hand back unread."""

from __future__ import annotations

import base64
import binascii
import json

from index.errors import InvalidCursor

Key = tuple[float | int, str]


def cursor_after(key: Key) -> str:
    """The cursor that goes on after the item with this sort key."""
    return base64.urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).decode().rstrip("=")


def parse_cursor(cursor: str) -> Key:
    """Inverse of `cursor_after`. Raises InvalidCursor."""
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        number, id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise InvalidCursor(cursor) from error
    if isinstance(number, bool) or not isinstance(number, int | float) or not isinstance(id, str):
        raise InvalidCursor(cursor)
    if not -(2**63) <= number < 2**63:  # also refuses NaN
        raise InvalidCursor(cursor)
    return number, id
