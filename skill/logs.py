"""The log: one line of JSON a turn, and one for each fault that came late.

structlog renders it; lines of other libraries go through the same renderer.
"""

import logging
from dataclasses import asdict
from typing import TextIO

import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

from skill.observed import Observed, Outcome

ON_THE_WAY: tuple[Processor, ...] = (
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
_log = structlog.wrap_logger(
    logging.getLogger("gentle_ground"),
    processors=[*ON_THE_WAY, ProcessorFormatter.wrap_for_formatter],
    wrapper_class=structlog.stdlib.BoundLogger,
)


def configure_logs(stream: TextIO, level: int) -> None:
    """Every line as one JSON object to a stream, from this level on."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        ProcessorFormatter(
            foreign_pre_chain=ON_THE_WAY,
            processors=[
                ProcessorFormatter.remove_processors_meta,
                _class_alone,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    logging.getLogger("werkzeug").setLevel(max(level, logging.WARNING))


def _class_alone(logger: object, method: str, event: EventDict) -> EventDict:
    """Of an error that a library logs only its class: messages may hold words."""
    if exc_info := event.pop("exc_info", None):
        fault = exc_info[0] if isinstance(exc_info, tuple) else type(exc_info)
        event["faults"] = (getattr(fault, "__name__", "unknown"),)
    return event


class Log:
    """Writes down what was observed."""

    def turn(self, seen: Observed) -> None:
        """One line; a turn in which something went wrong stands out."""
        fell = seen.outcome is not Outcome.ANSWERED
        level = logging.ERROR if fell or seen.faults else logging.INFO
        _log.log(level, "turn", **asdict(seen))

    def late_fault(self, fault: str) -> None:
        """One line, without a turn to belong to."""
        _log.error("late", faults=(fault,))


def refused(why: str) -> None:
    """A request that could not be answered, and the rule that it broke."""
    _log.warning("refused", why=why)


def slipped(exc: Exception) -> None:
    """An error outside a turn; its class, never what it says."""
    _log.error("slipped", faults=(type(exc).__name__,))
