"""A crew spread over a Ray cluster."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import cycle
from typing import TYPE_CHECKING, Any

from api.crew import AHEAD, CrewLost, Worker, Workshop
from api.errors import InvalidRequest

if TYPE_CHECKING:
    from claims.types import Report
    from index.comparing import Prepared


class RayCrew:
    """A worker on each core of the cluster that RAY_ADDRESS names; of one that is started here, where it names
    none.

    Twosource must be installed on every node. A node that does not see the data folder runs the embedding
    model by torch; its vectors go with the others (docs/METHOD.md). Raises InvalidRequest where Ray is not
    installed.
    """

    def __init__(self, workshop: Workshop, count: int | None = None) -> None:
        try:
            import ray
        except ImportError as error:
            raise InvalidRequest("--engine", "ray needs the extra: pip install 'twosource[ray]'") from error
        self._ray: Any = ray
        self._begun = not ray.is_initialized()
        if self._begun:
            ray.init(include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR, num_cpus=count)
        cores = count or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        actor: Any = ray.remote(num_cpus=1)(Worker)
        self._actors = [actor.remote(workshop) for _ in range(cores)]
        self._next = cycle(self._actors)
        self.width = cores * AHEAD

    def hand(self, reports: Sequence[Report]) -> object:
        """Start on a batch."""
        return next(self._next).prepare.remote(tuple(reports)) if reports else None

    def take(self, handle: object) -> list[Prepared | Exception]:
        """What became of a batch, in order. Raises CrewLost."""
        if handle is None:
            return []
        try:
            done: list[Prepared | Exception] = self._ray.get(handle)
        except self._ray.exceptions.RayError as error:
            raise CrewLost(f"a Ray worker ended unexpectedly ({type(error).__name__})") from error
        return done

    def close(self) -> None:
        """Let the workers end, and the cluster where it was started here."""
        for actor in self._actors:
            self._ray.kill(actor)
        if self._begun:
            self._ray.shutdown()
