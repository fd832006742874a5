"""What a person leaves out is obeyed at once, in the next session, and by offers."""

from dataclasses import replace

import pytest
from person import Person
from support import START, library

from skill.acts import ActName, Phase, Posture
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.dialogue import Record
from skill.dialogue.forms import whole_forms
from skill.dialogue.record import Place

LEAVE, BACK = ActName.LEAVE_OUT, ActName.BRING_BACK


def leaving(*what: str) -> Person:
    """Someone who left something out on another day."""
    return Person(record=Record(floor_seen=True, left_out=tuple(sorted(what))))


def reaching(person: Person, index: int) -> float:
    """When even the slowest voice has come to a step of the last reply."""
    start = person.sent.steps[index]
    return start.seconds + 0.15 * start.spoken_seconds + 1


def test_category_is_kept_by_its_id_once() -> None:
    """The record holds ids in order, each once."""
    person = Person()
    for what in ("hips", "breath", "hips"):
        person.says(LEAVE, what=what)

    assert person.record.left_out == ("breath", "hips")


@pytest.mark.parametrize("what", [None, "", "flumzig", "Hips"])
def test_unknown_category_keeps_nothing(what: str | None) -> None:
    """Words that are no category are answered with what can be left out."""
    person = Person()
    person.says(LEAVE, what=what)

    assert person.record.left_out == ()
    assert "leave" in person.words[0].lower() or "name one" in person.words[0]


def test_run_changes_at_once_and_goes_on_at_the_same_step() -> None:
    """In the middle of a practice the person's step comes again, in other words."""
    person = Person()
    person.begins("ankle_sway")
    breath = next(s for s in person.spoken if "for a breath" in s.say)
    index = [s.origin for s in person.spoken].index(breath.origin)
    person.says(LEAVE, after=reaching(person, index), what="breath")

    assert person.spoken[0].origin == breath.origin
    assert not any("breath" in step.say.lower() for step in person.run)
    assert person.running.left_out == ("breath",)


def test_step_that_is_gone_gives_way_to_the_next() -> None:
    """Where the person's movement goes, the one after it begins."""
    person = Person()
    person.begins("five_senses")
    hearing = next(i for i, s in enumerate(person.spoken) if "nearest sound" in s.say)
    person.says(LEAVE, after=reaching(person, hearing), what="sounds")

    assert person.spoken[0].movement == "touching"


def test_running_practice_that_works_with_it_ends_in_an_offer() -> None:
    """What is left out as a whole is not gone on with."""
    person = Person()
    person.begins("windshield_wiper", posture=Posture.LYING)
    person.says(LEAVE, after=80, what="hips")

    assert person.session.practising is None
    assert person.session.asking is Asking.OFFER
    assert person.record.place is None


def test_strong_work_goes_through_its_rest() -> None:
    """From the knees-open position: the way out first, then the whole rest."""
    person = Person()
    person.begins("butterfly", posture=None)
    for _ in range(12):
        if any(s.position and s.position.name == "knees_open" for s in person.spoken):
            break
        person.says(
            ActName.PAUSE
            if person.session.asking is Asking.STOPPING
            else ActName.CONTINUE
        )
    held = next(i for i, s in enumerate(person.spoken) if s.position)
    person.says(LEAVE, after=reaching(person, held), what="hips")

    assert person.words[0].startswith(("Legs out long.", "Hips down."))
    assert person.spoken[0].origin[0] == Section.INTEGRATING


def test_rest_that_has_begun_is_not_broken_off() -> None:
    """While it settles, leaving out changes words and nothing else."""
    person = Person()
    person.begins("windshield_wiper", posture=Posture.LYING)
    settling = next(
        i for i, s in enumerate(person.spoken) if s.origin[0] == Section.INTEGRATING
    )
    person.says(LEAVE, after=reaching(person, settling), what="hips")

    assert person.session.practising is not None
    assert person.spoken[0].origin[0] == Section.INTEGRATING


def test_pause_waits_on() -> None:
    """In a pause it is noted, and the practice still waits."""
    person = Person()
    person.begins("ankle_sway")
    person.says(ActName.PAUSE, after=70)
    person.says(LEAVE, what="breath")

    assert person.session.phase is Phase.PAUSED
    person.says(ActName.CONTINUE)
    assert person.running.left_out == ("breath",)


