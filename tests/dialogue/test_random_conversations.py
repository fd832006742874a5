"""Rules of conversation that no order of words can break."""

import os
from dataclasses import dataclass, field, replace
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import SCRIPTED, START, library

from skill.acts import Act, ActName, Phase, Posture
from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.content.own import with_own
from skill.content.run import Manner, Run, Section
from skill.content.unfold import unfold
from skill.dialogue import Record, Session, Turn, read_record, read_session, respond
from skill.dialogue.scene import practice_of
from skill.dialogue.strong_rest import TREMOR_GAP_SECONDS, TREMOR_WEEK_SECONDS
from skill.speech.faults import plan_faults
from skill.speech.plan import End, Kind, Say, SpeechPlan
from skill.speech.sentences import sentences
from skill.speech.timing import part_seconds, total_seconds

CONVERSATIONS = int(os.environ.get("GENTLE_GROUND_TEST_CONVERSATIONS", "150"))
HOUR = 3600.0
GO = {ActName.YES, ActName.CONTINUE, ActName.MORE}
DISTRESS = {
    ActName.OVERWHELM,
    ActName.NEED_PERSON,
    ActName.CRISIS,
    ActName.DANGER,
    ActName.EMERGENCY,
    ActName.UNWELL,
}

QUIET = {ActName.PAUSE, ActName.BREAK, ActName.QUIET}
"""One wish in three words: quiet with a word now and then."""
MAY_REPEAT = {
    Asking.NUMBERS,
    Asking.EMERGENCY,
    Asking.DANGER,
    Asking.DANGER_OTHERS,
    Asking.SUPPORT,
    Asking.ROUND,
    Asking.STOPPING,
}
"""Numbers, support, and what keeps strong work safe are said as often as needed."""

practices = st.sampled_from(
    [*library().practices, "no_such_practice", "own:morning", "own:work"]
)
listed = st.lists(practices, min_size=1, max_size=9).map(",".join)
plain = st.sampled_from([a for a in ActName if a is not ActName.NO_INPUT])
acts = st.one_of(
    plain.map(lambda name: Act(name=name)),
    st.builds(
        Act,
        name=st.just(ActName.BEGIN),
        practice=practices,
        posture=st.one_of(st.none(), st.sampled_from(Posture)),
        minutes=st.one_of(st.none(), st.sampled_from([1.0, 2.0, 5.0, 20.0])),
    ),
    st.builds(
        Act,
        name=st.sampled_from([ActName.KEEP_OWN, ActName.DROP_OWN]),
        practices=st.one_of(st.none(), listed),
        label=st.sampled_from(["morning", "work", None]),
    ),
    st.sampled_from(
        [
            Act(name=ActName.BEGIN, practice="own:morning"),
            Act(name=ActName.BEGIN, practice="butterfly"),
            Act(name=ActName.CONTINUE),
            Act(name=ActName.YES),
            Act(name=ActName.PAUSE),
            Act(name=ActName.SETTLED),
            Act(name=ActName.SUGGEST, need="hips"),
            Act(name=ActName.SUGGEST, posture=Posture.LYING),
            Act(name=ActName.CANNOT, constraint="stand"),
            Act(name=ActName.CANNOT, constraint="lie"),
            Act(name=ActName.OVERWHELM, kind="trembling"),
            Act(name=ActName.ASK, topic="why"),
            Act(name=ActName.SENSATION, feeling="shaking"),
        ]
    ),
)
moments = st.floats(0, 1.4)
"""When the act comes: a share of the reply's axis; past 1 the session is over."""
laters = st.sampled_from([0.0, 60.0, 600.0, HOUR, 24 * HOUR, 3 * 24 * HOUR])


@cache
def described() -> frozenset[str]:
    """What practices say of themselves, as often as someone asks."""
    return frozenset(
        sentence
        for practice in library().practices.values()
        for text in (practice.about, practice.why, practice.careful)
        for sentence in sentences(text)
    )


