"""A store within a turn's time: whoever waits for it does not wait long.

Calls run on threads of their own. One that takes too long is given up by the person's
turn, and goes on behind it. Calls for one account keep their order, so that nothing
that was given up can come after a later one and undo it; calls for others pass by.
"""

import os
from collections import deque
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
JOBS_WAITING: Final = 8
"""With more than these of one account waiting the store counts as gone for it."""


class TimelyStore:
    """Calls a store, and gives it up after a given time."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._start()

    def _start(self) -> None:
        self._process = os.getpid()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="store")
        self._waiting: dict[str, deque[tuple[Future[Any], Job[Any]]]] = {}
        """The jobs of each account, the one that runs first among them."""
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
    ) -> T | None:
        """Does a job that is waited for a moment at most; a fault's kind is told.

        Returns what the job returned within that moment.
        """

        def tell(done: Future[T]) -> None:
            if isinstance(fault := done.exception(), StoreError):
                on_fault(fault.kind)

        try:
            begun = self._begin(key, job)
        except StoreError as exc:
            on_fault(exc.kind)
            return None
        begun.add_done_callback(tell)
        wait([begun], moment_seconds)
        return begun.result() if begun.done() and not begun.exception() else None

    def drain(self) -> None:
        """Waits for everything that was begun."""
        with self._lock:
            begun = [future for jobs in self._waiting.values() for future, _ in jobs]
        wait(begun)

    def _begin(self, key: str, job: Job[T]) -> "Future[T]":
        if self._process != os.getpid():
            self._start()  # no thread comes along when a process forks
        account, _ = parted(key)
        begun: Future[T] = Future()
        with self._lock:
            jobs = self._waiting.setdefault(account, deque())
            if len(jobs) > JOBS_WAITING:
                raise StoreError("Slow")
            jobs.append((begun, job))
            if len(jobs) == 1:
                self._submit(account, jobs)
        return begun

    def _submit(
        self, account: str, jobs: "deque[tuple[Future[Any], Job[Any]]]"
    ) -> None:
        try:
            self._threads.submit(self._run, account, *jobs[0])
        except RuntimeError as exc:  # no thread is left, or the process is ending
            del self._waiting[account]
            for future, _ in jobs:
                future.set_exception(StoreError("NoThread"))
            raise StoreError("NoThread") from exc

    def _run(self, account: str, begun: "Future[Any]", job: Job[Any]) -> None:
        try:
            result = job(self.store)
        except StoreError as exc:
            begun.set_exception(exc)
        except Exception as exc:  # a store of any make must not stop a practice
            begun.set_exception(StoreError(type(exc).__name__))
        else:
            begun.set_result(result)
        self._go_on(account)

    def _go_on(self, account: str) -> None:
        """The next job of an account, once one is done."""
        with self._lock:
            jobs = self._waiting[account]
            jobs.popleft()
            if not jobs:
                del self._waiting[account]
                return
            self._threads.submit(self._run, account, *jobs[0])
