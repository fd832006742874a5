"""A person's own sequences: practices joined under a label, done in one position.

Composed from the compiled practices whenever they are looked up, so that a record
holds ids alone. Everything here is pure; what was composed once is kept.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from skill.acts import Posture
from skill.content.library import Form, Library, Practice, PracticeClass
from skill.content.own_form import moves, own_form

OWN: Final = "own:"
"""What the id of an own sequence begins with; its label follows."""
MOST_PRACTICES: Final = 8
_CHAIR: Final = "seated"
_FLOOR: Final = "on_the_floor"
ANY: Final = "any"


def own_id(label: str) -> str:
    """The id of the practice under a label."""
    return f"{OWN}{label}"


def label_of(practice_id: str) -> str | None:
    """The label in the id of an own sequence; None for any other id."""
    return practice_id.removeprefix(OWN) if practice_id.startswith(OWN) else None


def own_name(library: Library, practice_id: str | None) -> str | None:
    """How an own sequence is called, kept or not; None for any other id."""
    label = label_of(practice_id or "")
    called = library.own.labels.get(label or "")
    return f"your {called}" if called else None


def with_own(library: Library, own: Mapping[str, tuple[str, ...]]) -> Library:
    """The library as one person knows it, with their own sequences in it."""
    return _with_own(_shared(library), tuple(own.items())) if own else library


@lru_cache(maxsize=256)
def _with_own(
    library: Library, own: tuple[tuple[str, tuple[str, ...]], ...]
) -> Library:
    found = (_composed(label, ids, library) for label, ids in own)
    composed = {practice.id: practice for practice in found if practice}
    return replace(library, practices={**library.practices, **composed}, shared=library)


def own_practice(label: str, ids: Iterable[str], library: Library) -> Practice | None:
    """One own sequence as a practice, with a form for each position it can be done in.

    Ids that cannot be part of one are left out. None where nothing remains, where no
    position suits all of it, and for a label that nobody may give.
    """
    return _composed(label, tuple(ids), _shared(library))


def can_join(practice_id: str, library: Library) -> bool:
    """Whether a practice may be part of one: it is here, and has a form for it."""
    practice = _shared(library).practices.get(practice_id)
    return practice is not None and any(_joined_forms(practice))


def position_of(form: Form) -> str:
    """How a form is placed, in one word: chair and floor are two ways of sitting."""
    posture = next(iter(form.postures), None)
    if posture is Posture.SITTING:
        return _FLOOR if form.floor else _CHAIR
    return posture.value if posture else ANY


@lru_cache(maxsize=1024)
def _composed(label: str, ids: tuple[str, ...], library: Library) -> Practice | None:
    parts = parts_of(ids, library)[:MOST_PRACTICES]
    frame = library.own
    if not parts or label not in frame.labels:
        return None
    name = f"your {frame.labels[label]}"
    own = Practice(
        id=own_id(label),
        name=name,
        names=(name,),
        about=frame.about.replace("{names}", in_order(parts)),
        why=frame.why,
        careful=_cautions(parts) or frame.careful,
        pocket=None,
        easier=None,
        sources=(),
        is_sequence=True,
        forms={},
        parts=ids,
    )
    forms = {
        position: own_form(own, position, _in_position(parts, position), library)
        for position in _shared_positions(parts)
    }
    return replace(own, forms=forms) if forms else None


def parts_of(ids: Iterable[str], library: Library) -> list[Practice]:
    """What can be joined of what the ids name; a rest after itself is one rest."""
    found: list[Practice] = []
    for name in ids:
        if can_join(name, library):
            part = library.practices[name]
            if part not in found[-1:] or moves(part.default.items):
                found.append(part)
    return found


def in_order(practices: Iterable[Practice]) -> str:
    """Names of practices, in the order in which they are done."""
    return ", then ".join(practice.name for practice in practices)


def _shared(library: Library) -> Library:
    return library.shared or library


def _joined_forms(practice: Practice) -> Iterator[Form]:
    """The forms that may be joined to others: strong ones stay by themselves."""
    for form in practice.forms.values():
        if form.practice_class is not PracticeClass.C:
            yield form


def _shared_positions(parts: Sequence[Practice]) -> list[str]:
    """The positions in which all can be done, as the first of them prefers."""
    known = dict.fromkeys(
        position_of(form) for part in parts for form in _joined_forms(part)
    )
    return [
        position
        for position in known
        if all(any(_fitting(part, position)) for part in parts)
    ]


def _fitting(practice: Practice, position: str) -> Iterator[Form]:
    for form in _joined_forms(practice):
        if position_of(form) in (ANY, position):
            yield form


def _in_position(
    parts: Sequence[Practice], position: str
) -> tuple[tuple[Practice, Form], ...]:
    return tuple((part, next(_fitting(part, position))) for part in parts)


def _cautions(parts: Sequence[Practice]) -> str:
    """Who might leave which exercise out, where an exercise needs such a word."""
    needed = (
        part.careful
        for part in parts
        if any(f.practice_class is not PracticeClass.A for f in part.forms.values())
    )
    return " ".join(dict.fromkeys(needed))
