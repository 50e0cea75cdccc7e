"""What can go wrong with what callers send.

ClaimsError
├── InvalidReport      a report that breaks the contract; says which field
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


class UnsupportedLanguage(InvalidReport):
    """A text surely not in a language we read. `language` is its English name."""

    def __init__(self, language: str) -> None:
        super().__init__("text", f"is in {language}; only English is read")
        self.language = language
