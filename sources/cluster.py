"""A Dask cluster that reads documents: their bytes are sent there, and what does not come back is done here."""

from __future__ import annotations

import logging
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from .. import __version__
from ..graph.problem import CruxmapError, quoted
from .placing_many import outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST_ANSWER = 10.0
WITHOUT_WORKERS = 20.0
A_LOOK = 1.0
TASKS_A_THREAD = 4


class Cluster(Struct):
    """Machines at work: how a task is sent to them, and how many may wait there at a time. `lost` says why they are
    asked no more, "" while they are."""

    submit: Callable[[bytes], _Sent | None]
    most: int
    lost: str = ""


@contextmanager
def cluster(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler answers at an address.

    A worker that ends on the way has its documents read by another one. Raises CruxmapError where there is no
    scheduler, where it has no workers, and where these have no cruxmap or one of another version.
    """
    client = _client(address)
    try:
        found = Cluster(lambda task: None if found.lost else _Sent(client, found, task), 1)
        found.most = TASKS_A_THREAD * _threads(client, address)
        yield found
    finally:
        client.close(FIRST_ANSWER)


class _Sent:
    """A task on its way."""

    def __init__(self, client: Any, of: Cluster, task: bytes) -> None:
        self._client, self._of = client, of
        self._future = client.submit(outcome, task, pure=False)

    def result(self) -> bytes:
        """What came of it. Raises CruxmapError if the cluster was lost, and whatever the worker raised."""
        last_seen = time.monotonic()
        while not self._of.lost:
            try:
                done: bytes = self._future.result(timeout=A_LOOK)
            except TimeoutError:
                if self._client.status != "running":
                    self._of.lost = "the scheduler does not answer any more"
                elif self._client.nthreads():
                    last_seen = time.monotonic()
                elif time.monotonic() - last_seen > WITHOUT_WORKERS:
                    self._of.lost = "there are no workers any more"
            else:
                return done
        raise CruxmapError(self._of.lost)


def _client(address: str) -> Any:
    try:
        import distributed  # half a second, for those who have a cluster
    except ImportError as error:
        raise CruxmapError('a cluster needs distributed: pip install "cruxmap[cluster]"') from error
    for handler in logging.getLogger("distributed").handlers:
        handler.setLevel(logging.CRITICAL)  # what matters is told here, and once
    try:
        client: Any = distributed.Client  # which has no types
        return client(address, timeout=FIRST_ANSWER, set_as_default=False, name="cruxmap")
    except (OSError, ValueError, TypeError) as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CruxmapError(f"no Dask scheduler answers at {quoted(address)}: {why}") from error


def _threads(client: Any, address: str) -> int:
    """How many threads work there, all workers having been asked for their version of cruxmap."""
    try:
        client.wait_for_workers(1, timeout=FIRST_ANSWER)
        versions: dict[str, Any] = client.run(_version, on_error="return")
    except (OSError, TimeoutError) as error:
        raise CruxmapError(f"the cluster at {quoted(address)} has no workers") from error
    for worker, version in sorted(versions.items()):
        if version != __version__:
            has = f"has cruxmap {version}" if isinstance(version, str) else f"cannot run it ({version})"
            raise CruxmapError(f"the worker {worker} {has}: every worker needs cruxmap {__version__}, as this is")
    threads: dict[str, int] = client.nthreads()
    return sum(threads.values())


def _version() -> str:
    return __version__
