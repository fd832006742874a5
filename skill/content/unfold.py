"""A practice to the flat run of steps that is spoken.

Authors write trees: repetitions, sides, held positions. The engine walks a flat run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from skill.content.leaving_out import is_any_said, is_safety, remaining, without
from skill.content.lengths import fill_section, space_out, speak_lengths
from skill.content.library import Form, Item, Practice, PracticeClass
from skill.content.nodes import Ask, Asking, Cue, Hold, Node, Repeat, Sides, Wording
from skill.content.pacing import Fill, Pacing, Quiet, RowName, Span
from skill.content.run import Manner, Origin, Position, Run, Section, Step
from skill.speech.plan import Kind
from skill.speech.timing import spoken_seconds


def unfold(practice: Practice, form: Form, pacing: Pacing, manner: Manner) -> Run:
    """Returns the whole run of one form, from consent to the last word."""
    work = _Unfolding(practice, form, pacing, manner)
    steps = [*work.sections()]
    steps = fill_section(
        steps, Section.ARRIVING, work.row(form.arrival), manner, pacing
    )
    steps = fill_section(
        steps, Section.INTEGRATING, work.row(form.integration), manner, pacing
    )
    steps = [*space_out(steps, pacing, manner)]
    steps = [replace(step, number=i) for i, step in enumerate(steps, 1)]
    return speak_lengths(steps, pacing, manner)


class _Unfolding:
    """One unfolding: what stays the same while a tree is walked."""

    def __init__(self, practice: Practice, form: Form, pacing: Pacing, manner: Manner):
        self.practice = practice
        self.form = form
        self.pacing = pacing
        self.manner = manner
        self.held = False
        """Whether a held position is unfolded: its time is a load, not a rest."""
        self.rate = int(self.row("rate_percent"))
        self.side = 0
        """The side that is unfolded, where a movement has sides."""
        self.item = 1
        self.movement = ""
        """The exercise and the movement that are unfolded."""
        self.whole = False
        """Whether every line is said: in a held position, and in a rest that would
        otherwise have no words."""
        self.moved = False
        """Whether an exercise was unfolded before."""
        self.onward = False
        """Whether the reply ends before the next exercise, for one left out."""

    def row(self, name: str) -> float:
        row, tempo = self.pacing.rows[name], self.manner.tempo
        return row.at(tempo.pace) if self.held else row.stretched(tempo)

    def sections(self) -> Iterator[Step]:
        form = self.form
        yield from self._lines(Section.CONSENT, form.consent)
        if form.practice_class is PracticeClass.C:
            yield self._ask(
                Ask(Asking.CONSENT), (Section.CONSENT, len(form.consent)), Kind.CONSENT
            )
        yield from self._lines(Section.INTRODUCING, form.intro)
        yield from self._lines(Section.ARRIVING, form.arrive)
        for number, item in enumerate(form.items, 1):
            yield from self._item(item, number)
        last = len(form.items)
        self.whole = not is_any_said(form.integrate, self.manner.left_out)
        yield from self._lines(Section.INTEGRATING, form.integrate, last)
        self.whole = False
        if form.getup:
            yield self._ask(Ask(Asking.RISE), (Section.GETUP, -1), Kind.GETUP)
        yield from self._lines(Section.GETUP, form.getup, last)
        yield self._ask(Ask(Asking.ENDING), (Section.ENDING,), Kind.CLOSE)
        yield from self._lines(Section.CLOSING, form.close, last)

    def _lines(
        self, section: int, nodes: Sequence[Node], item: int = 1
    ) -> Iterator[Step]:
        self.item = item
        yield from self._nodes(nodes, (section,))

    def _item(self, item: Item, number: int) -> Iterator[Step]:
        movements = remaining(item, self.manner.left_out)
        cut_here = item.onward or self.manner.pace in item.onward_at
        self.onward = self.onward or cut_here
        if not movements:
            return
        self.item = number
        asks = self.onward and (self.moved or number == 1)
        if asks:
            yield self._ask(Ask(Asking.ONWARD), (Section.MOVING, number, -1))
        for i, cue in enumerate((*item.rest, *item.lead)):
            goes_on = self.moved and not asks
            if i >= len(item.rest) or goes_on:
                yield from self._cue(cue, (Section.MOVING, number, 0, i), 0, 1)
        self.moved, self.onward = True, False
        for m, movement in movements:
            self.movement = movement.name
            yield from self._nodes(movement.steps, (Section.MOVING, number, m))
        self.movement = ""

    def _nodes(
        self, nodes: Sequence[Node], origin: Origin, turn: int = 0, turns: int = 1
    ) -> Iterator[Step]:
        for i, node in enumerate(nodes):
            yield from self._node(node, (*origin, i), turn, turns)

    def _node(
        self, node: Node, origin: Origin, turn: int, turns: int
    ) -> Iterator[Step]:
        match node:
            case Cue():
                yield from self._cue(node, origin, turn, turns)
            case Ask():
                yield self._ask(node, origin)
            case Repeat():
                yield from self._repeat(node, origin)
            case Sides():
                yield from self._sides(node, origin)
            case Hold():
                yield from self._hold(node, origin, turn, turns)
            case _:
                assert_never(node)

    def _cue(self, cue: Cue, origin: Origin, turn: int, turns: int) -> Iterator[Step]:
        found = self._without(cue)
        if found is None or not _is_spoken(cue.keep, self.manner.wording):
            return
        cue = found
        text = cue.say[turn % len(cue.say)]
        if cue.first and turn == 0:
            text = cue.first
        if cue.last and turn == turns - 1:
            text = cue.last
        if cue.other and self.side == 2:
            text = cue.other
        if cue.brief and self.manner.wording is not Wording.FULL:
            text = cue.brief
        quiet = self._quiet(cue.quiet)
        yield Step(
            kind=Kind(cue.kind),
            say=text,
            quiet_seconds=quiet,
            practice=self.practice.id,
            origin=origin,
            item=self.item,
            movement=self.movement,
            side=cue.side or self.side,
            announced=cue.announced,
            speech_invited=cue.speech_invited,
            rehearses=cue.rehearses,
            line=cue.line,
            path=cue.path,
            fills=isinstance(cue.quiet, Fill),
        )

    def _without(self, cue: Cue) -> Cue | None:
        """The line without what is left out; as it is, where it keeps a body safe."""
        found = without(cue, self.manner.left_out)
        return cue if found is None and (self.whole or is_safety(cue)) else found

    def _ask(self, ask: Ask, origin: Origin, kind: Kind = Kind.CHECK) -> Step:
        if ask.asking is Asking.ONWARD:
            kind = Kind.REST
        return Step(
            kind=kind,
            say=ask.say or "" if ask.mentions.isdisjoint(self.manner.left_out) else "",
            practice=self.practice.id,
            origin=origin,
            item=self.item,
            movement=self.movement,
            asking=ask.asking,
            line=ask.line,
            path=ask.path,
        )

    def _repeat(self, node: Repeat, origin: Origin) -> Iterator[Step]:
        turns = max(0, self._times(node.times) - node.already)
        longest, moved, since = self.row("active_max"), 0.0, 0
        rests = 0
        for turn in range(turns):
            steps = [*self._nodes(node.each, (*origin, turn, 0), turn, turns)]
            moving = self._moving_seconds(steps)
            tired = since >= node.rest_after or (since > 0 and moved + moving > longest)
            if node.rest and tired:
                yield from self._nodes(node.rest, (*origin, turn - 1, 1), rests, 99)
                moved, since, rests = 0.0, 0, rests + 1
            yield from steps
            moved, since = moved + moving, since + 1

    def _sides(self, node: Sides, origin: Origin) -> Iterator[Step]:
        for side in (1, 2):
            self.side = side
            yield from self._nodes(node.steps, (*origin, side, 0), side - 1, 2)
            self.side = 0
            if side == 1:
                yield from self._nodes(node.between, (*origin, side, 1))

    def _hold(
        self, node: Hold, origin: Origin, turn: int, turns: int
    ) -> Iterator[Step]:
        position = Position(node.position, node.way_out)
        self.held = self.whole = True
        enter = [*self._nodes(node.enter, (*origin, 0), turn, turns)]
        held = [*self._nodes(node.steps, (*origin, 1), turn, turns)]
        self.held = False
        leave = [*self._nodes(node.leave, (*origin, 2), turn, turns)]
        self.whole = False
        start = (enter or held or leave)[0].origin
        yield from (replace(s, leads_to=position, resume=start) for s in enter)
        yield from (replace(step, position=position, resume=start) for step in held)
        yield from leave

    def _times(self, times: int | Span | RowName) -> int:
        match times:
            case RowName(name=name):
                return int(
                    self.pacing.doses[name].at(self.manner.pace, self.manner.runs)
                )
            case Span():
                return times.at(self.manner.pace, self.manner.extra)
            case _:
                return times

    def _quiet(self, quiet: Quiet) -> float:
        match quiet:
            case RowName(name=name):
                if dose := self.pacing.doses.get(name):
                    return dose.at(self.manner.pace, self.manner.runs)
                return self.row(name)
            case Fill():
                return 0.0
            case _:
                return quiet

    def _moving_seconds(self, steps: Sequence[Step]) -> float:
        return sum(
            spoken_seconds(step.say, self.rate) + step.quiet_seconds
            for step in steps
            if step.kind is Kind.MOVE
        )


def _is_spoken(keep: Wording, wording: Wording) -> bool:
    order = list(Wording)
    return order.index(wording) <= order.index(keep)
