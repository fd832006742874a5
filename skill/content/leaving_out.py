"""What a person leaves out for good, taken out of what is spoken (care rule 39).

An exercise that works with it goes; then a movement that cannot be said without it;
elsewhere single lines. Words that keep a body safe stay, whatever they mention. Nothing
that stays changes its origin, so a place survives.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from skill.content.library import Form, Item, Movement
from skill.content.nodes import Ask, Categories, Cue, Hold, Node, Repeat, Sides, Wording

ALWAYS_SAID = ("consent", "getup", "close")
"""Kinds of line that are said whatever they mention; in other words, if there are."""


def is_left_out(form: Form, left_out: Categories) -> bool:
    """Whether nothing, or nothing whole, of a form can be practised without these."""
    if not left_out:
        return False
    return (
        not form.works_with.isdisjoint(left_out)
        or not any(remaining(item, left_out) for item in form.items)
        or not is_any_said(form.arrive, left_out)
        or not is_any_said(form.integrate, left_out)
    )


def remaining(item: Item, left_out: Categories) -> list[tuple[int, Movement]]:
    """The movements of an exercise that stay, with their numbers from 1."""
    movements = enumerate(item.movements, 1)
    if not left_out:
        return [*movements]
    if not item.works_with.isdisjoint(left_out):
        return []
    return [
        (number, movement)
        for number, movement in movements
        if movement.mentions.isdisjoint(left_out) and _stays(movement.steps, left_out)
    ]


def without(cue: Cue, left_out: Categories) -> Cue | None:
    """The line in words that mention none of these; None when it has no such words."""
    if all(mentioned.isdisjoint(left_out) for mentioned in cue.mentions.values()):
        return cue

    def fine(text: str | None) -> str | None:
        mentioned = cue.mentions.get(text or "", frozenset())
        return text if mentioned.isdisjoint(left_out) else None

    brief = fine(cue.brief)
    instead = next(filter(fine, cue.instead), brief)
    say = [text for each in cue.say if (text := fine(each) or instead)]
    other = cue.other and (fine(cue.other) or instead)
    if not say or (cue.other and not other):
        return None
    return replace(
        cue,
        say=tuple(say),
        first=fine(cue.first),
        last=fine(cue.last),
        other=other,
        brief=brief,
    )


def is_safety(cue: Cue) -> bool:
    """Whether a line is said whatever it mentions: consent, ways out, what it needs."""
    needed = cue.kind == "intro" and cue.keep is Wording.QUIET
    return cue.kind in ALWAYS_SAID or cue.rehearses is not None or needed


def is_any_said(nodes: Iterable[Cue | Ask], left_out: Categories) -> bool:
    """Whether a line stays whose quiet can hold its section's length."""
    lines = [node for node in nodes if isinstance(node, Cue)]
    return any(without(line, left_out) is not None for line in lines)


def touched(form: Form) -> Categories:
    """Every category that leaving out would change something in a form."""
    found = set(form.works_with)
    for nodes in (form.consent, form.intro, form.arrive, form.integrate, form.close):
        found |= _mentioned(nodes)
    for item in form.items:
        found |= item.works_with | _mentioned(item.lead)
        for movement in item.movements:
            found |= movement.mentions | _mentioned(movement.steps)
    return frozenset(found)


def _stays(nodes: Sequence[Node], left_out: Categories) -> bool:
    """Whether steps can be said without these; a held position is always said."""
    return all(
        cue.keep is not Wording.QUIET or without(cue, left_out) is not None
        for cue in _cues(nodes, held=False)
        if isinstance(cue, Cue)
    )


def _mentioned(nodes: Sequence[Node]) -> Categories:
    found: Categories = frozenset()
    for node in _cues(nodes, held=True):
        mentions = node.mentions.values() if isinstance(node, Cue) else [node.mentions]
        found = found.union(*mentions)
    return found


def _cues(nodes: Sequence[Node], *, held: bool) -> Iterator[Cue | Ask]:
    """Every line and question of a tree; with or without those of held positions."""
    for node in nodes:
        match node:
            case Cue() | Ask():
                yield node
            case Repeat():
                yield from _cues((*node.each, *node.rest), held=held)
            case Sides():
                yield from _cues((*node.steps, *node.between), held=held)
            case Hold():
                inside = (*node.enter, *node.steps, *node.leave)
                yield from _cues(inside if held else (), held=held)
            case _:
                assert_never(node)
