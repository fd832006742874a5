"""Two lives at once: two devices, requests that come twice or late, a clock gone back.

No place is lost, nothing is done twice, the later act wins, and tremor keeps its days.
"""

from collections.abc import Callable

import pytest
from device import Device

from skill.acts import ActName, Phase
from skill.carried import Carried
from skill.content.nodes import Asking, Wording
from skill.content.pacing import Pace, Tempo
from skill.dialogue import Record
from skill.dialogue.record import HOUR, STRONG_REST_AFTER_DISTRESS
from skill.store import MemoryStore

A_DAY = 24 * HOUR


class Between(MemoryStore):
    """A store in which something happens just before the next save."""

    def __init__(self) -> None:
        super().__init__()
        self.other: Callable[[], object] | None = None

    def save(self, key: str, text: str, revision: int) -> int | None:
        other, self.other = self.other, None
        if other is not None:
            other()
        return super().save(key, text, revision)


def two() -> tuple[Device, Device]:
    """Two devices of one person, both opened."""
    store = MemoryStore()
    one, other = Device(store), Device(store)
    one.opens()
    other.opens()
    return one, other


def to_the_round(device: Device) -> None:
    """Through consent, to the question before the first tremor round."""
    device.begins("butterfly")
    device.says(ActName.CONTINUE)
    device.says(ActName.PAUSE)
    device.says(ActName.YES)
    device.says(ActName.YES)
    assert device.session.asking is Asking.ROUND


def kept(device: Device) -> Record:
    found = device.kept
    assert found is not None
    return found


def practice_kept(device: Device) -> str:
    place = kept(device).place
    assert place is not None
    return place.practice


def test_the_later_act_has_the_place() -> None:
    """Whoever acts last is where the place is, from one device to the other."""
    one, other = two()
    one.begins("grounding", 5)
    other.now = one.now
    other.begins("ankle_sway", 10)
    assert practice_kept(one) == "ankle_sway"

    one.now = other.now
    one.says(ActName.PAUSE, 10)
    assert practice_kept(one) == "grounding"


def test_each_device_guides_its_own_practice_to_its_place() -> None:
    """Two practices at once do not move each other."""
    one, other = two()
    one.begins("grounding", 5)
    other.begins("ankle_sway", 5)
    one.says(ActName.PAUSE, 30)
    other.says(ActName.PAUSE, 70)
    one.says(ActName.CONTINUE)
    other.says(ActName.CONTINUE)

    assert one.session.practising is not None
    assert other.session.practising is not None
    assert one.session.practising.practice == "grounding"
    assert other.session.practising.practice == "ankle_sway"


def test_runs_of_both_devices_are_counted() -> None:
    """What one finishes is not undone by what the other keeps."""
    one, other = two()
    one.begins("contact_points", 5)
    one.says(ActName.NO_INPUT)
    other.now = one.now
    other.begins("grounding", 5)

    assert kept(other).runs == {"contact_points": 1}
    assert practice_kept(other) == "grounding"


def finished(device: Device) -> None:
    """Contact points, guided to the end; nothing is said afterwards."""
    device.begins("contact_points", 5)
    assert kept(device).place is not None
    assert device.session.sent is not None
    device.now += device.session.sent.parts_seconds + 5


def test_a_run_is_counted_though_another_device_has_the_place_now() -> None:
    """Heard to its end on one, it counts when the other goes on with its own."""
    one, other = two()
    other.begins("ankle_sway", 5)
    finished(one)
    other.says(ActName.TIME_LEFT, one.now - other.now)

    assert kept(other).runs == {"contact_points": 1}
    assert practice_kept(other) == "ankle_sway"


def test_a_run_is_counted_once_by_two_devices() -> None:
    """Both know its end; the one that speaks second finds it counted."""
    one, _ = two()
    finished(one)
    other = Device(one.store, now=one.now - 30)
    other.opens()
    one.says(ActName.HELP, 40)
    other.now = one.now
    other.begins("ankle_sway", 60)

    assert kept(other).runs == {"contact_points": 1}


def test_a_choice_of_one_device_is_kept_by_the_other() -> None:
    """The other's next turn is decided on what was chosen meanwhile."""
    one, other = two()
    one.begins("grounding", 5)
    one.says(ActName.KEEP_CHOICE, 20, what="slower")
    other.begins("ankle_sway", 5)

    assert kept(other).tempo == Tempo(Pace.GENTLER)
    assert other.session.practising is not None
    assert other.session.practising.tempo == Tempo(Pace.GENTLER)


