"""What an author writes, field by field; exported as JSON Schema.

Only the compiler reads these models. A turn needs none of them.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Text = Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
Position = Literal["wall", "fold", "lunge", "bridge", "hips_lifted", "knees_open"]
"""Positions that a person needs words to leave."""
QuietAfter = Annotated[float, Field(ge=0, le=60)] | Id


class Authored(BaseModel):
    """Base of what authors write: unknown keys are faults, values do not change."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, strict=True
    )


class Line(Authored):
    """Words, and the quiet after them."""

    say: Text
    """What is spoken. May hold {length} (of the practice), {quiet} (after this line)
    and {hey} (the wake word)."""
    quiet: QuietAfter = 0
    """Seconds, or the name of a row of the pacing table, or `fill`: an equal
    share of what the section's row leaves free."""
    brief: Text | None = None
    """Shorter words for someone who knows the practice."""
    instead: Text | list[Text] = []
    """Other words, spoken when these mention what a person has left out for good; of
    several the first that mentions nothing of it. Without them the line is skipped, and
    a step takes its whole movement along."""
    keep: Literal["full", "brief", "quiet"] | None = None
    """The least wordy form in which this line is still spoken, with its quiet.
    Without it an introduction goes in the quiet form, anything else stays."""
    announced: bool = False
    """The person has been told that a quiet this long comes."""
    speech_invited: bool = False
    """The words invite speaking aloud, so unmatched words change nothing."""
    rehearses: Position | None = None
    """The held position whose way out these words teach."""


class Step(Authored):
    """One step of a movement."""

    is_: Literal["move", "rest", "intro"] = Field(alias="is")
    """What the step is to the body: `move` asks for movement, `rest` lets go,
    `intro` only tells."""
    say: Text | list[Text]
    """What is spoken; in a list, one for each repetition in turn."""
    first: Text | None = None
    """Other words for the first repetition."""
    last: Text | None = None
    """Other words for the last repetition."""
    other: Text | None = None
    """Other words on the second side."""
    side: Literal[1, 2] | None = None
    """The side it moves to, where sides take turns: the first, or the other."""
    quiet: QuietAfter = 0
    """As in a line."""
    brief: Text | None = None
    """As in a line."""
    instead: Text | list[Text] = []
    """As in a line."""
    keep: Literal["full", "brief", "quiet"] | None = None
    """As in a line."""
    announced: bool = False
    """As in a line."""
    speech_invited: bool = False
    """As in a line."""
    rehearses: Position | None = None
    """As in a line."""


class Range(Authored):
    """Repetitions as a source gives them: the pace chooses within."""

    least: Annotated[int, Field(ge=1, le=20)]
    """Standard pace does this many; gentler about six tenths of it."""
    most: Annotated[int, Field(ge=1, le=20)]
    """Steadier pace does this many."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.least > self.most:
            raise ValueError("least must not be more than most")
        return self


class Repeat(Authored):
    """Steps done several times, with rests between."""

    repeat: Annotated[int, Field(ge=1, le=20)] | Range | Id
    """How often: a number, a range, or the name of a dose."""
    already: Annotated[int, Field(ge=0)] = 0
    """Repetitions that the steps before have done."""
    each: list["Node"]
    """The steps of one repetition."""
    rest: list["Node"] = []
    """Spoken between sets of repetitions."""
    rest_after: Annotated[int, Field(ge=1)] = 2
    """Repetitions before a rest; fewer where row 4 of the table asks for it."""


class Sides(Authored):
    """Steps done on one side and then, the same, on the other."""

    sides: list["Node"]
    """The steps of one side."""
    between: list["Node"] = []
    """Spoken between the sides."""


class Hold(Authored):
    """A position that a person needs words to leave."""

    hold: Position
    """The position's name."""
    way_out: Text
    """How to leave it, in at most eight words."""
    enter: list[Step] = []
    """Steps on the way in; not yet in the position."""
    steps: list[Step]
    """Steps in the position."""
    leave: Annotated[list[Step], Field(min_length=1)]
    """Steps out of it; the first one is the way out."""


class Ask(Authored):
    """A question; the microphone opens after it."""

    ask: Literal["ease", "round", "onward"]
    """`ease`: a check-in. `round`: an activating round, or rest. `onward`: go on,
    or rest; where a reply would grow too long."""
    say: Text | None = None
    """Words of its own; otherwise the rotating ones."""