@pytest.mark.parametrize("name", sorted(library().categories))
def test_what_is_left_out_is_never_begun(name: str) -> None:
    """Named in any of its forms, no practice begins that works with it."""
    for practice in library().practices.values():
        for posture in (None, *Posture):
            person = leaving(name)
            person.begins(practice.id, posture=posture)
            running = person.session.practising
            if running is None:
                continue
            form = library().practices[running.practice].forms[running.form]
            assert form in whole_forms(
                person.record, library().practices[running.practice]
            )


@pytest.mark.parametrize("name", sorted(library().categories))
def test_what_is_left_out_is_never_offered(name: str) -> None:
    """No need, however often it is asked about, brings up what works with it."""
    for need in library().needs:
        person = leaving(name)
        for _ in range(4):
            person.says(ActName.SUGGEST, need=need)
            offered = person.session.offer
            if offered:
                assert whole_forms(person.record, library().practices[offered])


def test_practice_by_name_is_refused_plainly_and_another_offered() -> None:
    """It is said that it works with something left out, not with what."""
    person = leaving("hips")
    person.begins("windshield_wiper")

    assert "leave out" in person.words[0]
    assert not any("hip" in words.lower() for words in person.words)
    assert person.session.offer == "contact_points"


def test_other_forms_are_named_where_only_one_is_left_out() -> None:
    """Standing left out leaves the seated and the lying sway."""
    person = leaving("standing")
    person.begins("ankle_sway", posture=Posture.STANDING)
    assert person.session.asking is Asking.FORM

    other = leaving("standing")
    other.begins("ankle_sway")
    assert other.running.form == "seated"


def test_place_in_what_is_left_out_is_not_come_back_to() -> None:
    """A place of yesterday is not offered when its practice is left out."""
    place = Place(
        practice="windshield_wiper", form="lying", origin=(3, 1, 2, 0), when=START - 60
    )
    person = leaving("knees")
    person.record = replace(person.record, place=place, welcomes=1)
    person.says(ActName.LAUNCH)

    assert person.session.asking is Asking.OPEN


def test_offer_of_what_is_now_left_out_is_withdrawn() -> None:
    """An offer that stands falls when it is left out."""
    person = Person()
    person.says(ActName.SUGGEST, need="hips")
    assert person.session.offer == "windshield_wiper"
    person.says(LEAVE, what="hips")

    assert person.session.offer is None
    assert person.session.asking is Asking.OPEN


def test_bringing_back_one_leaves_the_others_out() -> None:
    """Only what was named comes back; without a name all of it does."""
    person = leaving("hips", "breath", "eyes")
    person.says(BACK, what="hips")
    assert person.record.left_out == ("breath", "eyes")
    person.says(BACK)
    assert not person.record.left_out


@pytest.mark.parametrize("what", ["knees", "flumzig"])
def test_bringing_back_what_was_not_left_out_changes_nothing(what: str) -> None:
    """Neither a category that is not out nor unknown words take anything back."""
    person = leaving("hips")
    person.says(BACK, what=what)

    assert person.record.left_out == ("hips",)


def test_brought_back_in_the_middle_it_is_spoken_again() -> None:
    """The practice that runs has its own words back."""
    person = leaving("breath")
    person.begins("ankle_sway")
    person.says(BACK, after=60, what="breath")

    assert any("breath" in step.say.lower() for step in person.run)


def test_list_is_read_out_when_asked_and_with_what_is_kept() -> None:
    """Asked for, all of it is named; unasked, none of it."""
    person = leaving("breath", "hips")
    person.says(ActName.LAUNCH)
    assert not any("hips" in words for words in person.words)
    person.says(ActName.ASK, topic="left_out")
    assert "breathing and your hips" in person.words[0]
    person.says(ActName.ASK, topic="privacy")
    assert any("breathing and your hips" in words for words in person.words)


def test_overwhelm_stays_whole() -> None:
    """Support speaks every word, whatever is left out."""
    plain, person = Person(), leaving(*library().categories)
    plain.says(ActName.OVERWHELM)
    person.says(ActName.OVERWHELM)

    assert person.words == plain.words


def test_of_two_devices_what_either_leaves_out_stays_out() -> None:
    """Records that meet lose nothing that was left out."""
    one, other = Record(left_out=("hips",)), Record(left_out=("breath",))

    assert one.merged(Record(), other).left_out == ("breath", "hips")
