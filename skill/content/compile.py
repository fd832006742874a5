"""What authors wrote, to what the engine runs on."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from skill.acts import Posture
from skill.content import authored
from skill.content.compile_steps import StepCompiler
from skill.content.library import (
    Cue,
    Form,
    Item,
    Movement,
    Practice,
    PracticeClass,
    Said,
    Wording,
)
from skill.content.pacing import Pacing
from skill.content.reading import Loc, Source

ARRIVALS = {"A": "arrival_micro", "B": "arrival_b", "C": "arrival_c"}
FLOOR_POSTURES = ("lying",)


@dataclass
class Compiler:
    """Compiles the practices of one language; sequences need the exercises first."""

    scripts: Mapping[str, tuple[Cue, ...]]
    pacing: Pacing
    exercises: dict[str, Practice] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Ids of exercises whose own files have faults; told there, not again here."""

    def practice(self, model: authored.Practice, source: Source) -> Practice:
        """Dangling references are added to the source's problems."""
        forms = {
            name: _FormCompiler(self, model, form, ("forms", name), source).form(name)
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


class _FormCompiler:
    """One form of one practice."""

    def __init__(
        self,
        compiler: Compiler,
        practice: authored.Practice,
        form: authored.Form,
        loc: Loc,
        source: Source,
    ) -> None:
        self.compiler = compiler
        self.practice = practice
        self.model = form
        self.loc = loc
        self.steps = StepCompiler(source, compiler.pacing)

    def form(self, name: str) -> Form:
        model = self.model
        integrate = self.steps.lines(
            "integrate", model.integrate, (*self.loc, "integrate")
        )
        return Form(
            id=name,
            postures=frozenset()
            if model.posture == "any"
            else frozenset({Posture(model.posture)}),
            practice_class=PracticeClass(model.class_),
            activating=model.activating,
            intensity=model.intensity,
            floor=model.floor,
            minutes=model.minutes,
            arrival=ARRIVALS[model.class_],
            integration=f"integration_{model.integration}",
            consent=self._cues("consent", model.consent),
            intro=self._cues("intro", model.intro),
            arrive=self._cues("arrive", model.arrive),
            items=self._items(),
            integrate=integrate,
            getup=self._getup(),
            close=self._cues("close", model.close),
            where=model.where,
        )

    def _cues(self, section: Said, lines: list[authored.Line]) -> tuple[Cue, ...]:
        return self.steps.cues(section, lines, (*self.loc, section))

    def _getup(self) -> tuple[Cue, ...]:
        getup, loc = self.model.getup, (*self.loc, "getup")
        if getup == "none" and self.model.posture in FLOOR_POSTURES:
            self.steps.fault(loc, "lying down needs a way up, or `stay`")
        if getup in ("stay", "none"):
            return ()
        if not isinstance(getup, str):
            return self.steps.cues("getup", getup, loc)
        if getup not in self.compiler.scripts:
            self.steps.fault(loc, f"there is no script {getup!r}")
            return ()
        return tuple(
            replace(cue, kind="getup", keep=Wording.QUIET)
            for cue in self.compiler.scripts[getup]
        )

    def _items(self) -> tuple[Item, ...]:
        movements, items = self.model.movements, self.model.items
        if (movements is None) == (items is None):
            self.steps.fault(self.loc, "needs either movements or items")
            return ()
        if movements is not None:
            place = (*self.loc, "movements")
            own = tuple(
                Movement(m.name, self.steps.nodes(m.steps, (*place, i, "steps")))
                for i, m in enumerate(movements)
            )
            return (Item(self.practice.id, self.practice.name, (), False, own),)
        found = (
            self._item(item, (*self.loc, "items", i))
            for i, item in enumerate(items or ())
        )
        return tuple(item for item in found if item is not None)

    def _item(self, item: authored.Item, loc: Loc) -> Item | None:
        exercise = self.compiler.exercises.get(item.practice)
        if exercise is None:
            if item.practice not in self.compiler.broken:
                self.steps.fault(
                    (*loc, "practice"), f"there is no exercise {item.practice!r}"
                )
            return None
        form = exercise.forms.get(item.form) if item.form else exercise.default
        if form is None:
            self.steps.fault(
                (*loc, "form"), f"{item.practice} has no form {item.form!r}"
            )
            return None
        if form.practice_class > PracticeClass(self.model.class_):
            message = f"{item.practice} is class {form.practice_class}; so must this be"
            self.steps.fault((*loc, "practice"), message)
        return Item(
            exercise.id,
            exercise.name,
            self.steps.cues("rest", item.lead, (*loc, "lead")),
            item.onward,
            self._chosen(item, form.items[0].movements if form.items else (), loc),
        )

    def _chosen(
        self, item: authored.Item, movements: tuple[Movement, ...], loc: Loc
    ) -> tuple[Movement, ...]:
        if item.movements is None:
            return movements
        by_name = {movement.name: movement for movement in movements}
        for i, name in enumerate(item.movements):
            if name not in by_name:
                place = (*loc, "movements", i)
                message = f"{item.practice} has no movement {name!r}"
                self.steps.fault(place, message)
        return tuple(by_name[name] for name in item.movements if name in by_name)
