"""The conversation is a table, phase by act, and it is whole."""

from itertools import product

import pytest
from support import SCRIPTED, START, library

from skill.acts import Act, ActName, Phase
from skill.dialogue import Record, Session, respond
from skill.dialogue.table import SAFETY, TABLE
from skill.speech.faults import plan_faults
from skill.speech.plan import End, Listen, Say


def turn_in(session: Session, act: ActName) -> tuple[Session, str]:
    turn = respond(session, Record(), Act(name=act), library(), SCRIPTED, START, "US")
    words = " ".join(p.text for p in turn.plan.parts if isinstance(p, Say))
    return turn.session, words


def session_in(phase: Phase) -> Session:
    """A session brought to a phase by acts alone."""
    now, session, record = START, Session(), Record()
    script: dict[Phase, list[Act]] = {
        Phase.IDLE: [],
        Phase.CHOOSING: [Act(name=ActName.SUGGEST, need="feet")],
        Phase.CONSENT: [Act(name=ActName.BEGIN, practice="butterfly")],
        Phase.PRACTISING: [Act(name=ActName.BEGIN, practice="grounding")],
        Phase.PAUSED: [
            Act(name=ActName.BEGIN, practice="ankle_sway"),
            Act(name=ActName.PAUSE),
        ],
        Phase.CHECK_IN: [Act(name=ActName.BEGIN, practice="ankle_sway")],
        Phase.OVERWHELMED: [Act(name=ActName.OVERWHELM)],
        Phase.ENDED: [Act(name=ActName.STOP)],
    }
    for act in script[phase]:
        turn = respond(session, record, act, library(), SCRIPTED, now, "US")
        session, record = turn.session, turn.record or Record()
        now += 60
    assert session.phase is phase
    return session


@pytest.mark.parametrize("phase", Phase)
def test_table_has_every_act(phase: Phase) -> None:
    """In every phase every act does something."""
    assert set(TABLE[phase]) == set(ActName)


@pytest.mark.parametrize(("phase", "act"), [*product(Phase, ActName)])
def test_every_act_in_every_phase_gives_a_reply_that_may_leave(
    phase: Phase, act: ActName
) -> None:
    """Every cell gives a reply without a fault, that listens with an invitation."""
    session = session_in(phase)
    practice = "grounding" if act in (ActName.BEGIN, ActName.DESCRIBE) else None
    turn = respond(
        session,
        Record(),
        Act(name=act, practice=practice),
        library(),
        SCRIPTED,
        START + 100,
        "US",
    )

    if act is ActName.NO_INPUT:
        assert isinstance(turn.plan.then, End)
    else:
        assert plan_faults(turn.plan, SCRIPTED) == []


@pytest.mark.parametrize(("phase", "act"), [*product(Phase, SAFETY)])
def test_safety_acts_do_the_same_in_every_phase(phase: Phase, act: ActName) -> None:
    """No phase overrides a safety act."""
    assert TABLE[phase][act] is SAFETY[act]


@pytest.mark.parametrize("phase", Phase)
def test_stop_ends_in_one_turn(phase: Phase) -> None:
    """I-08: stop begins with the word, asks nothing, is short, and ends."""
    session, words = turn_in(session_in(phase), ActName.STOP)

    assert words.startswith("Stopping")
    assert "?" not in words
    assert len(words.split()) <= 20
    assert session.phase is Phase.ENDED


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("act", [ActName.CRISIS, ActName.EMERGENCY, ActName.DANGER])
def test_crisis_is_answered_with_a_number_and_no_exercise(
    phase: Phase, act: ActName
) -> None:
    """I-28: reachable from every phase, a number at once, nothing to practise."""
    session, words = turn_in(session_in(phase), act)

    assert "9 1 1" in words
    assert session.practising is None
    assert session.phase is Phase.OVERWHELMED


@pytest.mark.parametrize("phase", [p for p in Phase if p is not Phase.ENDED])
def test_too_much_stops_first(phase: Phase) -> None:
    """I-29: the first sentence stops; eyes open and contact come before anything."""
    session, words = turn_in(session_in(phase), ActName.OVERWHELM)

    assert words.startswith("Okay. We've stopped.")
    assert "breath" not in words
    assert session.ceiling == 1


def test_listening_and_ending_are_the_only_ways_out() -> None:
    """Every plan ends exactly once: it listens, or it ends."""
    endings = {
        type(
            respond(
                session_in(phase),
                Record(),
                Act(name=act),
                library(),
                SCRIPTED,
                START,
                "",
            ).plan.then
        )
        for phase, act in product(Phase, (ActName.STOP, ActName.HELP))
    }
    assert endings == {Listen, End}
