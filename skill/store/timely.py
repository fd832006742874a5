"""A store within a turn's time: whoever waits for it does not wait long.

Calls run on threads of their own. One that takes too long is given up by the person's
turn, and goes on behind it. Calls for one account keep their order, so that nothing
that was given up can come after a later one and undo it.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from threading import Lock
from typing import Any, Final, TypeVar

from skill.errors import StoreError
from skill.store.base import Store, parted

T = TypeVar("T")
Job = Callable[[Store], T]

THREADS: Final = 16
ACCOUNTS_WAITING: Final = 256
"""With more than these waiting the store counts as gone: a queue helps nobody."""


class TimelyStore:
    """Calls a store, and gives it up after a given time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="store")
        self._last: dict[str, Future[Any]] = {}
        self._lock = Lock()

    def call(self, key: str, job: Job[T], seconds: float) -> T:
        """Returns what the job returns.

        Raises `StoreError`: the store's own, or of kind `Slow` when the time is up.
        """
        try:
            return self._begin(key, job).result(max(0.0, seconds))
        except FutureTimeoutError:
            raise StoreError("Slow") from None

    def leave(
        self,
        key: str,
        job: Job[T],
        on_fault: Callable[[str], None],
        moment_seconds: float,
    ) -> None:
        """Does a job that is waited for a moment at most; a fault's kind is told."""

        def tell(done: Future[T]) -> None:
            if isinstance(fault := done.exception(), StoreError):
                on_fault(fault.kind)

        try:
            begun = self._begin(key, job)
        except StoreError as exc:
            on_fault(exc.kind)
            return
        begun.add_done_callback(tell)
        wait([begun], moment_seconds)

    def settle(self) -> None:
        """Waits for everything that was begun."""
        with self._lock:
            begun = [*self._last.values()]
        wait(begun)

    def _begin(self, key: str, job: Job[T]) -> Future[T]:
        account, _ = parted(key)
        with self._lock:
            if len(self._last) > ACCOUNTS_WAITING:
                raise StoreError("Slow")
            before = self._last.get(account)
            begun = self._threads.submit(self._in_turn, job, before)
            self._last[account] = begun
        begun.add_done_callback(lambda done: self._done(account, done))
        return begun

    def _in_turn(self, job: Job[T], before: "Future[Any] | None") -> T:
        if before is not None:
            wait([before])
        try:
            return job(self.store)
        except StoreError:
            raise
        except Exception as exc:  # a store of any make must not stop a practice
            raise StoreError(type(exc).__name__) from exc

    def _done(self, account: str, done: "Future[Any]") -> None:
        with self._lock:
            if self._last.get(account) is done:
                del self._last[account]
