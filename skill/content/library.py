"""What can be practised, as the engine uses it: plain frozen values.

Compiled from what authors write (`authored`); needs neither pydantic nor YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from skill.acts import Posture
from skill.content.nodes import Ask, Categories, Cue, Node
from skill.content.pacing import Pace, Pacing, Quiet


class PracticeClass(StrEnum):
    """A: no preface. B: one preface line. C: an explicit yes first."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True, slots=True)
class Movement:
    """Part of an exercise that a person may repeat or skip as one."""

    name: str
    steps: tuple[Node, ...]
    mentions: Categories = frozenset()
    """What its name mentions."""


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise inside a practice; a lone exercise is its own only item."""

    practice: str
    name: str
    lead: tuple[Cue, ...]
    onward: bool
    """Whether the reply ends before it."""
    movements: tuple[Movement, ...]
    onward_at: frozenset[Pace] = frozenset()
    """Paces at which the reply ends before it all the same: there it would not fit."""
    rest: tuple[Cue, ...] = ()
    """Quiet before it, where the reply goes on."""
    works_with: Categories = frozenset()
    """What it is about, its posture included, even where no word says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of doing a practice: standing, seated, lying, gentler, a length."""

    id: str
    postures: frozenset[Posture]
    """Empty: any."""
    practice_class: PracticeClass
    activating: bool
    intensity: int
    """0 rest, 1 micro, 2 gentle range, 3 effort, 4 strong, 5 tremor or memory."""
    floor: bool
    minutes: int | None
    arrival: str
    integration: str
    """Names of the rows for the length of arriving and of integration."""
    consent: tuple[Cue, ...]
    intro: tuple[Cue, ...]
    arrive: tuple[Cue, ...]
    items: tuple[Item, ...]
    integrate: tuple[Cue | Ask, ...]
    getup: tuple[Cue, ...]
    close: tuple[Cue, ...]
    where: str
    """Where the body is, in words: "Sitting, both feet down." """
    works_with: Categories = frozenset()
    """What all of it is about, its posture included."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """An exercise or a sequence: what a person asks for by name."""

    id: str
    name: str
    names: tuple[str, ...]
    about: str
    why: str
    careful: str
    pocket: str | None
    easier: str | None
    """Id of a gentler practice to offer instead."""
    sources: tuple[str, ...]
    is_sequence: bool
    forms: Mapping[str, Form]
    """The first is the default."""
    parts: tuple[str, ...] = ()
    """Ids of the practices that a person joined; empty in what authors wrote."""
    path: str = ""

    @property
    def default(self) -> Form:
        """The form that is begun when none was asked for."""
        return next(iter(self.forms.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Helplines:
    """Numbers of one country, as spoken."""

    emergency: str | None
    crisis: str | None
    """A sentence: "In the US, call or text 9 8 8, any time."."""
    abuse: str | None
    verified_on: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPosition:
    """One position in which a person's own sequence can be done."""

    where: str
    arrive: tuple[Cue, ...]
    close: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFrame:
    """What is spoken around the exercises of a person's own sequence."""

    labels: Mapping[str, str]
    """The name by label, as it stands after "my": "morning one"."""
    later: Mapping[str, str]
    """Names by id of practices that may be asked for and are not written yet."""
    about: str
    why: str
    careful: str
    intro: tuple[Cue, ...]
    positions: Mapping[str, OwnPosition]
    arrive_longer: tuple[Cue, ...]
    """More of arriving, for class B."""
    following: tuple[Cue, ...]
    """They name the exercise that comes."""
    between: tuple[Cue, ...]
    placing: Quiet
    """After each line that places the body for an exercise."""
    integrate: Mapping[str, tuple[Cue, ...]]
    """By the name of the row that they fill."""
    close_up: tuple[Cue, ...]
    """Last words after getting up."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Library:
    """All content of one language; equal only to itself, so that it can be a key."""

    pacing: Pacing
    practices: Mapping[str, Practice]
    phrases: Mapping[str, tuple[str, ...]]
    """The skill's own words for an occasion, with variations."""
    scripts: Mapping[str, tuple[Cue, ...]]
    """Spoken support that is longer than a phrase: overwhelm, getting up."""
    helplines: Mapping[str, Helplines]
    """By region code; "" where the country is uncertain."""
    needs: Mapping[str, tuple[str, ...]]
    """Practice ids for a need, best first."""
    own: OwnFrame
    categories: Mapping[str, str] = field(default_factory=dict)
    """What may be left out of every practice, and its spoken name."""
    mentions: Mapping[str, Categories] = field(default_factory=dict)
    """What wordings of phrases mention; those that mention nothing are not in it."""
    strong: bool = True
    """Whether class C practices may be begun."""
    shared: "Library | None" = None
    """What everyone has, where a person's own sequences were added to it."""
