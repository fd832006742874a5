"""What a person makes of the practices: kept under a label, guided, let go."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from person import Person
from support import SCRIPTED, START, library

from skill.acts import Act, ActName, Phase, Posture
from skill.content.library import Library
from skill.content.run import Section
from skill.dialogue import Record, Session, Turn, respond
from skill.speech.faults import plan_faults
from skill.speech.plan import Say

MORNING = {"morning": ("look_around", "noticing")}
SWAYING = {"morning": ("ankle_sway", "look_around")}


def knowing(own: Mapping[str, tuple[str, ...]]) -> Person:
    return Person(record=Record(floor_seen=True, own=own))


def keeps(person: Person, practices: str | None = None, label: str = "morning") -> None:
    person.says(ActName.KEEP_OWN, practices=practices, label=label)


def answered(act: Act, record: Record, among: Library) -> Turn:
    return respond(Session(), record, act, among, SCRIPTED, START, "US")


def words(turn: Turn) -> str:
    return " ".join(p.text for p in turn.plan.parts if isinstance(p, Say))


def test_sequence_is_read_back() -> None:
    """Keeping says the name, the practices in their order, and how to begin."""
    person = Person()
    keeps(person, "ankle_sway,windshield_wiper")

    assert person.record.own == {"morning": ("ankle_sway", "windshield_wiper")}
    assert person.words[:3] == [
        "Kept as your morning one: ankle sway, then windshield wiper.",
        "All of it lying down.",
        "To begin it, say: start my morning one.",
    ]


def test_label_is_mine_where_none_was_said() -> None:
    """A sequence without a name is one's own."""
    person = Person()
    person.says(ActName.KEEP_OWN, practices="resting")

    assert [*person.record.own] == ["mine"]


@pytest.mark.parametrize("label", ["flumzig", "Morning", "own:morning"])
def test_label_that_is_not_in_the_list_is_not_kept(label: str) -> None:
    """Only labels of the content are kept; what was said is neither kept nor spoken."""
    person = Person()
    keeps(person, "resting", label)

    assert person.record.own == {}
    assert label not in " ".join(person.words)


def test_what_cannot_be_joined_is_said_and_left_out() -> None:
    """Strong, unwritten and unknown practices are named where they have a name."""
    person = Person()
    keeps(person, "butterfly,jaw_release,flumzig,resting")

    assert person.record.own == {"morning": ("resting",)}
    assert "butterfly" in person.words[0]
    assert person.words[1] == "I don't have jaw release yet."
    assert "flumzig" not in " ".join(person.words)


def test_nothing_is_kept_where_nothing_is_left() -> None:
    """A sequence of strong practices alone is none."""
    person = knowing(MORNING)
    keeps(person, "butterfly")

    assert person.record.own == MORNING
    assert "nothing to keep" in person.words[1]


def test_different_positions_are_refused_in_plain_words() -> None:
    """What would move a person up and down is not kept."""
    practices = library().practices
    stands = replace(
        practices["ankle_sway"],
        forms={"standing": practices["ankle_sway"].forms["standing"]},
    )
    among = replace(library(), practices={**practices, "ankle_sway": stands})
    act = Act(name=ActName.KEEP_OWN, practices="ankle_sway,legs_long", label="work")
    turn = answered(act, Record(), among)

    assert turn.record == Record()
    assert "different positions" in words(turn)


def test_eight_practices_are_the_most() -> None:
    """Of more than eight the first eight are kept, and that is said."""
    person = Person()
    keeps(person, ",".join(["noticing", "look_around"] * 5))

    assert len(person.record.own["morning"]) == 8
    assert person.words[0] == "Eight fit into one, so the rest is left out."


def test_own_sequence_in_another_brings_what_it_holds() -> None:
    """A sequence named among practices is taken apart, not nested."""
    person = knowing(MORNING)
    keeps(person, "own:morning,resting", "long")

    assert person.record.own["long"] == ("look_around", "noticing", "resting")


