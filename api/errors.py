"""What can go wrong at the edge.

ApiError
├── BadSetting        a setting that cannot be used; stops the start
├── BadReportFile     a report file, or one report in it, that cannot be read
├── InvalidRequest    a request that breaks the contract; says which field
├── RequestTooLarge   a body over the limit
└── NotReady          still loading its models
"""

from __future__ import annotations


class ApiError(Exception):
    """Root of every error this package raises."""


class BadSetting(ApiError):
    """A setting that cannot be used. `setting` is its name in the environment."""

    def __init__(self, setting: str, problem: str) -> None:
        super().__init__(f"{setting}: {problem}")
        self.setting = setting
        self.problem = problem


class BadReportFile(ApiError):
    """A report file, or one report in it, that cannot be read. `where` is the file and the place in it."""

    def __init__(self, where: str, problem: str, field: str | None = None) -> None:
        super().__init__(f"{where}: {field}: {problem}" if field else f"{where}: {problem}")
        self.where = where
        self.field = field
        self.problem = problem


class InvalidRequest(ApiError):
    """A request that breaks the contract. `field` names the part at fault."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class RequestTooLarge(ApiError):
    """A body over the limit, which is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"the body is larger than {limit:,} bytes")
        self.limit = limit


class NotReady(ApiError):
    """Still loading its models."""

    def __init__(self) -> None:
        super().__init__("still loading its models; ask again in a few seconds")
