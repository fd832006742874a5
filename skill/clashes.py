"""What to save when another writer came first: two devices, or a turn that was late.

The same act is decided anew on what they kept, so that the later act wins, what strong
work left adds up, and what was forgotten meanwhile stays forgotten.
"""

from dataclasses import replace
from typing import Final, Protocol

from skill.carried import UNSAVED, Carried
from skill.dialogue import Place, Record, Turn, read_record_text
from skill.errors import RecordError, StoreError
from skill.store import Store, Stored
from skill.store.base import is_same_record

SAVES_TRIED: Final = 5


class Anew(Protocol):
    """What it takes to decide a turn once more, on a record that was kept meanwhile."""

    @property
    def request(self) -> str | None:
        """The platform's id of the request."""

    def decide(self, carried: Carried) -> Turn:
        """The same act, on what is carried."""

    def heard_out(self, record: Record) -> Record:
        """The record with its last practice counted, if that was heard to its end."""


def met(
    carried: Carried,
    turn: Turn,
    stored: Stored | None,
    anew: Anew,
) -> tuple[Carried, Turn, bool]:
    """After another writer came first: what to save now, or that there is nothing."""
    if stored is None:
        forgotten = replace(carried, record=Record(), revision=UNSAVED, is_saved=True)
        return forgotten, anew.decide(forgotten), True
    found = stored.revision
    if _was_lost(carried, found):
        return replace(carried, revision=found), turn, False
    try:
        other = read_record_text(stored.text)
    except RecordError:
        return replace(carried, revision=UNSAVED), turn, True
    if _began_anew(carried, found):
        theirs = saved_at(replace(carried, record=other), found, other)
        return theirs, anew.decide(theirs), False
    twice = anew.request is not None and anew.request in other.last_requests
    if twice or other == turn.record:
        turn = replace(turn, record=other)
        return saved_at(carried, found, other), turn, True
    if other == carried.record:
        return replace(carried, revision=found), turn, False
    return (*_decided_anew(carried, turn, other, found, anew), False)


def _decided_anew(
    carried: Carried, turn: Turn, other: Record, revision: int, anew: Anew
) -> tuple[Carried, Turn]:
    """The turn on top of what another device kept; the later act's place wins."""
    mine, act_came = carried.record, turn.record.acted_at if turn.record else 0.0
    if carried.is_saved:
        is_mine = other.place == mine.place
        theirs = other if is_mine else anew.heard_out(other)
        place = _place(mine, other) or theirs.place
        joined = replace(theirs.beside(mine), place=place)
    else:
        joined = mine.merged(carried.base, other)
    carried = replace(saved_at(carried, revision, other), record=joined)
    turn = anew.decide(carried)
    if turn.record is not None and other.acted_at > act_came:
        kept = replace(turn.record, place=other.place, acted_at=other.acted_at)
        turn = replace(turn, record=kept)
    return carried, turn


def _place(mine: Record, other: Record) -> Place | None:
    """The place of this session, unless the other has counted it as heard already."""
    place = mine.place
    if place and place.finished_at and other.acted_at >= place.finished_at:
        return None
    return place


def settle(carried: Carried, record: Record, store: Store) -> tuple[Record, int]:
    """Saves what nobody waits for; with another's record it is merged.

    Returns what is kept now, and its revision. Raises `StoreError`.
    """
    base, revision, is_known = carried.base, carried.revision, carried.is_known
    for _ in range(SAVES_TRIED):
        if is_known and (saved := store.save(carried.key, record.to_text(), revision)):
            return record, saved
        stored = store.load(carried.key)
        if stored is None:
            if is_known:
                return record, UNSAVED
            is_known, revision = True, 0
            continue
        is_known = True
        if _began_anew(carried, stored.revision):
            record, base = Record(strong_after=record.strong_after), Record()
        if not _was_lost(carried, stored.revision):
            try:
                other = read_record_text(stored.text)
            except RecordError:
                return record, UNSAVED
            record, base = record.merged(base, other), other
        revision = stored.revision
    raise StoreError("Contended")


def _began_anew(carried: Carried, found: int) -> bool:
    """Whether what is carried was forgotten, and something else is kept since."""
    return carried.revision != 0 and not is_same_record(carried.revision, found)


def _was_lost(carried: Carried, found: int) -> bool:
    """Whether what was left to be saved never was, and nobody else came since."""
    return not carried.is_saved and found == carried.revision - 1


def saved_at(carried: Carried, revision: int, record: Record) -> Carried:
    """What is carried, once the store is known to hold a record."""
    return replace(
        carried, base=record, revision=revision, is_known=True, is_saved=True
    )
