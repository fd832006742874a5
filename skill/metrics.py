"""Counters for a scraper: how often, how long, and what went wrong.

Needs the extra `metrics`. What is counted is what a log may know (`observed`).
"""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from skill.observed import Observed

BUCKETS_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Up to the eight seconds that Alexa waits."""


class Counters:
    """Counts what was observed in this process."""

    content_type: Final = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Counter(
            "gentle_ground_turns",
            "Turns by act, phase afterwards, and outcome.",
            ["act", "phase", "outcome"],
            registry=self.registry,
        )
        self._faults = Counter(
            "gentle_ground_faults",
            "Faults by their class.",
            ["fault"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "gentle_ground_turn_seconds",
            "How long turns took.",
            buckets=BUCKETS_SECONDS,
            registry=self.registry,
        )

    def turn(self, seen: Observed) -> None:
        """Counts a turn, its time, and its faults."""
        self._turns.labels(seen.act, seen.phase, seen.outcome).inc()
        self._seconds.observe(seen.milliseconds / 1000)
        for fault in seen.faults:
            self._faults.labels(fault).inc()

    def late_fault(self, fault: str) -> None:
        """Counts a fault that no reply waited for."""
        self._faults.labels(fault).inc()

    def text(self) -> bytes:
        """All counters in the format that Prometheus scrapes."""
        return generate_latest(self.registry)
