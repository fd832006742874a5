"""One form of an own sequence: the exercises in one position, and what is around them.

Rests, arrival and landing come from the frame (care rule 40). What an exercise needs to
be safe comes with it: what must be at hand before anything moves, and how the body is
placed right before its own movement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from skill.acts import Posture
from skill.content.library import Form, Item, Library, OwnFrame, OwnPosition, Practice
from skill.content.nodes import Cue, Hold, Node, Repeat, Sides, Wording
from skill.content.own_cuts import cuts
from skill.content.pacing import Pace

INTEGRATIONS = ("integration_micro", "integration_settle", "integration_activating")
"""From the shortest to the longest."""
_POSTURES = {
    "any": (),
    "seated": (Posture.SITTING,),
    "on_the_floor": (Posture.SITTING,),
}
"""Postures of a position that is not simply named after its own."""

Part = tuple[Practice, Form]


def own_form(
    own: Practice, position: str, parts: Sequence[Part], library: Library
) -> Form:
    """The parts in their forms of one position; cut where a reply would be too long.

    A single one stays as it is: all that it needs is in it.
    """
    if len(parts) == 1:
        return replace(parts[0][1], id=position, minutes=None)
    form = _form(own, position, parts, library.own)
    cut = {pace: {*cuts(own, form, library.pacing, pace)} for pace in Pace}
    items = (
        replace(item, onward_at=frozenset(pace for pace in Pace if n in cut[pace]))
        for n, item in enumerate(form.items, 1)
    )
    return replace(form, items=tuple(items))


def _form(own: Practice, position: str, parts: Sequence[Part], frame: OwnFrame) -> Form:
    forms = [form for _, form in parts]
    gravest = max(forms, key=lambda form: form.practice_class)
    placed, here = frame.positions[position], _POSTURES.get(position)
    arrive = _arriving(forms[0], gravest, placed, frame)
    getup = next((form.getup for form in reversed(forms) if form.getup), ())
    integration = max((form.integration for form in forms), key=INTEGRATIONS.index)
    return Form(
        id=position,
        postures=frozenset((Posture(position),) if here is None else here),
        practice_class=gravest.practice_class,
        activating=any(form.activating for form in forms),
        intensity=max(form.intensity for form in forms),
        floor=any(form.floor for form in forms),
        minutes=None,
        arrival=gravest.arrival,
        integration=integration,
        consent=(),
        intro=(*_named(frame.intro, own.name), *_needed_first(forms)),
        arrive=arrive,
        items=tuple(_items(parts, frame, arrive)),
        integrate=frame.integrate[integration],
        getup=getup,
        close=frame.close_up if getup else placed.close,
        where=placed.where,
    )


def _arriving(
    first: Form, gravest: Form, placed: OwnPosition, frame: OwnFrame
) -> tuple[Cue, ...]:
    """The first exercise's own arriving, unless that says nothing of the position."""
    lines = placed.arrive if _is_placed_by_frame(first, placed) else first.arrive
    longer = first.arrival != gravest.arrival
    return (*lines, *frame.arrive_longer) if longer else lines


def _is_placed_by_frame(first: Form, placed: OwnPosition) -> bool:
    return not first.postures and bool(placed.arrive)


def _needed_first(forms: Sequence[Form]) -> list[Cue]:
    """What the exercises say before they begin that no wording leaves out, once."""
    needed = {
        cue.say: cue
        for form in forms
        for cue in form.intro
        if cue.keep is Wording.QUIET or cue.rehearses
    }
    return [*needed.values()]


def _items(
    parts: Sequence[Part], frame: OwnFrame, arrive: tuple[Cue, ...]
) -> Iterator[Item]:
    """Every exercise with its lead; a sequence among the parts comes apart."""
    said = {cue.say for cue in arrive}
    for turn, (practice, form) in enumerate(parts):
        first, *others = form.items
        still = turn == 0 or not moves(form.items)
        rest = () if still else (_in_turn(frame.between, turn),)
        lead = (*_lead(practice, form, frame, turn, said),) if turn else ()
        yield replace(first, lead=lead, rest=rest, onward=False)
        yield from (replace(item, onward=False) for item in others)


def _lead(
    practice: Practice,
    form: Form,
    frame: OwnFrame,
    turn: int,
    said: set[tuple[str, ...]],
) -> Iterator[Cue]:
    """The exercise's name, and how the body is placed for it, as when it is alone.

    What suits any position is said once.
    """
    yield from _named((_in_turn(frame.following, turn),), practice.name)
    for cue in form.arrive:
        if form.postures or cue.say not in said:
            yield replace(cue, quiet=frame.placing)
        said.add(cue.say)


def _in_turn(cues: Sequence[Cue], turn: int) -> Cue:
    """One of several wordings; the first exercise needs none."""
    return cues[(turn - 1) % len(cues)]


def moves(items: Sequence[Item]) -> bool:
    """Whether there is movement in it, and not only rest and attention."""
    return any(
        _is_movement(node)
        for item in items
        for movement in item.movements
        for node in movement.steps
    )


def _is_movement(node: Node) -> bool:
    match node:
        case Cue():
            return node.kind == "move"
        case Repeat():
            return any(map(_is_movement, node.each))
        case Sides():
            return any(map(_is_movement, node.steps))
        case Hold():
            return True
        case _:
            return False


def _named(cues: Sequence[Cue], name: str) -> tuple[Cue, ...]:
    """Cues with a name put in, with a capital where it opens the line."""
    return tuple(
        replace(cue, say=tuple(_with_name(words, name) for words in cue.say))
        for cue in cues
    )


def _with_name(words: str, name: str) -> str:
    if words.startswith("{name}"):
        name = name[:1].upper() + name[1:]
    return words.replace("{name}", name)
