"""What an editor reads on a terminal: claims, discrepancies side by side, and a last word."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from shutil import get_terminal_size

from api.service import Comparing
from api.wording import claim_words, context_words, count_words, heading, moment_words, subject_words
from claims.types import Claim, Comparison, Report, Verdict
from index.facts import severity
from index.types import Answer, Discrepancy, Page, Stats

NARROWEST, WIDEST = 50, 120
COUNTED: dict[Verdict, tuple[str, str]] = {
    "conflicts": ("discrepancy", "discrepancies"),
    "updates": ("update", "updates"),
    "part": ("part of a whole", "parts of a whole"),
    "agrees": ("agreement", "agreements"),
    "unrelated": ("unrelated pair", "unrelated pairs"),
}
DISPUTES = {
    "same_source": "both name the same source: one of them misreports it",
    "rival_sources": "they name different sources",
    "unattributed": "not every figure has a source",
}
CAUSES = {
    "digits_swapped": "digits swapped",
    "factor_of_ten": "a factor of ten",
    "thousand_million_billion": "thousand, million and billion mixed up",
    "unit_mixed_up": "units mixed up",
    "killed_wounded_swapped": "killed and wounded swapped",
    "part_for_whole": "a part given for the whole",
    "total_for_part": "the total given for a part",
    "older_figure": "an older figure",
    "date_shifted": "another date",
}
OTHERS: tuple[tuple[Verdict, str], ...] = (
    ("updates", "UPDATES"),
    ("part", "PARTS OF A WHOLE"),
    ("agrees", "AGREEMENTS"),
)
MOST_LISTED = 40
"""Pairs listed under one heading. Discrepancies are all listed, and so are unrelated pairs, which are asked for."""


def page_width() -> int:
    """Columns to write in: the terminal's, within reason."""
    return max(NARROWEST, min(get_terminal_size((100, 24)).columns, WIDEST))


def claims_lines(claims: Sequence[Claim], width: int) -> Iterator[str]:
    """Claims with their quote, meaning and context, numbered."""
    for number, claim in enumerate(claims, start=1):
        yield from _wrapped(claim_words(claim), width, f"{number:3}. ", "     ")
        context = context_words(claim)
        if context:
            yield from _wrapped(context, width, "     ", "     ")


def report_lines(report: Report, claims: Sequence[Claim], width: int) -> Iterator[str]:
    """A report and every claim read in it."""
    yield from _wrapped(heading(report), width)
    yield count_words(len(claims), "claim", "claims") + (", the most check-worthy first" if len(claims) > 1 else "")
    yield ""
    yield from claims_lines(claims, width)


def comparisons_lines(comparisons: Sequence[Comparison], claims: Mapping[str, Claim], width: int) -> Iterator[str]:
    """Discrepancies, gravest first, then updates, parts and agreements."""
    known = [each for each in comparisons if each.a in claims and each.b in claims]
    conflicts = [each for each in known if each.verdict == "conflicts"]
    conflicts.sort(key=lambda each: -severity(claims[each.a], claims[each.b], each))
    if conflicts:
        yield ""
        yield f"DISCREPANCIES ({len(conflicts)}), gravest first"
    for number, each in enumerate(conflicts, start=1):
        yield ""
        yield from conflict_lines(number, claims[each.a], claims[each.b], each, width)
    for verdict, title in OTHERS:
        pairs = [each for each in known if each.verdict == verdict]
        if pairs:
            yield ""
            yield f"{title} ({len(pairs)})"
            yield from _listed([_pair_words(each, claims) for each in pairs], width)


def _listed(told: Sequence[str], width: int) -> Iterator[str]:
    """Lines that repeat one another once, the first of many."""
    times = Counter(told)
    for line, count in list(times.items())[:MOST_LISTED]:
        yield from _wrapped(line + (f" ({count} times)" if count > 1 else ""), width, "   - ", "     ")
    if len(times) > MOST_LISTED:
        yield f"   … and {len(times) - MOST_LISTED:,} more, which --json lists"


def conflict_lines(number: int, a: Claim, b: Claim, comparison: Comparison, width: int) -> Iterator[str]:
    """One discrepancy: both quotes side by side, the earlier first, why it is one, and the likely cause."""
    a, b = sorted((a, b), key=lambda claim: claim.published)
    own = a.report_id == b.report_id
    dispute = "the report contradicts itself" if own else DISPUTES.get(comparison.dispute or "", "")
    title = f"{subject_words(a)} ({dispute})" if dispute else subject_words(a)
    yield from _wrapped(title, width, f"{number:3}. ", "     ")
    yield from _side_by_side(_told(a), _told(b), width)
    reasons = "; ".join(evidence.says for evidence in comparison.evidence)
    if reasons:
        yield from _wrapped(f"Why: {reasons}", width, "     ", "          ")
    for hint in comparison.hints:
        yield from _wrapped(f"Likely: {CAUSES[hint.cause]}: {hint.says}", width, "     ", "          ")


def _told(claim: Claim) -> list[str]:
    lines = [f"{claim.outlet}, {moment_words(claim.published)}", claim_words(claim)]
    return [*lines, context_words(claim), claim.sentence]


def _pair_words(each: Comparison, claims: Mapping[str, Claim]) -> str:
    a, b = claims[each.a], claims[each.b]
    first, second = (b, a) if each.later == "a" or each.whole == "a" else (a, b)
    about = subject_words(first)
    if each.verdict == "agrees" and first.quote.casefold() == second.quote.casefold():
        return f"{about}: {first.outlet} and {second.outlet} “{second.quote}”"
    verb = {"updates": "moved on to", "part": "is part of"}.get(each.verdict, "agrees with")
    return f"{about}: {first.outlet} “{first.quote}” {verb} {second.outlet} “{second.quote}”"


