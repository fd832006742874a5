"""The frame of own sequences, from what its author wrote."""

from collections.abc import Iterator, Mapping

from skill.content import authored, tables
from skill.content.compile_steps import StepCompiler
from skill.content.library import OwnFrame, OwnPosition
from skill.content.mentions import Mentions
from skill.content.nodes import Cue
from skill.content.occasions import text_problems
from skill.content.pacing import Pacing
from skill.content.reading import Source
from skill.errors import Problem


def own_frame(
    model: tables.Own, source: Source, pacing: Pacing, mentions: Mentions
) -> OwnFrame:
    """Faults are added to the source's problems."""
    steps = StepCompiler(source, pacing, mentions)
    source.problems += _word_problems(model, source)
    return OwnFrame(
        labels=model.labels,
        later=model.later,
        about=model.about,
        why=model.why,
        careful=model.careful,
        intro=steps.cues("intro", model.intro, ("intro",)),
        positions={
            name: _position(steps, name, getattr(model.positions, name))
            for name in type(model.positions).model_fields
        },
        arrive_longer=steps.cues("arrive", model.arrive_longer, ("arrive_longer",)),
        following=steps.cues("rest", model.following, ("following",)),
        between=steps.cues("rest", model.between, ("between",)),
        placing=steps.quiet("rest", model.placing, ("placing",)),
        integrate=_integrations(steps, model.integrate),
        close_up=steps.cues("close", model.close_up, ("close_up",)),
    )


def _position(steps: StepCompiler, name: str, model: tables.OwnPosition) -> OwnPosition:
    loc = ("positions", name)
    return OwnPosition(
        where=model.where,
        arrive=steps.cues("arrive", model.arrive, (*loc, "arrive")),
        close=steps.cues("close", model.close, (*loc, "close")),
    )


def _integrations(
    steps: StepCompiler, model: tables.OwnIntegration
) -> Mapping[str, tuple[Cue, ...]]:
    written: dict[str, list[authored.Line]] = {
        name: getattr(model, name) for name in type(model).model_fields
    }
    return {
        f"integration_{name}": steps.cues("integrate", lines, ("integrate", name))
        for name, lines in written.items()
    }


def _word_problems(model: tables.Own, source: Source) -> Iterator[Problem]:
    """Unwanted words and unknown slots in what no run holds."""
    for key in ("about", "why", "careful"):
        yield from text_problems(getattr(model, key), (key,), source)
    for table in ("labels", "later"):
        for name, text in getattr(model, table).items():
            yield from text_problems(text, (table, name), source)
    for name in type(model.positions).model_fields:
        where = getattr(model.positions, name).where
        yield from text_problems(where, ("positions", name, "where"), source)
