"""What a command says: results on standard output, complaints on standard error, a line each."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterable

from api.report_files import Source
from api.settings import Settings
from claims.wire import Json

BAD_INPUT = 2
PARTLY = 1


class Complaints(logging.Handler):
    """Says each record as a command says what is wrong."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line on standard error."""
        complain(record.getMessage())


def source_of(options: argparse.Namespace, settings: Settings) -> Source:
    """How the options say that files are to be read."""
    return Source(options.outlet, options.published, settings.max_report)


def complain(problem: str) -> int:
    """One line on standard error; answers the exit status of bad input."""
    line = " ".join(problem.split())
    sys.stderr.write(f"twosource: {line}\n")
    return BAD_INPUT


def print_lines(lines: Iterable[str]) -> None:
    """Lines on standard output."""
    for line in lines:
        sys.stdout.write(line + "\n")


def print_json(body: Json) -> None:
    """One line of JSON on standard output, at once."""
    sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
    sys.stdout.flush()