def test_label_used_again_replaces_and_begins_anew() -> None:
    """A changed sequence says so; runs, form and place of the old one are gone."""
    person = knowing(SWAYING)
    person.record = replace(
        person.record,
        runs={"own:morning": 4, "resting": 1},
        forms={"own:morning": "seated"},
        last_practice="own:morning",
        last_form="seated",
    )
    person.begins("own:morning")
    person.says(ActName.STOP, after=20)
    assert person.record.place is not None
    keeps(person, "resting,noticing")

    assert "The old one is gone." in " ".join(person.words)
    assert person.record == Record(
        floor_seen=True,
        runs={"resting": 1},
        own={"morning": ("resting", "noticing")},
    )


def test_label_used_again_for_the_same_changes_nothing() -> None:
    """The same practices under the same label keep their count."""
    person = knowing(MORNING)
    person.record = replace(person.record, runs={"own:morning": 4})
    keeps(person, "look_around,noticing")

    assert person.record.runs == {"own:morning": 4}
    assert person.words[0].startswith("Kept as")


def test_this_is_what_runs_in_the_form_in_which_it_runs() -> None:
    """Kept as what runs: the practice, and how it is done."""
    person = Person()
    person.begins("ankle_sway", posture=Posture.SITTING)
    keeps(person, label="work")

    assert person.record.own == {"work": ("ankle_sway",)}
    assert person.record.forms == {"own:work": "seated"}
    assert person.running.practice == "ankle_sway"


def test_this_is_what_was_finished_last_where_nothing_runs() -> None:
    """Said after a practice, it keeps the one that was finished."""
    person = Person()
    person.record = replace(person.record, last_practice="resting", last_form="any")
    keeps(person)

    assert person.record.own == {"morning": ("resting",)}


def test_this_is_what_an_own_sequence_holds() -> None:
    """What runs under one label may be kept under another."""
    person = knowing(MORNING)
    person.begins("own:morning")
    keeps(person, label="evening")

    assert person.record.own["evening"] == MORNING["morning"]


def test_this_is_nothing_at_first() -> None:
    """Where there is nothing to keep, it says how one is made."""
    person = Person()
    keeps(person)

    assert person.record.own == {}
    assert "call it morning" in person.words[0]


def test_own_sequence_runs_like_any_practice() -> None:
    """It begins by name, pauses, goes on, and counts when it was heard out."""
    person = knowing(MORNING)
    person.begins("own:morning")
    person.says(ActName.PAUSE, after=30)
    assert person.session.phase is Phase.PAUSED
    person.says(ActName.CONTINUE)
    person.says(ActName.NO)
    person.says(ActName.LAUNCH, after=600)

    assert person.record.runs == {"own:morning": 1}
    assert person.record.last_practice == "own:morning"


def test_own_sequence_can_be_the_usual() -> None:
    """What was finished last is offered and begun, whoever made it."""
    person = knowing(MORNING)
    person.record = replace(
        person.record, welcomes=3, last_practice="own:morning", last_form="any"
    )
    person.says(ActName.LAUNCH)
    assert "usual" in person.words[0]
    person.says(ActName.YES)

    assert person.running.practice == "own:morning"


def test_kept_sequence_runs_on_whatever_becomes_of_it() -> None:
    """Deleted, replaced or forgotten elsewhere, what was begun goes on the same."""
    whole = knowing(MORNING)
    whole.begins("own:morning")
    before = whole.run
    for own in ({}, {"morning": ("resting",)}):
        person = knowing(MORNING)
        person.begins("own:morning")
        person.record = replace(person.record, own=own)
        person.says(ActName.WHERE_AM_I, after=20)

        assert person.run == before
        assert person.record.place is None


def test_sequence_changed_while_the_old_one_runs_begins_as_the_new_one() -> None:
    """Asked for anew, it is what it is now."""
    person = knowing(MORNING)
    person.begins("own:morning")
    keeps(person, "resting,five_senses")
    assert person.running.own == MORNING["morning"]
    person.begins("own:morning")

    assert person.running.own == ("resting", "five_senses")


def test_sequence_of_which_a_practice_is_gone_still_runs() -> None:
    """What no longer exists is left out; where nothing is left, nothing begins."""
    practices = {**library().practices}
    del practices["look_around"]
    among = replace(library(), practices=practices, needs={})
    act = Act(name=ActName.BEGIN, practice="own:morning")
    turn = answered(act, Record(own=MORNING), among)
    assert turn.session.practising is not None
    assert turn.session.practising.own == MORNING["morning"]

    del practices["noticing"]
    among = replace(library(), practices=practices, needs={})
    turn = answered(act, Record(own=MORNING), among)
    assert turn.session.practising is None
    assert "isn't here yet" in words(turn)