@dataclass
class Person:
    """One person over several sessions, with what the rules look back on."""

    session: Session = field(default_factory=Session)
    record: Record = field(default_factory=Record)
    now: float = START
    plan: SpeechPlan | None = None
    tremors: list[float] = field(default_factory=list)
    spoken: list[tuple[ActName, set[str]]] = field(default_factory=list)
    """The last turns of this session, with the skill's own sentences in them."""
    forgotten: bool = False
    same_session: bool = True

    def say(self, act: Act, moment: float, later: float) -> None:
        self._let_time_pass(moment, later)
        before = self.session
        turn = respond(
            self.session, self.record, act, library(), SCRIPTED, self.now, "US"
        )
        self._look_at(before, act, turn)
        self.session, self.plan = turn.session, turn.plan
        self.record = turn.record or Record()
        if self.session.phase is Phase.ENDED:
            self.same_session = False

    def _let_time_pass(self, moment: float, later: float) -> None:
        if self.plan is None:
            return
        axis = total_seconds(self.plan.parts, self.plan.rate_percent)
        if not isinstance(self.plan.then, End):
            axis += total_seconds(self.plan.reprompt, self.plan.rate_percent) + 16
        self.now += axis * moment
        if moment > 1:
            silent = respond(
                self.session,
                self.record,
                Act(name=ActName.NO_INPUT),
                library(),
                SCRIPTED,
                self.now,
                "US",
            )
            self.record = silent.record or Record()
            self.session, self.now = Session(), self.now + later
            self.spoken = []
            self.same_session = False

    def _look_at(self, before: Session, act: Act, turn: Turn) -> None:
        plan, session = turn.plan, turn.session
        words = [part.text for part in plan.parts if isinstance(part, Say)]
        assert plan_faults(plan, SCRIPTED) == []
        assert sum(text.count("?") for text in words) <= 1, "I-27: one question"
        assert read_session(session.to_json()) == session
        if turn.record is not None:
            assert read_record(turn.record.to_json()) == turn.record
        if session.phase is Phase.IDLE:
            assert session.practising is None, "idle is idle"
        if turn.record is None:
            self.tremors, self.forgotten, self.same_session = [], True, True
        self._look_at_stopping(before, act, turn, words)
        self._look_at_repeats(act, turn)
        self._look_at_rest(before, act, turn)
        self._look_at_ceiling(before, act, turn)
        self._look_at_strong_work(before, act, turn)

    def _look_at_stopping(
        self, before: Session, act: Act, turn: Turn, words: list[str]
    ) -> None:
        kinds = {part.kind for part in turn.plan.parts}
        if act.name is ActName.STOP:
            assert isinstance(turn.plan.then, End), "I-08: stop ends"
            assert sum(len(text.split()) for text in words) <= 20
        if act.name in (ActName.PAUSE, ActName.BREAK):
            assert Kind.MOVE not in kinds, "I-09: a pause moves nothing"
        if act.name in DISTRESS:
            assert turn.record is not None
            assert turn.record.place is None
            assert turn.record.strong_after >= self.now + 20 * HOUR - 1
        if before.phase is Phase.PAUSED and act.name not in (
            *GO,
            ActName.BEGIN,
            ActName.AGAIN_LAST,
            ActName.NEXT,
            ActName.PREVIOUS,
            ActName.START_OVER,
            ActName.OTHER_SIDE,
            ActName.EASIER,
            ActName.CANNOT,
            ActName.SUGGEST,
            ActName.GET_UP,
            ActName.FINISH,
            ActName.OVERWHELM,
        ):
            assert Kind.MOVE not in kinds, "care rule 3: nothing resumes by itself"
        if before.phase is Phase.PAUSED and act.name is ActName.NO_MATCH:
            assert turn.session.phase is Phase.PAUSED, (
                "care rule 3: words resume nothing"
            )

    def _look_at_repeats(self, act: Act, turn: Turn) -> None:
        if act.name is ActName.LAUNCH:
            self.spoken = []
        own = {
            sentence
            for part in turn.plan.parts
            if isinstance(part, Say) and part.at is None and part.kind is not Kind.GETUP
            for sentence in sentences(part.text)
            if sentence not in described() and not sentence.startswith("Your own: ")
        }
        names = [name for name, _ in self.spoken]
        names += QUIET if QUIET & {*names} else ()
        for_safety = turn.session.asking in MAY_REPEAT or act.name in DISTRESS
        asked_for = {ActName.REPEAT, ActName.NUMBER, ActName.WHERE_AM_I, *names}
        if act.name not in asked_for and not for_safety:
            before = {sentence for _, said in self.spoken for sentence in said}
            assert own & before == set(), "no sentence twice within three turns"
        said = set() if act.name is ActName.REPEAT else own
        self.spoken = [*self.spoken, (act.name, said)][-2:]
        if isinstance(turn.plan.then, End):
            self.spoken = []

    def _look_at_rest(self, before: Session, act: Act, turn: Turn) -> None:
        running = before.practising
        if running is None or not running.tremor_noted:
            return
        if act.name in (*DISTRESS, ActName.LAUNCH, ActName.NEED_PERSON):
            return
        if isinstance(turn.plan.then, End) or running.origin[0] >= Section.INTEGRATING:
            return
        left = turn.session.practising is None
        assert not left, "row 25: after trembling the rest comes before anything else"

    def _look_at_ceiling(self, before: Session, act: Act, turn: Turn) -> None:
        running, ceiling = turn.session.practising, turn.session.ceiling
        known = with_own(library(), turn.record.own if turn.record else {})
        offered = known.practices.get(turn.session.offer or "")
        if ceiling is not None and offered and turn.session.asking is Asking.OFFER:
            intensities = [form.intensity for form in offered.forms.values()]
            assert min(intensities) <= ceiling, "I-11: nothing stronger is offered"
        if running is None or ceiling is None:
            return
        form = practice_of(library(), running).forms[running.form]
        assert form.intensity <= ceiling, "I-11: nothing stronger after"

    def _look_at_strong_work(self, before: Session, act: Act, turn: Turn) -> None:
        running = turn.session.practising
        if running is None:
            return
        form = practice_of(library(), running).forms[running.form]
        if form.practice_class is not PracticeClass.C:
            return
        if any(part.kind is Kind.MOVE for part in turn.plan.parts):
            assert turn.session.stopping_practised, "I-39: stopping was practised first"
        rounds = [
            p
            for p in turn.plan.parts
            if "knees open" in getattr(p, "text", "").lower() and p.kind is Kind.MOVE
        ]
        if not rounds:
            return
        assert act.name in (*GO, ActName.SETTLED), "care rule 5: a spoken yes"
        assert before.stopping_practised, "I-39: stopping was practised first"
        assert not (self.forgotten and self.same_session), "I-21: forgotten, not undone"
        assert turn.record is not None
        self._look_at_spacing(turn.record)
        cap = (
            library()
            .pacing.doses["knees_open_max"]
            .at(running.tempo.pace, running.runs)
        )
        assert running.held_seconds <= cap, "I-20: knees-open time"

    def _look_at_spacing(self, record: Record) -> None:
        if self.tremors[-1:] != [record.tremor_times[-1]]:
            self.tremors.append(record.tremor_times[-1])
        gaps = [b - a for a, b in zip(self.tremors, self.tremors[1:], strict=False)]
        assert all(gap >= TREMOR_GAP_SECONDS for gap in gaps), "I-21: 44 hours"
        week = [t for t in self.tremors if self.now - t < TREMOR_WEEK_SECONDS]
        assert len(week) <= 3, "I-21: three a week"


