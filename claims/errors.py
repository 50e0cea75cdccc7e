"""What can go wrong with what callers send.

ClaimsError
└── InvalidReport            a report that breaks the contract; says which field
    ├── ReportTooLarge       a text longer than one report may be
    └── UnsupportedLanguage  a text surely not in a language we read
"""

from __future__ import annotations


class ClaimsError(Exception):
    """Root of every error this package raises."""


class InvalidReport(ClaimsError):
    """A report that cannot be read. `field` names the part at fault."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class ReportTooLarge(InvalidReport):
    """A text longer than one report may be. `limit` is in characters."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__("text", f"has {size:,} characters; a report may have {limit:,}")
        self.size = size
        self.limit = limit


class UnsupportedLanguage(InvalidReport):
    """A text surely not in a language we read, or said not to be. `language` is its English name."""

    def __init__(self, language: str, field: str = "text") -> None:
        super().__init__(field, f"is in {language}; only English is read")
        self.language = language