def _node_tag(value: Any) -> str:
    keys = (
        value if isinstance(value, dict) else getattr(type(value), "model_fields", ())
    )
    return next(
        (key for key in ("repeat", "sides", "hold", "ask") if key in keys), "is"
    )


Node = Annotated[
    Annotated[Step, Tag("is")]
    | Annotated[Repeat, Tag("repeat")]
    | Annotated[Sides, Tag("sides")]
    | Annotated[Hold, Tag("hold")]
    | Annotated[Ask, Tag("ask")],
    Discriminator(_node_tag),
]
"""One entry of a movement, told apart by its key."""


LineOrAsk = Annotated[
    Annotated[Line, Tag("is")] | Annotated[Ask, Tag("ask")], Discriminator(_node_tag)
]
"""One entry of integration: a line, or a question told apart by its key."""


class Movement(Authored):
    """Part of an exercise that a person may repeat or skip as one."""

    name: Text
    """What the skill calls it: "the first sway"."""
    steps: Annotated[list[Node], Field(min_length=1)]
    """In order."""


class Item(Authored):
    """One exercise inside a sequence."""

    practice: Id
    """Id of the exercise."""
    form: Id | None = None
    """Its form; otherwise its first."""
    movements: list[Text] | None = None
    """Names of the movements to use; otherwise all."""
    lead: list[Line] = []
    """Spoken on the way to it."""
    onward: bool = False
    """Whether to stop before it, and go on at a word."""


class Form(Authored):
    """One way of doing a practice. The safety class belongs to the form."""

    posture: Literal["standing", "kneeling", "sitting", "lying", "any"]
    """How the body is placed."""
    class_: Literal["A", "B", "C"] = Field(alias="class")
    """A: anyone, any time. B: one preface line. C: an explicit yes first."""
    activating: bool = False
    """Raises or tires, rather than settles."""
    intensity: Annotated[int, Field(ge=0, le=5)]
    """0 rest, 1 micro, 2 gentle range, 3 effort, 4 strong, 5 tremor or memory."""
    floor: bool = False
    """Done on the floor, so phone and water come first."""
    minutes: Annotated[int, Field(ge=1, le=30)] | None = None
    """The length by which a person may ask for this form."""
    where: Text
    """Where the body is, for someone who is lost: "Sitting, both feet down." """
    consent: list[Line] = []
    """Class C: what happens, who might leave it, how to stop. The question is added."""
    intro: list[Line] = []
    """Before arriving: name, length, what to have at hand."""
    arrive: Annotated[list[Line], Field(min_length=1)]
    """Arriving in the position. Fills its row of the pacing table."""
    movements: Annotated[list[Movement], Field(min_length=1)] | None = None
    """The exercise itself. A sequence has items instead."""
    items: Annotated[list[Item], Field(min_length=1)] | None = None
    """The exercises of a sequence, in order."""
    integration: Literal["micro", "settle", "activating", "tremor"] = "settle"
    """Which row of the table the integration fills."""
    integrate: Annotated[list[LineOrAsk], Field(min_length=1)]
    """Quiet afterwards, so that it can settle."""
    getup: list[Line] | Id | Literal["stay", "none"]
    """The way up, or the name of a script; `stay` where the person stays lying,
    `none` where they stand or sit already."""
    close: Annotated[list[Line], Field(min_length=1)]
    """The last words, at most fifteen seconds."""


class Practice(Authored):
    """An exercise or a sequence. The file's name is its id."""

    id: Id
    """A name that never changes: places and counts are kept under it."""
    name: Text
    """What the skill calls it."""
    also: list[Text] = []
    """What else people call it."""
    source: Annotated[list[Text], Field(min_length=1)]
    """Article and exercise it comes from: "S1 exercise 1", or "sequence"."""
    about: Text
    """What it is, in a sentence."""
    why: Text
    """Why people do it; no promise."""
    careful: Text
    """Who might leave it out."""
    pocket: Text | None = None
    """A ten-second version to take along."""
    easier: Id | None = None
    """Id of a gentler practice to offer instead."""
    works_with: list[Id] = []
    """What it is about, by the ids of `left_out.yaml`, even where no word says so:
    someone who left one of these out for good never meets it."""
    forms: Annotated[dict[Id, Form], Field(min_length=1)]
    """Ways of doing it; the first is the default."""
