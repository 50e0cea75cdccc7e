"""What each command does: files in, service called, JSON or an editor's page out."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from api import printing, shapes
from api.adding import add
from api.errors import ApiError, InvalidRequest
from api.labels import labels
from api.moments import parse_moment
from api.opening import looking, make_reader, opened, opened_stores, storeless
from api.output import Complaints, complain, print_json, print_lines, source_of
from api.report_files import read_paths
from api.settings import Settings, load_settings
from claims.errors import ClaimsError
from claims.types import Report
from index.errors import LibraryError, LibraryMissing
from index.places import is_address
from index.types import Answer, BoardFilters, Filters

QUIET = logging.NullHandler()  # what went wrong is one line here; a server has a log, and puts the rest there


def run(options: argparse.Namespace) -> int:
    """Runs the command that the options name. Bad input is one line on standard error and status 2."""
    if options.command != "serve":
        logging.getLogger("twosource").addHandler(QUIET)
        logging.getLogger("twosource.encoding").addHandler(Complaints(logging.WARNING))
    try:
        settings = load_settings(
            **_store_named(options.data), host=getattr(options, "host", None), port=getattr(options, "port", None)
        )
        return COMMANDS[options.command](options, settings)
    except (ApiError, ClaimsError, LibraryError) as error:
        return complain(str(error))


def _store_named(place: str | None) -> dict[str, str]:
    """What `--data` sets: it names the store whatever the environment says."""
    if place is None:
        return {}
    return {"store": place} if is_address(place) else {"data": place, "store": ""}


def _extract(options: argparse.Namespace, settings: Settings) -> int:
    reports = _all_reports(options, settings)
    service = storeless(settings)
    for number, reading in enumerate(service.reader.read_all(reports)):
        if options.json:
            print_json(shapes.reading_json(reading))
        else:
            print_lines([""] if number else [])
            print_lines(printing.report_lines(reading.report, reading.claims, printing.page_width()))
    return 0


def _compare(options: argparse.Namespace, settings: Settings) -> int:
    reports = list({report.id: report for report in _all_reports(options, settings)}.values())
    found = storeless(settings).compare(reports, options.all)
    if options.json:
        print_json(shapes.comparing_json(found))
        return 0
    print_lines(printing.comparing_lines(found, reports, printing.page_width(), options.all))
    return 0


def _check(options: argparse.Namespace, settings: Settings) -> int:
    reports = _all_reports(options, settings)
    for number, answer in enumerate(_answers(reports, settings)):
        if options.json:
            print_json(shapes.answer_json(answer))
        else:
            print_lines([""] if number else [])
            print_lines(printing.answer_lines(answer, printing.page_width()))
    return 0


def _answers(reports: list[Report], settings: Settings) -> Iterator[Answer]:
    """What is stored says of each report; nothing, where nothing is stored yet."""
    reader = make_reader(settings)
    try:
        with opened(settings, read_only=True, reader=reader) as service:
            for report in reports:
                yield service.check(report)
    except LibraryMissing:
        for reading in reader.read_all(reports):
            yield Answer(reading.report, reading.claims, (), stored=False)


def _search(options: argparse.Namespace, settings: Settings) -> int:
    if not options.text.strip():
        raise InvalidRequest("TEXT", "is empty")
    filters = Filters(
        outlet=options.outlet,
        published_from=parse_moment("--from", options.published_from),
        published_to=parse_moment("--to", options.published_to, end=True),
        place=options.place,
        event=options.event,
        unit=options.unit,
        kind=options.kind,
    )
    with looking(settings) as library:
        hits = library.search(options.text, options.k or settings.hits, filters)
    if options.json:
        print_json(shapes.hits_json(hits))
    else:
        print_lines(printing.hits_lines(hits, printing.page_width()))
    return 0


def _discrepancies(options: argparse.Namespace, settings: Settings) -> int:
    since, until = parse_moment("--since", options.since), parse_moment("--until", options.until, end=True)
    filters = BoardFilters(options.outlet, options.dispute, options.status, since, until)
    with looking(settings) as library:
        page = library.discrepancies(filters, options.cursor, options.limit)
    if options.json:
        print_json(shapes.discrepancies_json(page))
    else:
        print_lines(printing.board_lines(page, printing.page_width()))
    return 0


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from api.serving import serve

    serve(settings)
    return 0


def _rebuild(options: argparse.Namespace, settings: Settings) -> int:
    if isinstance(settings.place, Path) and not settings.place.is_dir():
        raise LibraryMissing(settings.place)
    with opened(settings, for_rebuild=True) as service:
        service.library.rebuild(service.reader)
    return _stats(options, settings)


def _check_store(options: argparse.Namespace, settings: Settings) -> int:
    with looking(settings) as library:
        problems = library.verify()
    if options.json:
        print_json({"problems": list(problems)})
    else:
        print_lines(problems or ["all is well"])
    return 1 if problems else 0


def _stats(options: argparse.Namespace, settings: Settings) -> int:
    with looking(settings) as library:
        stats, place = library.stats(), str(library.place)
    if options.json:
        print_json(shapes.stats_json(stats))
    else:
        print_lines(printing.stats_lines(stats, place))
    return 0


def _copy(options: argparse.Namespace, settings: Settings) -> int:
    from index.copying import copy_library

    with opened_stores(options.source, options.target) as (source, target), _counting() as progress:
        stats = copy_library(source, target, progress)
        place = str(target.place)
    if options.json:
        print_json(shapes.stats_json(stats))
    else:
        print_lines(printing.stats_lines(stats, place))
    return 0


@contextmanager
def _counting() -> Iterator[Callable[[str, int, int], None]]:
    """What is told how a copy goes on, with a bar for each part of it on a terminal."""
    if not sys.stderr.isatty():
        yield lambda doing, reports, total: None
        return
    from tqdm import tqdm

    bars: dict[str, tqdm[NoReturn]] = {}

    def tell(doing: str, reports: int, total: int) -> None:
        if doing not in bars:
            bars[doing] = tqdm(desc=doing, total=total, unit=" report")
        bars[doing].update(reports)

    try:
        yield tell
    finally:
        for bar in bars.values():
            bar.close()


def _all_reports(options: argparse.Namespace, settings: Settings) -> list[Report]:
    """Every report of every path. Raises BadReportFile for the first that cannot be read."""
    reports = []
    for entry in read_paths(options.paths, source_of(options, settings)):
        if entry.report is None:
            raise entry.failure
        reports.append(entry.report)
    return reports


def _labels(options: argparse.Namespace, settings: Settings) -> int:
    with looking(settings) as library:
        for label in labels(library):
            print_json(label)
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
    "extract": _extract,
    "check": _check,
    "compare": _compare,
    "add": add,
    "search": _search,
    "discrepancies": _discrepancies,
    "serve": _serve,
    "rebuild": _rebuild,
    "check-store": _check_store,
    "stats": _stats,
    "labels": _labels,
    "copy": _copy,
}
