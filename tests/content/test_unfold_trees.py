"""Trees of repetitions, sides and positions become a flat run."""

from dataclasses import replace
from typing import Any

import pytest

from skill.acts import Posture
from skill.content.library import Form, Item, Movement, Practice, PracticeClass
from skill.content.nodes import (
    Ask,
    Asking,
    Cue,
    Hold,
    Node,
    Repeat,
    Said,
    Sides,
    Wording,
)
from skill.content.pacing import Dose, Fill, Pace, Pacing, Row, RowName, Span, Tempo
from skill.content.run import Manner, Run, Section, guided_seconds
from skill.content.unfold import unfold
from skill.speech.plan import Kind

PACING = Pacing(
    rows={
        "rate_percent": Row(100, 100, 100),
        "active_max": Row(20, 30, 45),
        "quiet_unannounced": Row(12, 12, 12),
        "quiet_announced": Row(30, 30, 30),
        "quiet_seasoned": Row(60, 60, 60),
        "arrival": Row(20, 15, 10),
        "integration": Row(20, 15, 10),
        "breath": Row(6, 5, 4),
    },
    doses={"rounds": Dose(Row(1, 2, 3), Row(2, 3, 4))},
)


def cue(say: str, kind: Said = "move", quiet: float = 0.0, **more: Any) -> Cue:
    words = tuple(say.split("|"))
    return Cue(kind=kind, say=words, quiet=quiet, **{"keep": Wording.QUIET} | more)


def repeat(times: int | Span | RowName, *each: Node, **more: Any) -> Repeat:
    defaults: dict[str, Any] = {"already": 0, "rest": (), "rest_after": 2}
    return Repeat(times=times, each=each, **defaults | more)


def item(*steps: Node, lead: tuple[Cue, ...] = (), onward: bool = False) -> Item:
    return Item("sway", "sway", lead, onward, (Movement("the sway", steps),))


def form(*items: Item, **more: Any) -> Form:
    defaults: dict[str, Any] = {
        "id": "standing",
        "postures": frozenset({Posture.STANDING}),
        "practice_class": PracticeClass.B,
        "activating": False,
        "intensity": 2,
        "floor": False,
        "minutes": None,
        "arrival": "arrival",
        "integration": "integration",
        "consent": (),
        "intro": (),
        "arrive": (cue("Arrive.", "arrive"),),
        "items": items,
        "integrate": (cue("Notice.", "integrate"),),
        "getup": (),
        "close": (cue("Bye.", "close"),),
        "where": "You're standing.",
    }
    return Form(**defaults | more)


def unfolded(spoken: Form, pacing: Pacing = PACING, **manner: Any) -> Run:
    practice = Practice(
        id="sway",
        name="sway",
        names=("sway",),
        about="",
        why="",
        careful="",
        pocket=None,
        easier=None,
        sources=("S1",),
        is_sequence=False,
        forms={spoken.id: spoken},
    )
    return unfold(practice, spoken, pacing, Manner(**manner))


def moving(*steps: Node, **manner: Any) -> Run:
    run = unfolded(form(item(*steps)), **manner)
    return tuple(step for step in run if step.origin[0] == Section.MOVING)


def words(run: Run) -> list[str]:
    return [step.say for step in run]


@pytest.mark.parametrize(("pace", "expected"), [*zip(Pace, (3, 5, 8), strict=True)])
def test_repeat_follows_the_pace(pace: Pace, expected: int) -> None:
    """Five to eight times is three, five or eight times."""
    assert expected == len(moving(repeat(Span(5, 8), cue("Over.")), tempo=Tempo(pace)))


@pytest.mark.parametrize(("pace", "expected"), [*zip(Pace, (2, 4, 7), strict=True)])
def test_repeat_counts_what_was_done(pace: Pace, expected: int) -> None:
    """Repetitions that the steps before have done are left out."""
    sway = repeat(Span(5, 8), cue("Over."), already=1)

    assert expected == len(moving(sway, tempo=Tempo(pace)))


def test_repeat_is_nothing_when_all_was_done() -> None:
    """More done than asked for is no repetition, and no fault."""
    assert moving(repeat(1, cue("Over."), already=2)) == ()


def test_repeat_adds_what_was_asked_for() -> None:
    """Repetitions on request come on top, inside the range."""
    sway = repeat(Span(5, 8), cue("Over."))

    assert len(moving(sway, extra=2)) == 7
    assert len(moving(sway, extra=9)) == 8


@pytest.mark.parametrize(("runs", "expected"), [(0, 1), (1, 2), (2, 2), (3, 4)])
def test_repeat_takes_its_dose(runs: int, expected: int) -> None:
    """A dose by name follows the finished runs and the pace."""
    rounds = repeat(RowName("rounds"), cue("Over."))

    assert expected == len(moving(rounds, runs=runs, tempo=Tempo(Pace.STEADIER)))