@settings(
    max_examples=CONVERSATIONS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(st.tuples(acts, moments, laters), min_size=1, max_size=25))
def test_no_order_of_words_breaks_a_rule(
    said: list[tuple[Act, float, float]],
) -> None:
    """Random acts at random moments, over sessions and days, keep every rule."""
    person = Person()
    person.say(Act(name=ActName.LAUNCH), 0, 0)
    for act, moment, later in said:
        person.say(act, moment, later)


@settings(max_examples=max(30, CONVERSATIONS // 5), deadline=None)
@given(st.lists(st.tuples(acts, moments, laters), max_size=15))
def test_no_state_is_a_dead_end(said: list[tuple[Act, float, float]]) -> None:
    """From anywhere in a conversation plain answers lead to its end, or to a choice."""
    person = Person()
    person.say(Act(name=ActName.LAUNCH), 0, 0)
    for act, moment, later in said:
        person.say(act, moment, later)
    for _ in range(30):
        if person.session.phase in (Phase.ENDED, Phase.IDLE, Phase.OVERWHELMED):
            break
        willing(person)
    assert person.session.phase in (Phase.ENDED, Phase.IDLE, Phase.OVERWHELMED)
    person.say(Act(name=ActName.STOP), 0, 0)
    assert person.session.phase is Phase.ENDED


def willing(person: Person, act: Act | None = None) -> None:
    """The answer that goes furthest, in its own time."""
    answers = {
        Asking.CONSENT: Act(name=ActName.CONTINUE),
        Asking.STOPPING: Act(name=ActName.PAUSE),
        Asking.RISE: Act(name=ActName.GET_UP),
        Asking.ENDING: Act(name=ActName.NO),
    }
    chosen = act or answers.get(
        person.session.asking or Asking.OPEN, Act(name=ActName.YES)
    )
    plan = person.plan
    assert plan is not None
    axis = total_seconds(plan.parts, plan.rate_percent)
    whole = axis + total_seconds(plan.reprompt, plan.rate_percent) + 16
    person.say(chosen, (axis + 1) / whole, 0)


@settings(max_examples=max(20, CONVERSATIONS // 10), deadline=None)
@given(
    st.sampled_from([*library().practices]),
    st.lists(st.one_of(st.none(), acts), max_size=12),
    st.floats(0.05, 0.95),
)
def test_an_eager_person_is_kept_within_the_caps(
    practice: str, between: list[Act | None], moment: float
) -> None:
    """Someone who says yes to everything, with other words between, stays in bounds."""
    person = Person()
    person.say(Act(name=ActName.LAUNCH), 0, 0)
    willing(person, Act(name=ActName.BEGIN, practice=practice))
    for act in between:
        if act is not None:
            person.say(act, moment, 0)
        willing(person)
    for _ in range(12):
        willing(person)
    assert len(person.tremors) <= 1, "I-21: one tremor practice in a day"


@settings(max_examples=max(30, CONVERSATIONS // 5), deadline=None)
@given(
    st.sampled_from([p for p in library().practices if p != "butterfly"]),
    st.floats(0, 0.999),
    st.sampled_from([ActName.PAUSE, ActName.BREAK]),
)
def test_resume_is_never_later_than_where_the_person_was(
    practice: str, share: float, act: ActName
) -> None:
    """After a pause it goes on at the step that was interrupted, or before."""
    person = Person()
    person.say(Act(name=ActName.BEGIN, practice=practice), 0, 0)
    if person.session.asking is Asking.READY:
        willing(person)
    plan = person.plan
    assert plan is not None
    parts_seconds = total_seconds(plan.parts, plan.rate_percent)
    whole = parts_seconds + total_seconds(plan.reprompt, plan.rate_percent) + 16
    heard = share * parts_seconds
    true_origin = run_of(person)[step_at(plan, heard) - 1].origin

    person.say(Act(name=act), heard / whole, 0)
    willing(person, Act(name=ActName.CONTINUE))

    assert person.session.practising is not None
    resumed = person.session.sent
    assert resumed is not None
    assert run_of(person)[resumed.steps[0].step].origin <= true_origin


def run_of(person: Person) -> Run:
    """The run that goes on."""
    running = person.session.practising
    assert running is not None
    practice = practice_of(library(), running)
    manner = Manner(
        tempo=running.tempo,
        wording=running.wording,
        runs=running.runs,
        wake_word="Alexa",
        extra=running.extra,
        seasoned=running.seasoned,
    )
    manner = replace(manner, left_out=frozenset(running.left_out))
    return unfold(practice, practice.forms[running.form], library().pacing, manner)


def step_at(plan: SpeechPlan, seconds: float) -> int:
    """The number of the step that is spoken or rested in at a second."""
    passed, number = 0.0, 1
    for part in plan.parts:
        if passed > seconds:
            break
        if part.at:
            number = int(part.at.rsplit("/", 1)[1])
        passed += part_seconds(part, plan.rate_percent)
    return number


def test_a_willing_person_reaches_the_rounds_and_the_end() -> None:
    """The rules above are met where they matter: the rounds are really reached."""
    person = Person()
    person.say(Act(name=ActName.LAUNCH), 0, 0)
    willing(person, Act(name=ActName.BEGIN, practice="butterfly"))
    asked: list[Asking | None] = []
    while person.session.phase is not Phase.ENDED and len(asked) < 20:
        asked.append(person.session.asking)
        willing(person)

    assert asked == [
        Asking.CONSENT,
        Asking.STOPPING,
        Asking.READY,
        Asking.ROUND,
        Asking.ROUND,
        Asking.EASE,
        Asking.ONWARD,
        Asking.RISE,
        Asking.ENDING,
    ]
    assert len(person.tremors) == 1
    assert person.record.runs == {"butterfly": 1}
    assert person.record.strong_after > person.now + 40 * HOUR
