"""The form that suits a person, and suggestions that do not repeat themselves."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from person import Person
from support import library

from skill.acts import ActName, Posture
from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.dialogue import Record, Session

KEPT_SEATED = Record(forms={"ankle_sway": "seated"}, floor_seen=True)
needs = st.none() | st.sampled_from([*library().needs])
postures = st.none() | st.sampled_from(Posture)
wishes = st.tuples(needs, postures).filter(lambda wish: any(wish))


def form_begun(person: Person, practice: str = "ankle_sway") -> str:
    """The form in which a practice begins when only its name is said."""
    person.begins(practice)
    return person.running.form


def test_form_kept_is_begun() -> None:
    """A kept form is begun in place of the practice's first one."""
    assert form_begun(Person()) == "standing"
    assert form_begun(Person(record=KEPT_SEATED)) == "seated"


def test_form_kept_that_no_longer_exists_is_passed_over() -> None:
    """A form that the content no longer has is no reason to fail."""
    record = Record(forms={"ankle_sway": "floating"})

    assert form_begun(Person(record=record)) == "standing"


def test_form_of_the_session_comes_before_the_kept_one() -> None:
    """What was begun in this session is begun again, though another one was kept."""
    person = Person(record=KEPT_SEATED)
    person.begins("ankle_sway", posture=Posture.LYING)

    assert form_begun(person) == "lying"
    assert person.record.forms == {"ankle_sway": "seated"}


def test_first_form_of_a_practice_can_be_chosen_too() -> None:
    """Asked for standing, it stays standing in this session, though seated was kept."""
    person = Person(record=KEPT_SEATED)
    person.begins("ankle_sway", posture=Posture.STANDING)
    assert person.running.form == "standing"

    assert form_begun(person) == "standing"


def test_form_of_one_practice_is_not_that_of_another() -> None:
    """A form is chosen for its own practice."""
    person = Person(record=KEPT_SEATED)
    person.begins("ankle_sway", posture=Posture.LYING)

    assert form_begun(person, "windshield_wiper") == "seated"


@pytest.mark.parametrize(
    ("constraint", "practice", "expected"),
    [
        ("stand", "ankle_sway", "seated"),
        ("lie", "ankle_sway", "standing"),
        ("stand", "windshield_wiper", "seated"),
        ("floor", "contact_points", "any"),
    ],
)
def test_form_is_one_that_is_possible_today(
    constraint: str, practice: str, expected: str
) -> None:
    """Who said "I can't stand" is not begun with standing."""
    person = Person()
    person.says(ActName.CANNOT, constraint=constraint)

    assert form_begun(person, practice) == expected


@pytest.mark.parametrize(
    ("constraint", "practice", "kept"),
    [
        ("stand", "ankle_sway", "standing"),
        ("lie", "ankle_sway", "lying"),
    ],
)
def test_kept_form_gives_way_to_what_is_possible_today(
    constraint: str, practice: str, kept: str
) -> None:
    """A form that was kept is not begun on a day on which it is not possible."""
    person = Person(record=Record(forms={practice: kept}, floor_seen=True))
    person.says(ActName.CANNOT, constraint=constraint)

    assert form_begun(person, practice) != kept
    assert person.record.forms == {practice: kept}


def test_practice_without_a_possible_form_is_offered_no_further() -> None:
    """Who cannot get down to the floor is offered something that is not done there."""
    person = Person(record=Record(forms={"windshield_wiper": "lying"}))
    person.says(ActName.CANNOT, constraint="floor")
    person.begins("windshield_wiper")

    assert person.session.practising is None
    assert person.session.offer == library().practices["windshield_wiper"].easier


def test_posture_that_is_named_comes_before_everything() -> None:
    """Naming a posture is clearer than what was kept or ruled out."""
    person = Person(record=KEPT_SEATED)
    person.says(ActName.CANNOT, constraint="stand")
    person.begins("ankle_sway", posture=Posture.STANDING)

    assert person.running.form == "standing"


def test_cannot_in_a_practice_goes_to_another_form() -> None:
    """In the middle of it, "I can't stand" begins the seated form at once."""
    person = Person()
    person.begins("ankle_sway", posture=Posture.STANDING)
    person.says(ActName.CANNOT, 60, constraint="stand")
    assert person.running.form == "seated"

    assert form_begun(person) == "seated"


def test_cannot_is_forgotten_with_the_session() -> None:
    """What is not possible today is no choice, and is not kept."""
    person = Person()
    person.says(ActName.CANNOT, constraint="stand")
    tomorrow = Person(record=person.record, now=person.now + 3600)

    assert form_begun(tomorrow) == "standing"


def test_posture_that_a_practice_lacks_keeps_no_other() -> None:
    """Asked to keep it standing, a practice without such a form keeps no form."""
    person = Person()
    person.begins("windshield_wiper", posture=Posture.LYING)
    person.says(ActName.YES)
    person.says(ActName.KEEP_CHOICE, 40, posture=Posture.STANDING)

    assert person.record.forms == {}


def test_suggestion_is_in_the_preferred_form() -> None:
    """A practice that is offered and taken begins in the kept form."""
    person = Person(record=KEPT_SEATED)
    person.says(ActName.SUGGEST, need="ankles")
    assert person.session.offer == "ankle_sway"
    person.says(ActName.YES)

    assert person.running.form == "seated"


def test_suggestion_leaves_out_what_is_not_possible() -> None:
    """Nothing is offered whose every form is ruled out for today."""
    person = Person(record=Record(floor_seen=True))
    person.changes(cannot=("floor",))
    offered: set[str | None] = set()
    for _ in range(3 * len(library().practices)):
        person.says(ActName.SUGGEST, need="ankles")
        offered.add(person.session.offer)

    assert {"ankle_sway", "contact_points"} <= offered
    assert "legs_long" not in offered


def test_suggestion_declined_is_not_made_again() -> None:
    """A no leaves a practice out of every later suggestion of the session."""
    person = Person()
    person.says(ActName.SUGGEST, need="hips")
    declined = person.session.offer
    person.says(ActName.NO)
    offered = []
    for _ in range(12):
        person.says(ActName.SUGGEST, need="hips")
        offered.append(person.session.offer)

    assert declined not in offered


@settings(deadline=None)
@given(st.lists(wishes, min_size=2, max_size=20))
@example([*[("ankles", None)] * len(library().practices), ("calm", None)])
def test_same_practice_is_not_suggested_twice_in_a_row(
    asked: list[tuple[str | None, Posture | None]],
) -> None:
    """Asked again, in the same words or others, something else is offered."""
    person = Person(session=Session())
    last = None
    for need, posture in asked:
        person.says(ActName.SUGGEST, need=need, posture=posture)
        assert person.session.asking is Asking.OFFER
        assert person.session.offer != last
        last = person.session.offer


@pytest.mark.parametrize("need", [*library().needs])
def test_best_practice_for_a_need_is_suggested_first(need: str) -> None:
    """The first suggestion is the first of its list."""
    person = Person()
    person.says(ActName.SUGGEST, need=need)

    assert person.session.offer == library().needs[need][0]


def test_strong_practice_is_suggested_only_where_it_was_asked_for() -> None:
    """However often something else is wanted, nothing of class C comes unasked."""
    strong = {
        practice.id
        for practice in library().practices.values()
        if practice.default.practice_class is PracticeClass.C
    }
    offered: set[str | None] = set()
    for need in set(library().needs) - {"strong"}:
        person = Person()
        for _ in range(3 * len(library().practices)):
            person.says(ActName.SUGGEST, need=need)
            offered.add(person.session.offer)

    assert strong
    assert not strong & offered