def test_a_choice_that_was_let_go_does_not_come_back() -> None:
    """The other device carried it still; what was dropped stays dropped."""
    store = MemoryStore()
    one, other = Device(store), Device(store)
    one.keeps(Record(tempo=Tempo(Pace.GENTLER), wording=Wording.BRIEF))
    one.opens()
    other.opens()
    one.says(ActName.DROP_CHOICE)
    other.begins("grounding", 5)

    assert (kept(one).tempo, kept(one).wording) == (None, None)


def test_tremor_of_one_device_is_known_to_the_other() -> None:
    """I-21: a session that was open before asks the store before it begins."""
    one, other = two()
    to_the_round(one)
    one.says(ActName.YES)
    other.now = one.now
    other.begins("butterfly")

    assert len(kept(one).tremor_times) == 1
    assert other.session.practising is None
    assert other.session.phase is Phase.CHOOSING


def test_tremor_waits_where_both_devices_have_asked() -> None:
    """Consent on both: the one that begins second is told that it rests."""
    one, other = two()
    to_the_round(one)
    to_the_round(other)
    one.says(ActName.YES)
    other.says(ActName.YES)

    assert len(kept(one).tremor_times) == 1
    assert one.session.practising is not None
    assert one.session.practising.tremor_noted
    assert other.session.practising is not None
    assert not other.session.practising.tremor_noted
    assert "Soles together" not in other.words


def test_distress_on_one_device_lets_strong_work_rest_on_the_other() -> None:
    """The other session may have been asked for its consent before."""
    one, other = two()
    other.begins("butterfly")
    one.begins("grounding", 5)
    one.says(ActName.OVERWHELM, 20)
    other.says(ActName.CONTINUE)
    other.says(ActName.PAUSE)
    other.says(ActName.YES)

    assert other.session.practising is None
    assert kept(one).strong_after >= one.now + STRONG_REST_AFTER_DISTRESS - 1


def at_the_round() -> Device:
    device = Device()
    device.opens()
    to_the_round(device)
    return device


def test_a_request_that_comes_twice_counts_once() -> None:
    """The same reply, and one tremor, one place, one revision."""
    ada = at_the_round()
    assert ada.session.sent is not None
    before, now = ada.carried, ada.now + ada.session.sent.parts_seconds + 1
    ada.says(ActName.YES, request="r-1")
    first, after = ada.words, kept(ada)
    revision = ada.carried.revision
    ada.carried, ada.now = before, now + 2
    ada.says(ActName.YES, 0, request="r-1")

    assert ada.words == first
    assert kept(ada) == after
    assert ada.carried.revision == revision
    assert ada.carried.record == after
    assert after.tremor_times == (now,)


def test_a_launch_that_comes_twice_counts_once() -> None:
    """A new session reads what its first delivery has kept, and adds nothing."""
    ada = Device()
    ada.says(ActName.LAUNCH, request="r-1")
    ada.carried = Carried()
    ada.says(ActName.LAUNCH, request="r-1")

    assert kept(ada).welcomes == 1


def test_a_deletion_that_comes_twice_deletes_once() -> None:
    """The second time nothing is there, and that is said the same."""
    ada = Device()
    ada.opens()
    ada.says(ActName.FORGET_ME)
    before = ada.carried
    ada.says(ActName.YES, request="r-1")
    first = ada.words
    ada.carried = before
    ada.says(ActName.YES, 0, request="r-1")

    assert ada.words == first
    assert ada.kept is None


def test_a_reply_that_is_late_does_not_move_the_place() -> None:
    """A turn that was held up finds a later one kept: the later one has the place."""
    store = Between()
    held, later = Device(store), Device(store)
    held.opens()
    later.carried = held.carried
    held.now = later.now = held.now + 30
    store.other = lambda: later.begins("ankle_sway", 20)
    held.begins("grounding", 5)

    assert practice_kept(held) == "ankle_sway"
    assert held.session.practising is not None
    assert held.session.practising.practice == "grounding"