def test_sequence_that_was_never_kept_says_how_to_make_one() -> None:
    """An own name without a sequence is neither an error nor another practice."""
    person = Person()
    person.begins("own:evening")

    assert person.words[:2] == [
        "Your evening one isn't here yet.",
        "To make one, name a few practices, and add: call it morning.",
    ]


def test_sequence_that_was_never_kept_leaves_what_runs() -> None:
    """Asking for it in the middle of a practice loses nothing."""
    person = Person()
    person.begins("grounding")
    person.begins("own:evening", after=30)

    assert person.running.practice == "grounding"


def test_own_sequences_are_never_suggested() -> None:
    """What a person made is theirs to ask for; a need brings what everyone has."""
    person = knowing({"morning": ("ankle_sway",), "work": ("grounding",)})
    offered = set()
    for _ in range(12):
        person.says(ActName.SUGGEST, need="feet")
        offered.add(person.session.offer)
    person.says(ActName.LIST_PRACTICES)

    assert not any(name and name.startswith("own:") for name in offered)
    assert "your" not in person.words[0]


def test_coming_back_places_the_body_for_the_exercise() -> None:
    """Care rule 34: a new arrival, and what the exercise at that place needs."""
    person = knowing({"morning": ("ankle_sway", "windshield_wiper")})
    person.begins("own:morning", posture=Posture.LYING)
    person.says(ActName.CONTINUE)
    person.says(ActName.PAUSE, after=60)
    person.says(ActName.STOP)
    person.session, person.now = Session(), person.now + 3 * 3600
    person.says(ActName.LAUNCH)
    person.says(ActName.YES)

    said = person.words
    assert "On your back, knees bent, feet wide." in said
    assert "Next, windshield wiper." not in said
    first = next(s for s in person.spoken if s.movement)
    assert (first.item, first.movement) == (2, "the first lean")


@pytest.mark.parametrize("posture", [Posture.STANDING, Posture.SITTING, Posture.LYING])
def test_own_sequence_is_done_in_the_posture_that_is_asked_for(
    posture: Posture,
) -> None:
    """A posture that suits all of it may be named, as with any practice."""
    person = knowing(SWAYING)
    person.begins("own:morning", posture=posture)

    form = person.running.form
    assert form == {"sitting": "seated"}.get(posture.value, posture.value)


def test_one_sequence_is_let_go_by_name() -> None:
    """Its place, runs and form go with it; the others stay."""
    person = knowing({**MORNING, "work": ("resting",)})
    person.begins("own:morning")
    person.says(ActName.STOP)
    person.says(ActName.DROP_OWN, label="morning")

    assert person.record == Record(floor_seen=True, own={"work": ("resting",)})
    assert person.words[0] == "Your morning one is gone."


def test_only_sequence_is_let_go_without_a_name() -> None:
    """Where there is one, nothing needs to be asked; where several, the name is."""
    one, two = knowing(MORNING), knowing({**MORNING, "work": ("resting",)})
    one.says(ActName.DROP_OWN)
    two.says(ActName.DROP_OWN)

    assert one.record.own == {}
    assert [*two.record.own] == ["morning", "work"]
    assert "your morning one and your work one" in two.words[0]


def test_what_runs_is_let_go_without_a_name() -> None:
    """The one that runs is meant, and it goes on."""
    person = knowing({**MORNING, "work": ("resting",)})
    person.begins("own:work")
    person.says(ActName.DROP_OWN, after=30)

    assert person.record.own == MORNING
    assert person.running.practice == "own:work"
    assert "goes on to its end" in person.words[1]


def test_sequence_that_is_not_there_is_not_let_go() -> None:
    """A wrong name deletes nothing, and the right ones are told."""
    person = knowing(MORNING)
    person.says(ActName.DROP_OWN, label="evening")

    assert person.record.own == MORNING
    assert "your morning one" in " ".join(person.words)


def test_all_sequences_are_let_go_at_once() -> None:
    """All of them, and nothing else that is kept."""
    person = knowing({**MORNING, "work": ("resting",)})
    person.record = replace(person.record, runs={"own:work": 1, "resting": 2})
    person.says(ActName.DROP_OWN, what="all")

    assert person.record == Record(floor_seen=True, runs={"resting": 2})


