"""Every run of the shipped content, in every manner: places, positions and doses."""

from functools import cache
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st
from support import library

from skill.content.library import Form, Practice, PracticeClass
from skill.content.nodes import Wording
from skill.content.pacing import FIRST_RUNS, Pace, Tempo
from skill.content.run import Manner, Origin, Run, Section, guided_seconds, locate
from skill.content.unfold import unfold
from skill.content.wordings import rough_length
from skill.speech.plan import Kind

STAGES = (0, 1, 3)
origins = st.lists(st.integers(-1, 9), max_size=7).map(tuple)


def forms() -> list[tuple[Practice, Form]]:
    return [(p, f) for p in library().practices.values() for f in p.forms.values()]


@cache
def unfolded(practice: str, form: str, manner: Manner) -> Run:
    found = library().practices[practice]
    return unfold(found, found.forms[form], library().pacing, manner)


def manners() -> list[Manner]:
    ways = product(Pace, Wording, STAGES)
    return [
        Manner(tempo=Tempo(p), wording=w, runs=r, wake_word="Alexa") for p, w, r in ways
    ]


def every_run() -> list[tuple[Form, Manner, Run]]:
    return [
        (form, manner, unfolded(practice.id, form.id, manner))
        for practice, form in forms()
        for manner in manners()
    ]


def test_origins_increase_in_every_run() -> None:
    """No two steps share a place, and places are in order."""
    for _, manner, run in every_run():
        assert all(a.origin < b.origin for a, b in pairwise(run)), (run[0].at, manner)


def test_origins_name_the_same_step_in_every_manner() -> None:
    """A place means one step of the author's, whatever the pace and wording."""
    for practice, form in forms():
        lines: dict[Origin, int] = {}
        for manner in manners():
            for step in unfolded(practice.id, form.id, manner):
                assert step.line == lines.setdefault(step.origin, step.line)


def test_steps_are_numbered_in_every_run() -> None:
    """`at` counts steps from 1 and items from 1, and items never go back."""
    for _, _, run in every_run():
        assert [step.number for step in run] == list(range(1, len(run) + 1))
        assert run[0].item == 1
        assert all(b.item - a.item in (0, 1) for a, b in pairwise(run))


def test_words_are_whole_in_every_run() -> None:
    """Nothing in braces is left, and only questions may wait for their words."""
    for _, _, run in every_run():
        for step in run:
            assert "{" not in step.say
            assert step.say.strip() or step.asking


def test_locate_finds_each_step_of_its_own_run() -> None:
    """In the same manner a place is the same step."""
    for _, _, run in every_run():
        assert [locate(run, step.origin) for step in run] == list(range(len(run)))


@settings(deadline=None)
@given(st.data())
def test_locate_never_goes_ahead_when_the_manner_changes(data: st.DataObject) -> None:
    """A change of pace, wording or dose never skips what was not yet spoken."""
    practice, form = data.draw(st.sampled_from(forms()))
    before, after = data.draw(st.tuples(*[st.sampled_from(manners())] * 2))
    step = data.draw(st.sampled_from(unfolded(practice.id, form.id, before)))
    run = unfolded(practice.id, form.id, after)
    found = locate(run, step.origin)

    assert found == 0 or run[found].origin <= step.origin
    assert found == len(run) - 1 or step.origin < run[found + 1].origin


@settings(deadline=None)
@given(st.data(), origins)
def test_locate_takes_any_origin(data: st.DataObject, origin: Origin) -> None:
    """Any place at all, kept by an older version, is the last step not after it."""
    practice, form = data.draw(st.sampled_from(forms()))
    run = unfolded(practice.id, form.id, data.draw(st.sampled_from(manners())))
    earlier = [i for i, step in enumerate(run) if step.origin <= origin]

    assert max(earlier, default=0) == locate(run, origin)


def test_held_steps_carry_the_way_out_and_where_to_go_on() -> None:
    """In a position there is a way out, and a place to resume that is not later."""
    held = 0
    for _, _, run in every_run():
        places = {step.origin for step in run}
        for step in run:
            if step.position:
                held += 1
                assert step.position.way_out
                assert step.resume is not None
            if step.resume is not None:
                assert step.resume <= step.origin
                assert step.resume in places
                assert run[locate(run, step.resume)].position is None

    assert held > 0


def test_held_steps_are_followed_by_the_way_out() -> None:
    """After a position comes a step outside it, and it is never the microphone."""
    for _, _, run in every_run():
        for step, after in pairwise(run):
            if step.position and not after.position:
                assert after.asking is None
                assert after.kind in (Kind.MOVE, Kind.REST)


def test_sections_fill_their_rows_in_every_run() -> None:
    """Arriving and integration last as long as their rows, at every pace."""
    for form, manner, run in every_run():
        rows = library().pacing.rows
        rate = int(rows["rate_percent"].at(manner.pace))
        for section, row in (
            (Section.ARRIVING, form.arrival),
            (Section.INTEGRATING, form.integration),
        ):
            mine = [s for s in run if s.origin[0] == section and not s.asking]
            assert guided_seconds(mine, rate) > rows[row].at(manner.pace) - 0.5


def test_length_is_true_where_it_is_told() -> None:
    """A run that says "about four minutes" takes about four minutes."""
    told = 0
    for practice, form in forms():
        if not any("{length}" in say for cue in form.intro for say in cue.say):
            continue
        for manner in manners():
            run = unfolded(practice.id, form.id, manner)
            rate = int(library().pacing.rows["rate_percent"].at(manner.pace))
            seconds = guided_seconds(run, rate)
            lengths = {rough_length(seconds - 3), rough_length(seconds + 3)}
            intro = [s.say.lower() for s in run if s.origin[0] == Section.INTRODUCING]
            if manner.wording is not Wording.QUIET:
                told += 1
                assert any(length in say for length in lengths for say in intro)

    assert told > 0


def positions(practice: Practice, form: Form, manner: Manner) -> int:
    """How often a held position is entered."""
    run = unfolded(practice.id, form.id, manner)
    return len({step.resume for step in run if step.position})


def test_doses_of_class_c_grow_with_the_runs() -> None:
    """A first run takes the gentler dose at every pace; doses only ever grow."""
    strong = [(p, f) for p, f in forms() if f.practice_class is PracticeClass.C]
    for (practice, form), wording in product(strong, Wording):
        doses = {
            pace: [
                positions(
                    practice,
                    form,
                    Manner(tempo=Tempo(pace), wording=wording, runs=runs),
                )
                for runs in STAGES
            ]
            for pace in Pace
        }

        assert len({stages[0] for stages in doses.values()}) == 1
        assert all(stages == sorted(stages) for stages in doses.values())
        assert doses[Pace.STEADIER][1] <= doses[Pace.STANDARD][1]

    assert strong
    assert STAGES[-1] == FIRST_RUNS