def test_distress_that_came_later_stays() -> None:
    """A turn that was held up does not bring a place back that distress has cleared."""
    store = Between()
    held, later = Device(store), Device(store)
    held.opens()
    later.carried = held.carried

    def distress() -> None:
        later.now = held.now + 20
        later.says(ActName.BEGIN, 0, practice="grounding")
        later.says(ActName.FINISH, 1)
        later.says(ActName.OVERWHELM, 1)
        assert later.store.load(later.key) is not None

    store.other = distress
    held.begins("grounding", 5)
    settled = later.opens(60)

    assert settled.plan.parts
    assert kept(later).place is None
    assert kept(later).strong_after > held.now


def test_what_was_forgotten_meanwhile_stays_forgotten() -> None:
    """Deleted on one device, it is not brought back by a practice on another."""
    one, other = two()
    one.begins("grounding", 5)
    other.says(ActName.FORGET_ME)
    other.says(ActName.YES)
    one.says(ActName.PAUSE, 20)
    one.says(ActName.CONTINUE)
    one.says(ActName.OVERWHELM, 20)

    assert one.kept is None
    assert one.session.phase is Phase.OVERWHELMED


def test_strong_work_rests_where_nothing_more_is_kept() -> None:
    """Its day could not be told later, so it ends, and is not begun (I-21)."""
    one, other = two()
    to_the_round(one)
    other.says(ActName.FORGET_ME)
    other.says(ActName.YES)
    one.says(ActName.YES)
    assert "Soles together" not in one.words
    one.says(ActName.STOP)
    one.opens()
    one.begins("butterfly")

    assert one.session.practising is not None


def test_what_was_forgotten_and_begun_anew_stays_forgotten() -> None:
    """A session from before the deletion saves over nothing that came after it."""
    one, other = two()
    one.keeps(Record(runs={"grounding": 5}))
    one.opens()
    one.begins("grounding", 5)
    other.opens()
    other.says(ActName.FORGET_ME)
    other.says(ActName.YES)
    for practice in ("ankle_sway", "look_around", "contact_points"):
        other.begins(practice, 5)
        one.says(ActName.TIME_LEFT, 5)
        assert kept(other).runs.get("grounding", 0) == 0


@pytest.mark.parametrize("back", [60.0, HOUR, 40 * A_DAY])
def test_a_clock_that_jumps_back_loses_no_place(back: float) -> None:
    """The pause is found at the reply's beginning, and the place is offered again."""
    ada = Device()
    ada.opens()
    ada.begins("ankle_sway")
    ada.now -= back
    ada.says(ActName.PAUSE, 0)
    ada.says(ActName.CONTINUE)
    went_on = ada.session.practising
    ada.opens(30)

    assert went_on is not None
    assert (went_on.practice, practice_kept(ada)) == ("ankle_sway", "ankle_sway")
    assert ada.session.asking is Asking.RETURN


@pytest.mark.parametrize("back", [60.0, HOUR, 40 * A_DAY])
def test_a_clock_that_jumps_back_keeps_tremor_apart(back: float) -> None:
    """A tremor that lies ahead counts as just now (I-21)."""
    ada = at_the_round()
    ada.says(ActName.YES)
    ada.says(ActName.PAUSE)
    ada.now -= back
    ada.opens()
    ada.begins("butterfly")

    assert ada.session.practising is None


def test_another_device_on_a_clock_that_is_behind_keeps_its_place() -> None:
    """Its acts come later, whatever its clock says, and nothing clashes."""
    store = MemoryStore()
    ahead, behind = Device(store), Device(store)
    ahead.opens(HOUR)
    ahead.begins("grounding")
    behind.opens()
    behind.begins("ankle_sway")

    assert practice_kept(behind) == "ankle_sway"


def test_a_save_that_was_lost_is_made_up_for() -> None:
    """What a pause left to be saved and never was is saved by the next turn."""

    class Losing(MemoryStore):
        loses = False

        def save(self, key: str, text: str, revision: int) -> int | None:
            return revision + 1 if self.loses else super().save(key, text, revision)

    store = Losing()
    ada = Device(store)
    ada.opens()
    ada.begins("ankle_sway")
    before = store.load(ada.key)
    store.loses = True
    ada.says(ActName.PAUSE, 60)
    store.loses = False
    assert before is not None
    assert store.load(ada.key) == before
    ada.says(ActName.CONTINUE)

    assert practice_kept(ada) == "ankle_sway"
    assert kept(ada) == ada.carried.record
    assert ada.carried.is_saved
