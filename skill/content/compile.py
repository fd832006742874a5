"""What authors wrote, to what the engine runs on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from skill.acts import Posture
from skill.content import authored
from skill.content.compile_steps import StepCompiler
from skill.content.library import Form, Item, Movement, Practice, PracticeClass
from skill.content.mentions import Mentions
from skill.content.nodes import Categories, Cue, Said, Wording
from skill.content.pacing import Pacing
from skill.content.reading import Loc, Source
from skill.errors import Problem

ARRIVALS = {"A": "arrival_micro", "B": "arrival_b", "C": "arrival_c"}
FLOOR_POSTURES = ("lying",)
NAMING = ("name", "about", "why")
"""What is said of a practice when it is offered; its cautions may mention anything."""


@dataclass
class Compiler:
    """Compiles the practices of one language; sequences need the exercises first."""

    scripts: Mapping[str, tuple[Cue, ...]]
    pacing: Pacing
    exercises: dict[str, Practice] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Ids of exercises whose own files have faults; told there, not again here."""
    mentions: Mentions = field(default_factory=Mentions)

    def practice(self, model: authored.Practice, source: Source) -> Practice:
        """Dangling references are added to the source's problems."""
        source.problems += works_with_problems(model, self.mentions, source)
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
        self.steps = StepCompiler(source, compiler.pacing, compiler.mentions)

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
            works_with=self._works_with(),
        )

    def _works_with(self) -> Categories:
        posture = self.model.posture
        postures = () if posture == "any" else (Posture(posture),)
        placed = self.compiler.mentions.of_posture(postures, floor=self.model.floor)
        return placed.union(self.practice.works_with)

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
                Movement(
                    m.name,
                    self.steps.nodes(m.steps, (*place, i, "steps")),
                    self.compiler.mentions.of(m.name),
                )
                for i, m in enumerate(movements)
            )
            name, works_with = self.practice.name, self._works_with()
            return (
                Item(self.practice.id, name, (), False, own, works_with=works_with),
            )
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
            works_with=form.works_with,
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


def works_with_problems(
    model: authored.Practice, mentions: Mentions, source: Source
) -> Iterator[Problem]:
    """Unknown categories, and words of offering that mention what is not among them.

    Whoever left something out is not offered what works with it; so what else is
    offered must not mention it either.
    """
    for i, name in enumerate(model.works_with):
        if name not in mentions.known:
            message = f"there is no category {name!r} in left_out.yaml"
            yield source.problem(("works_with", i), message)
    texts: list[tuple[Loc, str]] = [((key,), getattr(model, key)) for key in NAMING]
    texts += [(("forms", name, "where"), f.where) for name, f in model.forms.items()]
    for loc, text in texts:
        for name in sorted(mentions.of(text).difference(model.works_with)):
            yield source.problem(loc, f"this mentions {name}, so works_with holds it")
