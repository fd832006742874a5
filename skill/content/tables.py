"""What an author writes beside the practices: pacing, phrases, numbers, needs."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from skill.content.authored import Authored, Id, Line, QuietAfter, Text

Length = Annotated[float, Field(ge=0, le=1800, allow_inf_nan=False)]
Triple = Annotated[list[Length], Field(min_length=3, max_length=3)]
"""Gentler, standard, steadier."""


class PaceRow(Authored):
    """A value for each pace: gentler, standard, steadier."""

    is_: Text = Field(alias="is")
    """What it is, with its unit unless that is seconds."""
    row: int | str | None = None
    """Row of the content design's table; none where the row is this project's own."""
    stretch: Literal["breaths", "rests"] | None = None
    """What makes it longer than its pace; "slower" stretches both, as far as twice."""
    values: Triple
    """Gentler, standard, steadier."""


class DoseRow(Authored):
    """A cap of class C for the first three runs, and for later ones."""

    is_: Text = Field(alias="is")
    """What it is."""
    row: int | str | None = None
    """As in a row."""
    first: Triple
    """Gentler, standard, steadier, in the first three runs."""
    later: Triple
    """The same, from the fourth."""


class PacingTable(Authored):
    """Every length that a practice takes by name."""

    rows: dict[Id, PaceRow]
    """Rows by name."""
    doses: dict[Id, DoseRow]
    """Doses of class C by name."""


class Phrases(Authored):
    """The skill's own words."""

    phrases: dict[Id, Annotated[list[Text], Field(min_length=1)]]
    """By occasion; several wordings are used in turn."""


class Scripts(Authored):
    """Support that is longer than a phrase."""

    scripts: dict[Id, Annotated[list[Line], Field(min_length=1)]]
    """By name."""


class Helplines(Authored):
    """Numbers of one country, as spoken."""

    emergency: Text | None
    """The emergency number: "9 1 1"."""
    crisis: Text | None
    """A sentence with a line to talk to."""
    abuse: Text | None
    """A sentence with a confidential line about violence."""
    verified_on: date | None
    """The day on which someone called or read the official page; none yet."""
    source: Text
    """Where the numbers were read."""


class HelplineTable(Authored):
    """Numbers by country."""

    helplines: dict[str, Helplines]
    """By two-letter region; "none" where the country is uncertain."""


class Needs(Authored):
    """What to suggest for a need."""

    needs: dict[Id, list[Id]]
    """Practice ids, best first."""


class Occasions(Authored):
    """What every language must be able to say."""

    phrases: list[Id]
    """Names in its phrases."""
    scripts: list[Id]
    """Names in its scripts."""


class OwnPosition(Authored):
    """One position in which a person's own sequence can be done."""

    where: Text
    """Where the body is, for someone who is lost."""
    arrive: list[Line]
    """Arriving in the position, where the first exercise suits any; its own words,
    where there are none."""
    close: Annotated[list[Line], Field(min_length=1)]
    """The last words of someone who stays in it, at most fifteen seconds."""


class OwnPositions(Authored):
    """Every position that the exercises of a sequence may share."""

    any: OwnPosition
    """However the person is."""
    standing: OwnPosition
    """On the feet."""
    kneeling: OwnPosition
    """On the knees."""
    seated: OwnPosition
    """On a chair."""
    on_the_floor: OwnPosition
    """Sitting on the floor."""
    lying: OwnPosition
    """On the floor or the bed."""


class OwnIntegration(Authored):
    """Quiet afterwards, by the row that the exercises ask for."""

    micro: Annotated[list[Line], Field(min_length=1)]
    """After micro-movements."""
    settle: Annotated[list[Line], Field(min_length=1)]
    """After settling or neutral work."""
    activating: Annotated[list[Line], Field(min_length=1)]
    """After activating work."""


class Own(Authored):
    """What is spoken around the exercises of a person's own sequence."""

    labels: dict[Id, Text]
    """The name by label, as it stands after "my": "morning one"."""
    later: dict[Id, Text]
    """Names by id of practices that may be asked for and are not written yet."""
    about: Text
    """What it is, in a sentence; may hold {names}."""
    why: Text
    """Why people make one; no promise."""
    careful: Text
    """Said where no exercise in it needs a caution of its own."""
    intro: list[Line]
    """Before arriving; may hold {name} and {length}."""
    positions: OwnPositions
    """Arriving and the last words, by position."""
    arrive_longer: list[Line]
    """More of arriving, where an exercise is of class B."""
    following: Annotated[list[Line], Field(min_length=1)]
    """Names the exercise that follows, as {name}; in turn."""
    between: Annotated[list[Line], Field(min_length=1)]
    """Quiet before an exercise that moves; in turn."""
    placing: QuietAfter
    """Quiet after each line that places the body for an exercise."""
    integrate: OwnIntegration
    """Quiet afterwards."""
    close_up: Annotated[list[Line], Field(min_length=1)]
    """The last words after getting up."""
