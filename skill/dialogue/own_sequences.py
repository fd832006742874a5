"""A person's own sequences: kept under a label, read back, listed, let go.

Only ids of the library and labels of the content are kept and spoken: of what was said
nothing raw remains.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from skill.content.library import Practice
from skill.content.nodes import Asking
from skill.content.own import (
    ANY,
    MOST_PRACTICES,
    can_join,
    in_order,
    label_of,
    own_id,
    own_name,
    own_practice,
    parts_of,
    position_of,
)
from skill.dialogue.forms import ASKED_FOR
from skill.dialogue.offering import ask_open
from skill.dialogue.record import Record
from skill.dialogue.reply import Reply
from skill.dialogue.returning import back_to_it
from skill.dialogue.scene import Scene, Turn

UNNAMED_LABEL = "mine"
"""Where none was given."""
ALL = "all"
READ_OUT_WHOLE = 3
"""Sequences that are listed with all they hold; of more only the names."""


def keep_own(scene: Scene) -> Turn:
    """Keeps what was listed, or what runs or was finished last, under a label."""
    reply, library = Reply(scene).way_out(), scene.library
    label = scene.act.label or UNNAMED_LABEL
    if label not in library.own.labels:
        return back_to_it(reply.say("own_labels"))
    wished = _wished(scene)
    if not wished:
        return back_to_it(reply.say("own_how"))
    ids = _sorted_out(reply, wished)
    if not ids:
        return back_to_it(reply.say("own_nothing"))
    own = own_practice(label, ids, library)
    if own is None:
        return back_to_it(reply.say("own_positions"))
    _read_back(reply, label, own)
    reply.record = _with(reply.record, label, own)
    if form := _form_of_this(scene, own):
        reply.record = replace(reply.record, forms={**reply.record.forms, own.id: form})
    return back_to_it(reply)


def drop_own(scene: Scene) -> Turn:
    """Lets one go, or all; asks which where that is not clear."""
    reply, kept = Reply(scene).way_out(), scene.record.own
    asked = own_name(scene.library, own_id(scene.act.label or ""))
    if not kept:
        return back_to_it(reply.say("own_none"))
    if scene.act.what == ALL and len(kept) > 1:
        reply.say("own_all_dropped")
        return _go_on(_without(reply, [*kept]))
    if asked and scene.act.label not in kept:
        reply.say("own_not_here", name=asked)
        return back_to_it(reply.say("own_several", names=_named(reply, kept)))
    label = scene.act.label if asked else _meant(scene)
    if label is None:
        return back_to_it(reply.say("own_which", names=_named(reply, kept)))
    reply.say("own_dropped", name=_name(reply, label))
    return _go_on(_without(reply, [label]))


def _go_on(reply: Reply) -> Turn:
    """Back to what was asked, unless it offered to go on in what is gone."""
    asks = reply.session.asking is Asking.RETURN and reply.session.offer is None
    return ask_open(reply) if asks and reply.record.place is None else back_to_it(reply)


def say_own(reply: Reply) -> Reply:
    """Lists the person's own sequences, a few of them with what they hold."""
    kept, practices = reply.record.own, reply.scene.library.practices
    if not kept:
        return reply.say("own_none").say("own_how")
    own = [practices[own_id(label)] for label in kept if own_id(label) in practices]
    if len(kept) > READ_OUT_WHOLE or not own:
        return reply.say("own_several", names=_named(reply, kept))
    for practice in own:
        names = in_order(parts_of(practice.parts, reply.scene.library))
        reply.say("own_one", name=practice.name, names=names)
    return reply


def own_names(reply: Reply) -> str:
    """The names of what the person keeps, in the order of keeping."""
    return _named(reply, reply.record.own)


def _wished(scene: Scene) -> list[str]:
    """The ids that were listed; else those of what runs or was finished last."""
    practices = scene.library.practices
    if scene.act.practices:
        named = [name.strip() for name in scene.act.practices.split(",")]
        return [name for name in named if name]
    if scene.session.practising:
        this: Practice | None = scene.practice
    else:
        this = practices.get(scene.record.last_practice or "")
    return [*(this.parts or (this.id,))] if this else []