def _side_by_side(left: Sequence[str], right: Sequence[str], width: int) -> Iterator[str]:
    """Two columns, row by row, so that outlet stands by outlet and quote by quote."""
    column = (width - 5 - 3) // 2
    for index in range(max(len(left), len(right))):
        cells = [textwrap.wrap(_plain(side[index]), column) if index < len(side) else [] for side in (left, right)]
        for row in range(max(map(len, cells))):
            one, other = (cell[row] if row < len(cell) else "" for cell in cells)
            yield f"     {one:<{column}} | {other}".rstrip()


def found_words(comparisons: Iterable[Comparison]) -> str:
    """What comparing found: "2 discrepancies, 1 update and 5 agreements"; nothing where it found nothing."""
    counts = Counter(each.verdict for each in comparisons)
    told = [count_words(counts[verdict], *words) for verdict, words in COUNTED.items() if counts[verdict]]
    return " and ".join(filter(None, [", ".join(told[:-1]), told[-1]])) if told else ""


def summary_words(comparisons: Iterable[Comparison], claims: int, reports: int) -> str:
    """The last line: "2 discrepancies, 1 update and 5 agreements among 40 claims of 3 reports"."""
    found = found_words(comparisons) or "nothing comparable"
    among = count_words(claims, "claim", "claims")
    return f"{found} among {among} of {count_words(reports, 'report', 'reports')}"


def stored_words(comparisons: Iterable[Comparison], claims: int) -> str:
    """What a report brought: "12 claims; with other reports 1 discrepancy and 5 agreements"."""
    found = found_words(comparisons)
    told = f"with other reports {found}" if found else "nothing comparable in other reports"
    return f"{count_words(claims, 'claim', 'claims')}; {told}"


def comparing_lines(found: Comparing, reports: Sequence[Report], width: int, unrelated: bool = False) -> Iterator[str]:
    """The first report's claims, then what the reports say of one another."""
    first = reports[0]
    yield from report_lines(first, [claim for claim in found.claims if claim.report_id == first.id], width)
    claims = {claim.id: claim for claim in found.claims}
    yield from comparisons_lines(found.comparisons, claims, width)
    if unrelated:
        yield from unrelated_lines(found.comparisons, claims, width)
    yield ""
    yield from _wrapped(summary_words(found.comparisons, len(found.claims), len(reports)), width)


def unrelated_lines(comparisons: Sequence[Comparison], claims: Mapping[str, Claim], width: int) -> Iterator[str]:
    """Pairs that were weighed and found to be of different facts, with the reason."""
    pairs = [each for each in comparisons if each.verdict == "unrelated"]
    if pairs:
        yield ""
        yield f"UNRELATED ({len(pairs)})"
    for each in pairs:
        a, b = claims[each.a], claims[each.b]
        why = each.evidence[0].says if each.evidence else "not the same fact"
        yield from _wrapped(f"{a.outlet} “{a.quote}” and {b.outlet} “{b.quote}”: {why}", width, "   - ", "     ")


def answer_lines(answer: Answer, width: int) -> Iterator[str]:
    """A report's claims and what others said of them."""
    own = [claim for claim in answer.claims if claim.report_id == answer.report.id]
    yield from report_lines(answer.report, own, width)
    claims = {claim.id: claim for claim in answer.claims}
    yield from comparisons_lines(answer.comparisons, claims, width)
    yield ""
    others = len({claim.report_id for claim in answer.claims} - {answer.report.id})
    yield from _wrapped(summary_words(answer.comparisons, len(answer.claims), others + 1), width)


def hits_lines(hits: Sequence[tuple[Claim, float]], width: int) -> Iterator[str]:
    """Similar claims, nearest first."""
    if not hits:
        yield "no claim is stored that the filters let through"
    for claim, similarity in hits:
        yield from _wrapped(claim_words(claim), width, f"{similarity:.2f}  ", "      ")
        told = f"{claim.outlet}, {moment_words(claim.published)}"
        yield from _wrapped(" · ".join(filter(None, [told, context_words(claim)])), width, "      ", "      ")


def board_lines(page: Page[Discrepancy], width: int) -> Iterator[str]:
    """The board of discrepancies, gravest first."""
    if not page.items:
        yield "no discrepancies"
    for number, item in enumerate(page.items, start=1):
        if number > 1:
            yield ""
        yield from conflict_lines(number, item.a, item.b, item.comparison, width)
        note = f": {item.note}" if item.note else ""
        yield from _wrapped(f"{item.status}{note} · {item.id}", width, "     ", "     ")
    if page.next:
        yield ""
        yield f"more: --cursor {page.next}"


def stats_lines(stats: Stats, where: str) -> Iterator[str]:
    """How much is stored, and with what it was made."""
    claims = count_words(stats.claims, "claim", "claims")
    yield f"{where}: {count_words(stats.reports, 'report', 'reports')}, {claims}"
    yield f"  earlier versions   {stats.superseded:,}"
    yield f"  comparisons        {stats.comparisons:,}"
    yield f"  facts              {stats.facts:,}"
    yield f"  discrepancies      {stats.discrepancies:,} ({stats.open:,} open)"
    yield f"  on the disk        {stats.bytes / 1e6:,.1f} MB"
    if stats.header:
        yield f"  made with          {stats.header.encoder}; {stats.header.reader}"


def _plain(text: str) -> str:
    """One line, without anything that could steer a terminal."""
    return "".join(each if each.isprintable() else " " for each in " ".join(text.split()))


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    lines = textwrap.wrap(_plain(text), width, initial_indent=first, subsequent_indent=rest)
    return lines or [first.rstrip()]
