"""What authors wrote, to what the engine runs on."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from skill.acts import Posture
from skill.content import authored
from skill.content.library import (
    Ask,
    Asking,
    Cue,
    Form,
    Hold,
    Item,
    Movement,
    Node,
    Practice,
    PracticeClass,
    Repeat,
    Said,
    Sides,
    Wording,
)
from skill.content.pacing import Fill, Quiet, RowName, Span
from skill.content.reading import Loc, Source

ALWAYS_SPOKEN = ("consent", "getup", "close")
"""Sections that no wording leaves out."""

ARRIVALS = {"A": "arrival_micro", "B": "arrival_b", "C": "arrival_c"}


class DanglingError(Exception):
    """Raised inside the compiler for a reference to nothing; `loc` is its place."""

    def __init__(self, loc: Loc, message: str) -> None:
        super().__init__(message)
        self.loc = loc
        self.message = message


class Compiler:
    """Compiles practices of one language; sequences need the exercises first."""

    def __init__(self, scripts: Mapping[str, tuple[Cue, ...]]) -> None:
        self.scripts = scripts
        self.exercises: dict[str, Practice] = {}

    def practice(self, model: authored.Practice, source: Source) -> Practice:
        """Raises `DanglingError` when a sequence or a form names what is not there."""
        forms = {
            name: self._form(name, form, model, ("forms", name), source)
            for name, form in model.forms.items()
        }
        return Practice(
            id=model.id,
            name=model.name,
            names=(model.name, *model.also),
            about=model.about,
            why=model.why,
            careful=model.careful,
            pocket=model.pocket,
            easier=model.easier,
            sources=tuple(model.source),
            is_sequence=any(form.items is not None for form in model.forms.values()),
            forms=forms,
            path=str(source.path),
        )

    def _form(
        self,
        name: str,
        form: authored.Form,
        practice: authored.Practice,
        loc: Loc,
        source: Source,
    ) -> Form:
        def lines(kind: Said, section: str) -> tuple[Cue, ...]:
            return compile_lines(kind, getattr(form, section), (*loc, section), source)

        return Form(
            id=name,
            postures=frozenset()
            if form.posture == "any"
            else frozenset({Posture(form.posture)}),
            practice_class=PracticeClass(form.class_),
            activating=form.activating,
            intensity=form.intensity,
            floor=form.floor,
            minutes=form.minutes,
            arrival=ARRIVALS[form.class_],
            integration=f"integration_{form.integration}",
            consent=lines("consent", "consent"),
            intro=lines("intro", "intro"),
            arrive=lines("arrive", "arrive"),
            items=self._items(form, practice, loc, source),
            integrate=_integration(form, (*loc, "integrate"), source),
            getup=self._getup(form, loc, source),
            stays=form.getup == "stay",
            close=lines("close", "close"),
            where=form.where,
        )

    def _getup(self, form: authored.Form, loc: Loc, source: Source) -> tuple[Cue, ...]:
        if form.getup in ("stay", "none"):
            return ()
        if isinstance(form.getup, str):
            if form.getup not in self.scripts:
                raise DanglingError(
                    (*loc, "getup"), f"there is no script {form.getup!r}"
                )
            return tuple(replace(cue, kind="getup") for cue in self.scripts[form.getup])
        return compile_lines("getup", form.getup, (*loc, "getup"), source)

    def _items(
        self, form: authored.Form, practice: authored.Practice, loc: Loc, source: Source
    ) -> tuple[Item, ...]:
        if form.movements is not None and form.items is None:
            place = (*loc, "movements")
            movements = tuple(
                Movement(
                    movement.name, _nodes(movement.steps, (*place, i, "steps"), source)
                )
                for i, movement in enumerate(form.movements)
            )
            return (Item(practice.id, practice.name, (), False, movements),)
        if form.items is not None and form.movements is None:
            return tuple(
                self._item(item, (*loc, "items", i), source)
                for i, item in enumerate(form.items)
            )
        raise DanglingError(loc, "needs either movements or items")

    def _item(self, item: authored.Item, loc: Loc, source: Source) -> Item:
        exercise = self.exercises.get(item.practice)
        if exercise is None:
            raise DanglingError(
                (*loc, "practice"), f"there is no exercise {item.practice!r}"
            )
        form = exercise.forms.get(item.form) if item.form else exercise.default
        if form is None:
            raise DanglingError(
                (*loc, "form"), f"{item.practice} has no form {item.form!r}"
            )
        movements = form.items[0].movements
        if item.movements is not None:
            by_name = {movement.name: movement for movement in movements}
            for i, name in enumerate(item.movements):
                if name not in by_name:
                    place = (*loc, "movements", i)
                    raise DanglingError(
                        place, f"{item.practice} has no movement {name!r}"
                    )
            movements = tuple(by_name[name] for name in item.movements)
        lead = compile_lines("rest", item.lead, (*loc, "lead"), source)
        return Item(exercise.id, exercise.name, lead, item.onward, movements)


def compile_lines(
    kind: Said, lines: Iterable[authored.Line], loc: Loc, source: Source
) -> tuple[Cue, ...]:
    """The cues of one section, each with its line in the file."""
    return tuple(
        _cue(kind, (line.say,), line, (*loc, i), source) for i, line in enumerate(lines)
    )


def _integration(
    form: authored.Form, loc: Loc, source: Source
) -> tuple[Cue | Ask, ...]:
    return tuple(
        Ask(Asking(entry.ask), entry.say, source.line_of((*loc, i)))
        if isinstance(entry, authored.Ask)
        else _cue("integrate", (entry.say,), entry, (*loc, i), source)
        for i, entry in enumerate(form.integrate)
    )


def _nodes(steps: list[Any], loc: Loc, source: Source) -> tuple[Node, ...]:
    return tuple(_node(step, (*loc, i), source) for i, step in enumerate(steps))


def _node(step: Any, loc: Loc, source: Source) -> Node:
    match step:
        case authored.Step():
            return _step(step, loc, source)
        case authored.Ask():
            return Ask(Asking(step.ask), step.say, source.line_of(loc))
        case authored.Repeat():
            return Repeat(
                times=_times(step.repeat),
                already=step.already,
                each=_nodes(step.each, (*loc, "each"), source),
                rest=_nodes(step.rest, (*loc, "rest"), source),
                rest_after=step.rest_after,
            )
        case authored.Sides():
            return Sides(
                _nodes(step.sides, (*loc, "sides"), source),
                _nodes(step.between, (*loc, "between"), source),
            )
        case authored.Hold():
            return Hold(
                position=step.hold,
                way_out=step.way_out,
                enter=_nodes(list(step.enter), (*loc, "enter"), source),
                steps=_nodes(list(step.steps), (*loc, "steps"), source),
                leave=_nodes(list(step.leave), (*loc, "leave"), source),
            )
        case _:
            raise TypeError(type(step))


def _step(step: authored.Step, loc: Loc, source: Source) -> Cue:
    say = (step.say,) if isinstance(step.say, str) else tuple(step.say)
    cue = _cue(step.is_, say, step, loc, source)
    return replace(
        cue,
        first=step.first,
        last=step.last,
        other=step.other,
        side=step.side or 0,
    )


def _cue(
    kind: Said,
    say: tuple[str, ...],
    line: authored.Line | authored.Step,
    loc: Loc,
    source: Source,
) -> Cue:
    return Cue(
        kind=kind,
        say=say,
        brief=line.brief,
        keep=_keep(kind, line.keep),
        quiet=_quiet(line.quiet),
        announced=line.announced,
        speech_invited=line.speech_invited,
        rehearses=line.rehearses,
        line=source.line_of(loc),
    )


def _keep(kind: Said, keep: str | None) -> Wording:
    if kind in ALWAYS_SPOKEN:
        return Wording.QUIET
    return Wording(keep or ("brief" if kind == "intro" else "quiet"))


def _quiet(quiet: float | str) -> Quiet:
    match quiet:
        case "fill":
            return Fill()
        case str():
            return RowName(quiet)
        case _:
            return float(quiet)


def _times(repeat: int | authored.Range | str) -> int | Span | RowName:
    match repeat:
        case authored.Range(least=least, most=most):
            return Span(least, most)
        case str():
            return RowName(repeat)
        case _:
            return repeat
