"""One unfolding of one form, as the rules look at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from skill.content.library import Form, Library, Practice
from skill.content.run import Manner, Run, Section, Step
from skill.speech.timing import spoken_seconds


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, at a line of the author's file."""

    line: int
    message: str
    path: str = ""
    """The file; empty for the practice's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One unfolding of one form, with what the rules need to judge it."""

    practice: Practice
    form: Form
    run: Run
    manner: Manner
    library: Library

    @property
    def rate(self) -> int:
        """Speed of the voice in percent."""
        return int(self.row("rate_percent"))

    def row(self, name: str) -> float:
        """A row of the pacing table at this pace."""
        return self.library.pacing.rows[name].at(self.manner.pace)

    def seconds(self, step: Step) -> float:
        """Words and quiet of a step."""
        return spoken_seconds(step.say, self.rate) + step.quiet_seconds

    def section(self, section: Section) -> list[Step]:
        """The steps of one section, questions left out."""
        return [s for s in self.run if s.origin[0] == section and not s.asking]


Rule = Callable[[Spoken], Iterator[Finding]]


def at_end(steps: list[Step], message: str) -> Finding:
    """A finding at the last of some steps."""
    return at(steps[-1], message) if steps else Finding(1, message)


def at(step: Step, message: str) -> Finding:
    """A finding at a step."""
    return Finding(step.line, message, step.path)
