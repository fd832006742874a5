"""Authored lines and movements, to the cues and nodes that are unfolded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from skill.content import authored
from skill.content.mentions import Mentions
from skill.content.nodes import (
    Ask,
    Asking,
    Cue,
    Hold,
    Node,
    Repeat,
    Said,
    Sides,
    Wording,
)
from skill.content.pacing import Fill, Pacing, Quiet, RowName, Span
from skill.content.reading import Loc, Source

ALWAYS_SPOKEN = ("consent", "getup", "close")
"""Sections that no wording leaves out."""
FILLING = ("arrive", "integrate")
"""Sections with a row to fill."""


@dataclass(frozen=True, slots=True)
class StepCompiler:
    """Compiles the lines of one file; faults are added to the file's problems."""

    source: Source
    pacing: Pacing
    mentions: Mentions = field(default_factory=Mentions)

    def fault(self, loc: Loc, message: str) -> None:
        """Notes a fault at a place in the file."""
        self.source.problems.append(self.source.problem(loc, message))

    def lines(
        self,
        kind: Said,
        lines: Iterable[authored.Line | authored.Ask],
        loc: Loc,
    ) -> tuple[Cue | Ask, ...]:
        """The cues of one section."""
        return tuple(
            self._ask(line, (*loc, i))
            if isinstance(line, authored.Ask)
            else self._cue(kind, (line.say,), line, (*loc, i))
            for i, line in enumerate(lines)
        )

    def cues(
        self, kind: Said, lines: Iterable[authored.Line], loc: Loc
    ) -> tuple[Cue, ...]:
        """The cues of a section that asks nothing."""
        return tuple(
            self._cue(kind, (line.say,), line, (*loc, i))
            for i, line in enumerate(lines)
        )

    def nodes(self, steps: Sequence[Any], loc: Loc) -> tuple[Node, ...]:
        """The nodes of a movement, or of a part of one."""
        return tuple(self._node(step, (*loc, i)) for i, step in enumerate(steps))

    def _node(self, step: Any, loc: Loc) -> Node:
        match step:
            case authored.Step():
                return self._step(step, loc)
            case authored.Ask():
                return self._ask(step, loc)
            case authored.Repeat():
                return Repeat(
                    times=self._times(step.repeat, (*loc, "repeat")),
                    already=step.already,
                    each=self.nodes(step.each, (*loc, "each")),
                    rest=self.nodes(step.rest, (*loc, "rest")),
                    rest_after=step.rest_after,
                )
            case authored.Sides():
                return Sides(
                    self.nodes(step.sides, (*loc, "sides")),
                    self.nodes(step.between, (*loc, "between")),
                )
            case authored.Hold():
                return Hold(
                    position=step.hold,
                    way_out=step.way_out,
                    enter=self.nodes(step.enter, (*loc, "enter")),
                    steps=self.nodes(step.steps, (*loc, "steps")),
                    leave=self.nodes(step.leave, (*loc, "leave")),
                )
            case _:
                raise TypeError(type(step))

    def _ask(self, ask: authored.Ask, loc: Loc) -> Ask:
        line, path = self.source.line_of(loc), str(self.source.path)
        mentioned = self.mentions.of(ask.say or "")
        return Ask(Asking(ask.ask), ask.say, line, path, mentioned)

    def _step(self, step: authored.Step, loc: Loc) -> Cue:
        say = (step.say,) if isinstance(step.say, str) else tuple(step.say)
        cue = self._cue(step.is_, say, step, loc)
        more = self.mentions.among((step.first, step.last, step.other))
        return replace(
            cue,
            mentions={**cue.mentions, **more},
            first=step.first,
            last=step.last,
            other=step.other,
            side=step.side or 0,
        )

    def _cue(
        self,
        kind: Said,
        say: tuple[str, ...],
        line: authored.Line | authored.Step,
        loc: Loc,
    ) -> Cue:
        instead = line.instead
        others = (instead,) if isinstance(instead, str) else tuple(instead)
        return Cue(
            kind=kind,
            say=say,
            brief=line.brief,
            instead=others,
            mentions=self.mentions.among((*say, line.brief, *others)),
            keep=_keep(kind, line.keep),
            quiet=self.quiet(kind, line.quiet, (*loc, "quiet")),
            announced=line.announced,
            speech_invited=line.speech_invited,
            rehearses=line.rehearses,
            line=self.source.line_of(loc),
            path=str(self.source.path),
        )

    def quiet(self, kind: Said, quiet: float | str, loc: Loc) -> Quiet:
        """The quiet after a line: seconds, a row's name, or a share."""
        if isinstance(quiet, float | int):
            return float(quiet)
        if quiet == "fill":
            if kind not in FILLING:
                self.fault(loc, "only arriving and integration have a row to fill")
            return Fill()
        if quiet in self.pacing.rows or quiet in self.pacing.doses:
            return RowName(quiet)
        self.fault(loc, f"there is no row {quiet!r} in the pacing table")
        return 0.0

    def _times(
        self, repeat: int | authored.Range | str, loc: Loc
    ) -> int | Span | RowName:
        match repeat:
            case authored.Range(least=least, most=most):
                return Span(least, most)
            case str() if repeat in self.pacing.doses:
                return RowName(repeat)
            case str():
                self.fault(loc, f"there is no dose {repeat!r} in the pacing table")
                return 1
            case _:
                return repeat


def _keep(kind: Said, keep: str | None) -> Wording:
    if kind in ALWAYS_SPOKEN:
        return Wording.QUIET
    return Wording(keep or ("brief" if kind == "intro" else "quiet"))