def test_repeat_takes_its_words_in_turn() -> None:
    """Words of a list are used one after another; first and last have their own."""
    said = words(moving(repeat(5, cue("a|b|c", first="first", last="last"))))

    assert said == ["first", "b", "c", "a", "last"]


def test_repeat_rests_between_sets() -> None:
    """A rest comes after each set, never after the last; its words take turns too."""
    rest = cue("Rest|Rest again", "rest", 8)
    said = words(moving(repeat(5, cue("Over"), rest=(rest,), rest_after=2)))

    assert said == ["Over", "Over", "Rest", "Over", "Over", "Rest again", "Over"]


@pytest.mark.parametrize(("pace", "expected"), [*zip(Pace, (2, 3, 4), strict=True)])
def test_repeat_rests_sooner_when_the_table_asks(pace: Pace, expected: int) -> None:
    """Movement of ten seconds each rests before row 4 of the table is passed."""
    rest = cue("Rest", "rest", 8)
    slow = repeat(9, cue("", quiet=10), rest=(rest,), rest_after=9)
    said = words(moving(slow, tempo=Tempo(pace)))

    assert expected == said.index("Rest")


def test_repeat_does_not_rest_before_it_moved() -> None:
    """A repetition longer than row 4 is still begun with movement."""
    rest = cue("Rest", "rest", 8)
    slow = repeat(2, cue("Over", quiet=60), rest=(rest,), rest_after=9)

    assert words(moving(slow)) == ["Over", "Rest", "Over"]


def test_sides_are_equal() -> None:
    """Both sides have the same steps and the same seconds, with stillness between."""
    still = cue("Still.", "rest", 12)
    steps = (cue("Over.", quiet=5), repeat(3, cue("Roll.", quiet=4)))
    run = moving(Sides(steps, (still,)))
    one, two = ([s for s in run if s.side == side] for side in (1, 2))

    assert words(tuple(one)) == words(tuple(two))
    assert guided_seconds(one, 100) == guided_seconds(two, 100)
    assert [step.side for step in run] == [1] * 4 + [0] + [2] * 4


def test_sides_may_say_it_in_other_words() -> None:
    """The second side may have words of its own."""
    run = moving(Sides((cue("To one side.", other="To the other."),), ()))

    assert words(run) == ["To one side.", "To the other."]


def test_sides_say_it_in_other_words_inside_a_repetition() -> None:
    """The second side has its own words in each of its repetitions."""
    over = repeat(3, cue("To one side", other="To the other"))

    assert (
        words(moving(Sides((over,), ()))) == ["To one side"] * 3 + ["To the other"] * 3
    )


def test_repeat_keeps_to_its_side() -> None:
    """Words for the second side are not said where there is one side."""
    assert words(moving(repeat(2, cue("Over", other="Other")))) == ["Over", "Over"]


def held(position: str = "knees_open") -> Hold:
    return Hold(
        position=position,
        way_out="Legs out long.",
        enter=(cue("Knees up."),),
        steps=(cue("Knees open."), cue("Quiet.", "rest", 20)),
        leave=(cue("Legs long."), cue("Rest.", "rest", 10)),
    )


def test_hold_carries_its_way_out() -> None:
    """Only the steps in the position carry its way out; those around it do not."""
    run = moving(cue("Before."), held(), cue("After."))
    ways = [step.position and step.position.way_out for step in run]

    out = "Legs out long."
    assert ways == [None, None, out, out, None, None, None]


def test_hold_resumes_before_the_position() -> None:
    """Going on from inside a position, or on the way in, begins with the way in."""
    run = moving(cue("Before."), held())
    start = run[1].origin

    assert [None, start, start, start, None, None] == [step.resume for step in run]


def test_hold_resumes_at_its_own_repetition() -> None:
    """In the second round, the way in is that of the second round."""
    run = moving(repeat(2, held(), rest=(cue("Rest.", "rest", 30),), rest_after=1))
    entries = [step.origin for step in run if step.say == "Knees up."]
    resumes = [step.resume for step in run if step.say == "Quiet."]

    assert entries == resumes


def test_hold_without_a_way_in_resumes_in_itself() -> None:
    """A position that is entered by its first step begins again there."""
    hold = Hold(
        position="fold",
        way_out="Up.",
        enter=(),
        steps=(cue("Fold."), cue("Hang.", "rest", 5)),
        leave=(cue("Up."),),
    )
    run = moving(hold)

    assert [run[0].origin, run[0].origin, None] == [step.resume for step in run]