def _sorted_out(reply: Reply, wished: Iterable[str]) -> tuple[str, ...]:
    """What can be joined of it; what cannot is said."""
    library = reply.scene.library
    flat = [part for name in wished for part in _opened(reply, name)]
    can = [name for name in flat if can_join(name, library)]
    left_out = dict.fromkeys(name for name in flat if name not in can)
    strong = [library.practices[n].name for n in left_out if n in library.practices]
    later = [
        library.own.later[n]
        for n in left_out
        if n in library.own.later and n not in library.practices
    ]
    if strong:
        reply.say("own_strong", names=_joined(strong, "and"))
    if later:
        reply.say("own_later", names=_joined(later, "or"))
    if len(left_out) > len(strong) + len(later):
        reply.say("own_unknown")
    if len(can) > MOST_PRACTICES:
        reply.say("own_most")
    return tuple(can[:MOST_PRACTICES])


def _opened(reply: Reply, name: str) -> Sequence[str]:
    """An own sequence among the practices brings what it holds."""
    return reply.record.own.get(label_of(name) or "", (name,))


def _read_back(reply: Reply, label: str, own: Practice) -> Reply:
    """Says what is kept, in which position, and how to begin it."""
    library, before = reply.scene.library, reply.record.own.get(label)
    names = in_order(parts_of(own.parts, library))
    changed = before is not None and before != own.parts
    reply.say("own_changed" if changed else "own_kept", name=own.name, names=names)
    if own.default.postures and len(own.forms) == 1:
        [posture] = own.default.postures
        reply.say("own_position", form=ASKED_FOR[posture])
    return reply.say("own_begins", own=f"my {library.own.labels[label]}")


def _form_of_this(scene: Scene, own: Practice) -> str | None:
    """What is kept as it was done is done so again, where that is not the default."""
    if scene.act.practices:
        return None
    practices, record = scene.library.practices, scene.record
    if scene.session.practising:
        position = position_of(scene.form)
    else:
        last = practices[record.last_practice or ""]
        form = last.forms.get(record.last_form or "")
        position = position_of(form) if form else ANY
    known = position in own.forms and position != own.default.id
    return position if known else None


def _with(record: Record, label: str, own: Practice) -> Record:
    """The record with a sequence; a new one in place of another begins anew."""
    if record.own.get(label) != own.parts:
        record = _cleared(record, label)
    return replace(record, own={**record.own, label: own.parts})


def _without(reply: Reply, labels: Sequence[str]) -> Reply:
    """Lets sequences go; one that runs goes on to its end."""
    for label in labels:
        reply.record = _cleared(reply.record, label)
    running = reply.session.practising
    if running and label_of(running.practice) in labels:
        reply.say("own_goes_on")
    return reply


def _cleared(record: Record, label: str) -> Record:
    """The record without a sequence, and without what was kept about it."""
    name, place = own_id(label), record.place
    is_last = record.last_practice == name
    return replace(
        record,
        own={kept: ids for kept, ids in record.own.items() if kept != label},
        forms={kept: form for kept, form in record.forms.items() if kept != name},
        runs={kept: times for kept, times in record.runs.items() if kept != name},
        place=None if place and place.practice == name else place,
        last_practice=None if is_last else record.last_practice,
        last_form=None if is_last else record.last_form,
    )


def _meant(scene: Scene) -> str | None:
    """The label that is meant where none is said: of what runs, or the only one."""
    running, kept = scene.session.practising, scene.record.own
    here = label_of(running.practice) if running else None
    if here in kept:
        return here
    return next(iter(kept)) if len(kept) == 1 else None


def _name(reply: Reply, label: str) -> str:
    """How a sequence is called; a label that the content no longer has is its own."""
    return own_name(reply.scene.library, own_id(label)) or f"your {label} one"


def _named(reply: Reply, labels: Iterable[str]) -> str:
    return _joined([_name(reply, label) for label in labels], "and")


def _joined(words: Sequence[str], joint: str) -> str:
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last
