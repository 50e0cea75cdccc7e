"""The command line: what each command takes. What each does is in api/commands.py.

Nothing heavy is imported here, so that help and a mistyped option are answered at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

DESCRIPTION = """\
Reads news reports, takes out every claim that another report can check, and says where outlets
agree, conflict, or have moved on.

A PATH is a report file (JSON, JSON Lines, Parquet, WARC; plain text or HTML with --outlet and
--published), a folder of such files or with a manifest.json, or - for standard input."""

EXAMPLES = {
    "extract": "twosource extract report.txt --outlet 'Harbour Wire' --published 2025-07-22T09:10:00Z",
    "check": "twosource check report.json --data newsroom",
    "compare": "twosource compare seeds",
    "add": "twosource add today.jsonl --data newsroom",
    "search": "twosource search 'people wounded in Sumy' --from 2025-07-20 --data newsroom",
    "discrepancies": "twosource discrepancies --dispute same_source --data newsroom",
    "serve": "twosource serve --port 8000 --data newsroom",
    "rebuild": "twosource rebuild --data newsroom",
    "check-store": "twosource check-store --data newsroom",
    "stats": "twosource stats --data newsroom",
    "labels": "twosource labels --data newsroom > reviewed.jsonl",
    "copy": "twosource copy newsroom postgresql://desk@db.example/newsroom",
}
HELP = {
    "extract": "print every claim of each report; stores nothing",
    "check": "say what stored reports say of a report's claims; stores nothing",
    "compare": "compare reports with one another; stores nothing",
    "add": "store reports, compared with all that is stored",
    "search": "find stored claims about what a text is about",
    "discrepancies": "list the conflicts among stored reports, gravest first",
    "serve": "answer over HTTP, on this machine",
    "rebuild": "read, encode and compare all that is stored anew",
    "check-store": "verify everything that is stored, and say what is wrong",
    "stats": "say how much is stored",
    "labels": "print reviewed discrepancies as labelled pairs to train on",
    "copy": "copy all that is stored to another folder or database, and compare it",
}
INTERRUPTED = 130


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where help is; exit status 2."""
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    plain = argparse.RawDescriptionHelpFormatter
    parser = Parser("twosource", description=DESCRIPTION, formatter_class=plain)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    made = {
        name: commands.add_parser(
            name,
            help=HELP[name],
            description=HELP[name][0].upper() + HELP[name][1:] + ".",
            epilog=f"example: {EXAMPLES[name]}",
        )
        for name in HELP
    }
    for name in ("extract", "check", "compare", "add"):
        _take_paths(made[name])
    for name in HELP:
        made[name].add_argument("--json", action="store_true", help="print JSON, as docs/api.md describes it")
        _take_store(made[name], needed=name not in ("extract", "compare", "copy"))
    made["compare"].add_argument(
        "--all", action="store_true", help="keep the unrelated pairs that were weighed, with the reason"
    )
    made["add"].add_argument(
        "--engine",
        choices=("processes", "ray"),
        default="processes",
        help="who reads many reports: processes on this machine, or a Ray cluster (RAY_ADDRESS, else one here)",
    )
    _take_search(made["search"])
    _take_board(made["discrepancies"])
    made["copy"].add_argument("source", metavar="SOURCE", help="folder of a store, or postgresql:// address")
    made["copy"].add_argument("target", metavar="TARGET", help="the same, of one that is empty")
    made["serve"].add_argument("--host", metavar="HOST", help="loopback address to listen on (127.0.0.1)")
    made["serve"].add_argument("--port", metavar="PORT", type=_port, help="port to listen on (8000)")
    return parser


def _take_paths(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="report file, folder or -")
    parser.add_argument("--outlet", metavar="NAME", help="who published it, for files that do not say")
    parser.add_argument("--published", metavar="TIME", help="when, such as 2025-07-22T09:10:00Z")


def _take_store(parser: argparse.ArgumentParser, needed: bool) -> None:
    text = "folder of the store (TWOSOURCE_DATA, else data)" if needed else argparse.SUPPRESS
    parser.add_argument("--data", metavar="DIR", help=text)


def _take_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="what to look for; figures in it are not compared")
    parser.add_argument("-k", metavar="N", type=_positive, help="how many claims (10)")
    for name, text in (("outlet", "of this outlet"), ("place", "name, id or country code of a place")):
        parser.add_argument(f"--{name}", metavar="NAME", help=text)
    parser.add_argument("--event", metavar="VERB", help="what happened: wound, kill, launch")
    parser.add_argument("--unit", metavar="UNIT", help="USD, %%, km, year")
    parser.add_argument("--kind", choices=("quantity", "statement"), help="with a figure, or without")
    parser.add_argument("--from", dest="published_from", metavar="TIME", help="published then or later")
    parser.add_argument("--to", dest="published_to", metavar="TIME", help="published then or before")


def _take_board(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--outlet", metavar="NAME", help="with this outlet on either side")
    disputes = ("same_source", "rival_sources", "unattributed")
    parser.add_argument("--dispute", choices=disputes, help="whose word the two figures are")
    statuses = ("open", "confirmed", "dismissed")
    parser.add_argument("--status", choices=statuses, help="what an editor found")
    parser.add_argument("--since", metavar="TIME", help="found then or later")
    parser.add_argument("--until", metavar="TIME", help="found then or before")
    parser.add_argument("--limit", metavar="N", type=_positive, default=50, help="how many (50)")
    parser.add_argument("--cursor", metavar="CURSOR", help="go on after the page that gave this cursor")


def _positive(value: str) -> int:
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= 1000:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from 1 to 1000")
    return int(value)


def _port(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > 65535:
        raise argparse.ArgumentTypeError(f"{value!r} is not a port (0 to 65535)")
    return int(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit status: 0, 1 for a part refused, 2 for bad input."""
    parser = build_parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help(sys.stderr)
        return 2
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        from api.commands import run

        status = run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