@pytest.mark.parametrize(
    ("asking", "expected"),
    [
        (Asking.EASE, Kind.CHECK),
        (Asking.ROUND, Kind.CHECK),
        (Asking.ONWARD, Kind.REST),
    ],
)
def test_ask_opens_the_microphone(asking: Asking, expected: Kind) -> None:
    """A question is a step of its own, with its own words or none yet."""
    own, rotating = moving(Ask(asking, "Well?"), Ask(asking))

    assert (own.asking, own.kind, own.say) == (asking, expected, "Well?")
    assert (rotating.asking, rotating.kind, rotating.say) == (asking, expected, "")


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        (Wording.FULL, ["all", "most", "always", "full words"]),
        (Wording.BRIEF, ["most", "always", "brief words"]),
        (Wording.QUIET, ["always", "brief words"]),
    ],
)
def test_wording_leaves_out_what_it_may(wording: Wording, expected: list[str]) -> None:
    """Fewer words drop the lines that say so, and take the brief words of others."""
    run = moving(
        cue("all", keep=Wording.FULL),
        cue("most", keep=Wording.BRIEF),
        cue("always", keep=Wording.QUIET),
        cue("full words", brief="brief words"),
        wording=wording,
    )

    assert expected == words(run)


def test_run_goes_through_its_sections() -> None:
    """From consent to the last word; questions stand where they belong."""
    strong = form(
        item(cue("Move.")),
        practice_class=PracticeClass.C,
        consent=(cue("Strong.", "consent"),),
        intro=(cue("Intro.", "intro"),),
        getup=(cue("Up.", "getup"),),
    )
    run = unfolded(strong)

    assert [(step.say or step.asking, step.kind) for step in run] == [
        ("Strong.", Kind.CONSENT),
        (Asking.CONSENT, Kind.CONSENT),
        ("Intro.", Kind.INTRO),
        ("Arrive.", Kind.ARRIVE),
        ("Move.", Kind.MOVE),
        ("Notice.", Kind.INTEGRATE),
        (Asking.RISE, Kind.GETUP),
        ("Up.", Kind.GETUP),
        (Asking.ENDING, Kind.CLOSE),
        ("Bye.", Kind.CLOSE),
    ]
    assert [step.origin[0] for step in run] == [0, 0, 1, 2, 3, 4, 5, 5, 6, 7]


def test_run_asks_only_what_belongs_to_the_form() -> None:
    """Without class C nobody is asked to begin; where nobody rises, nobody is asked."""
    run = unfolded(form(item(cue("Move."))))

    assert [step.asking for step in run if step.asking] == [Asking.ENDING]


def test_run_numbers_its_steps() -> None:
    """Steps are numbered from 1, and a place is practice, item and step."""
    run = unfolded(form(item(cue("One.")), item(cue("Two."))))

    assert [step.at for step in run[:4]] == [
        "sway/1/1",
        "sway/1/2",
        "sway/2/3",
        "sway/2/4",
    ]
    assert [step.number for step in run] == list(range(1, len(run) + 1))


def test_item_is_led_to() -> None:
    """Where an item asks to go on, the question comes before the words that lead."""
    second = item(cue("Two."), lead=(cue("Next.", "rest"),), onward=True)
    run = unfolded(form(item(cue("One.")), second))
    around = [(s.say or s.asking, s.item, s.movement) for s in run[1:5]]

    assert around == [
        ("One.", 1, "the sway"),
        (Asking.ONWARD, 2, ""),
        ("Next.", 2, ""),
        ("Two.", 2, "the sway"),
    ]


@pytest.mark.parametrize(
    ("wake_word", "expected"),
    [("Alexa", "Say Alexa, pause, any time."), (None, "Say pause, any time.")],
)
def test_words_hold_the_wake_word(wake_word: str | None, expected: str) -> None:
    """Where a word must come first, the words to say begin with it."""
    run = moving(cue("Say {hey}pause, any time."), wake_word=wake_word)

    assert [expected] == words(run)


def test_quiet_is_taken_from_its_row() -> None:
    """A quiet by name is its row at the pace, and its length can be spoken."""
    step = cue("For {quiet}.")
    seconds = [
        (run[0].quiet_seconds, run[0].say)
        for pace in Pace
        for run in [moving(cue_with(step, RowName("breath")), tempo=Tempo(pace))]
    ]

    assert [quiet for quiet, _ in seconds] == [6, 5, 4]
    assert {"For a few seconds."} == {say for _, say in seconds}


def cue_with(step: Cue, quiet: RowName | Fill) -> Cue:
    return replace(step, quiet=quiet)


def test_quiet_is_spoken_as_long_as_it_is() -> None:
    """Words that tell the quiet tell the one that follows."""
    assert words(moving(cue("For {quiet}.", quiet=20))) == ["For twenty seconds."]


def test_quiet_is_spoken_as_long_as_its_share() -> None:
    """Words that tell a shared quiet tell the share, not nothing."""
    arrive = cue_with(cue("Rest, {quiet}.", "arrive", announced=True), Fill())
    run = unfolded(
        form(item(cue("Move.")), arrive=(arrive,)), tempo=Tempo(Pace.GENTLER)
    )

    assert run[0].quiet_seconds > 15
    assert run[0].say == "Rest, twenty seconds."