def test_sequences_are_listed() -> None:
    """A few with what they hold, many by their names alone."""
    few = knowing({**MORNING, "work": ("resting",)})
    many = knowing(dict.fromkeys(("morning", "work", "one", "two"), ("resting",)))
    few.says(ActName.ASK, topic="own")
    many.says(ActName.ASK, topic="own")

    assert few.words[:2] == [
        "Your morning one: look around, then noticing.",
        "Your work one is resting.",
    ]
    assert "your number one and your number two" in many.words[0]


def test_what_is_kept_names_them() -> None:
    """Asked what is kept, it tells of the sequences too."""
    person = knowing(MORNING)
    person.says(ActName.ASK, topic="privacy")

    assert "what you made: your morning one" in " ".join(person.words)


def test_way_out_comes_first_in_a_held_position() -> None:
    """Keeping or deleting in a held position speaks its way out before anything."""
    for act in (ActName.KEEP_OWN, ActName.DROP_OWN):
        person = Person()
        person.begins("butterfly")
        person.changes(stopping_practised=True)
        person.says(ActName.CONTINUE)
        person.says(ActName.YES)
        person.says(ActName.YES)
        held = next(s for s in person.sent.steps if person.run[s.step].position)
        person.says(act, after=held.seconds + 1, label="morning")

        assert person.words[0].endswith("Legs out long.")
        assert person.record.own == {}


def test_number_stays_in_front() -> None:
    """After a crisis no sequence is kept or deleted before the number is said again."""
    for act in (ActName.KEEP_OWN, ActName.DROP_OWN):
        person = knowing(MORNING)
        person.says(ActName.CRISIS)
        person.says(act, label="morning", practices="resting")

        assert person.record.own == MORNING
        assert person.session.phase is Phase.OVERWHELMED


@pytest.mark.parametrize(
    ("own", "practices", "label"),
    [*product([{}, MORNING, SWAYING], [None, "resting", "flumzig"], ["work", "mine"])],
)
def test_every_answer_may_leave(
    own: Mapping[str, tuple[str, ...]], practices: str | None, label: str
) -> None:
    """Whatever is kept and asked for, the reply has no fault and asks at most once."""
    for act in (ActName.KEEP_OWN, ActName.DROP_OWN):
        person = knowing(own)
        turn = person.says(act, practices=practices, label=label)
        assert plan_faults(turn.plan, SCRIPTED) == []
        assert words(turn).count("?") <= 1


sequences = st.lists(
    st.sampled_from(["ankle_sway", "windshield_wiper", "resting", "grounding"]),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(sequences, st.floats(0.02, 0.98))
def test_pause_in_an_own_sequence_goes_on_where_it_was(
    chosen: list[str], share: float
) -> None:
    """Wherever it is interrupted, it goes on at that step or before it, never later."""
    person = knowing({"long": tuple(chosen)})
    person.begins("own:long", posture=Posture.LYING)
    interrupted = share * person.sent.parts_seconds
    steps = [s for s in person.sent.steps if s.seconds <= interrupted]
    there = person.run[steps[-1].step].origin
    person.says(ActName.PAUSE, after=interrupted)
    person.says(ActName.CONTINUE)

    assert person.run[person.sent.steps[0].step].origin <= there


@settings(max_examples=25, deadline=None)
@given(sequences)
def test_an_own_sequence_is_guided_to_its_end(chosen: list[str]) -> None:
    """Saying go on leads through every exercise, in replies that may leave."""
    person = knowing({"long": tuple(chosen)})
    turn = person.begins("own:long")
    items = set()
    for _ in range(30):
        assert plan_faults(turn.plan, SCRIPTED) == []
        items |= {s.item for s in person.spoken if s.origin[0] == Section.MOVING}
        if person.spoken[-1].origin[0] >= Section.INTEGRATING:
            break
        turn = person.says(ActName.CONTINUE)

    assert items == {*range(1, max(items) + 1)}
    assert len(items) == len(person_items(person))


def person_items(person: Person) -> set[int]:
    return {s.item for s in person.run if s.origin[0] == Section.MOVING}
