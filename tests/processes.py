"""Several real processes, which begin their work at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from typing import TypeVar

T = TypeVar("T")

START_SECONDS = 60.0
"""For a slow machine to bring all of them up."""

_together: list[Barrier] = []
"""In each process the one barrier that it was given."""


def in_processes(jobs: Sequence[Callable[[], T]]) -> list[T]:
    """Returns what each job returned in a process of its own.

    The processes are spawned, so that they share nothing; what one raises is raised.
    """
    context = get_context("spawn")
    barrier = context.Barrier(len(jobs))
    with ProcessPoolExecutor(
        len(jobs), mp_context=context, initializer=_begin, initargs=(barrier,)
    ) as pool:
        return list(pool.map(_with_the_others, jobs))


def _begin(barrier: Barrier) -> None:
    _together.append(barrier)


def _with_the_others(job: Callable[[], T]) -> T:
    _together[0].wait(START_SECONDS)
    return job()
