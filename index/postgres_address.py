"""Where a PostgreSQL store lies, and how that is said without its password."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from index.errors import StoreUnavailable

PATIENCE = 10  # seconds to wait for a server that does not answer, unless the address says otherwise
_UNREADABLE = (
    "postgresql://…",
    "cannot be read as an address; write postgresql://user@host/database, odd letters as %xx",
)


def connection_words(url: str) -> dict[str, Any]:
    """What libpq is to be told. Raises StoreUnavailable for what is no address, and repeats none of it."""
    try:
        words = {name: value for name, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError as error:
        raise StoreUnavailable(*_UNREADABLE) from error
    port, database = str(words.get("port", "")), str(words.get("dbname", ""))
    if not re.fullmatch(r"[0-9,]*", port) or "@" in database:  # a password with a slash in it ends up there
        raise StoreUnavailable(*_UNREADABLE)
    return {"connect_timeout": PATIENCE, "application_name": "twosource"} | words


def shown(words: dict[str, Any]) -> str:
    """The address as messages name it: user, host, port and database; no password, no options."""
    user = f"{quote(str(words['user']))}@" if "user" in words else ""
    host, port = str(words.get("host", "")), f":{words['port']}" if "port" in words else ""
    database = quote(str(words.get("dbname", "")))
    if host.startswith("/"):
        return f"postgresql://{user}/{database}?host={quote(host)}"
    return f"postgresql://{user}{host}{port}/{database}"
