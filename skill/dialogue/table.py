"""The conversation as a table: in every phase, what every act does.

`EVERYWHERE` holds what an act does in any phase. A practice adds what needs one;
a phase may say otherwise for itself. A test walks the whole product.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from skill.acts import Act, ActName, Phase
from skill.content.library import Library
from skill.content.own import with_own
from skill.dialogue import (
    adapting,
    answering,
    answers,
    beginning,
    caring,
    choosing,
    in_front,
    keeping,
    leaving_out,
    offering,
    own_sequences,
    pausing,
    steering,
)
from skill.dialogue.beginning import is_lying
from skill.dialogue.clock_map import with_voice_heard
from skill.dialogue.finishing import heard_to_the_end
from skill.dialogue.record import Record
from skill.dialogue.scene import Scene, Turn
from skill.dialogue.session import Session
from skill.speech.limits import Limits

Handler = Callable[[Scene], Turn]

SAFETY: Final[Mapping[ActName, Handler]] = {
    ActName.EMERGENCY: caring.emergency,
    ActName.CRISIS: caring.crisis,
    ActName.DANGER: caring.danger,
    ActName.NEED_PERSON: caring.need_person,
    ActName.OVERWHELM: caring.overwhelm,
    ActName.UNWELL: caring.unwell,
    ActName.NUMBER: in_front.number,
    ActName.STOP: pausing.stop,
    ActName.PAIN: caring.pain,
}
"""The same in every phase, without exception."""

EVERYWHERE: Final[Mapping[ActName, Handler]] = {
    ActName.LAUNCH: beginning.launch,
    ActName.BEGIN: choosing.begin_or_agree,
    ActName.SUGGEST: choosing.suggest_or_form,
    ActName.LIST_PRACTICES: offering.list_practices,
    ActName.DESCRIBE: offering.describe,
    ActName.AGAIN_LAST: choosing.again_or_same,
    ActName.CONTINUE: answers.answer,
    ActName.PAUSE: choosing.pause_or_practised,
    ActName.BREAK: choosing.pause_or_practised,
    ActName.REPEAT: answering.repeat,
    ActName.FINISH: pausing.finish,
    ActName.EASIER: answers.answer,
    ActName.CANNOT: adapting.cannot,
    ActName.SLOWER: adapting.slower,
    ActName.FASTER: adapting.faster,
    ActName.LONGER_REST: adapting.longer_rest,
    ActName.SHORTER_REST: adapting.shorter_rest,
    ActName.FEWER_WORDS: adapting.fewer_words,
    ActName.MORE_WORDS: adapting.more_words,
    ActName.QUIET_WAY: adapting.quiet_way,
    ActName.KEEP_CHOICE: keeping.keep_choice,
    ActName.DROP_CHOICE: keeping.drop_choice,
    ActName.TIME_LEFT: answering.time_left,
    ActName.WHERE_AM_I: answering.where_am_i,
    ActName.WHATS_NEXT: answering.whats_next,
    ActName.ASK: answering.ask,
    ActName.SETTLED: answers.answer,
    ActName.SAME: answers.answer,
    ActName.MORE: answers.answer,
    ActName.YES: answers.answer,
    ActName.NO: answers.answer,
    ActName.QUIET: answers.answer,
    ActName.SENSATION: answering.sensation,
    ActName.DISCLOSE: caring.disclose,
    ActName.GET_UP: answering.get_up,
    ActName.HELP: answering.help_,
    ActName.LEAVE_OUT: leaving_out.leave_out,
    ActName.BRING_BACK: leaving_out.bring_back,
    ActName.KEEP_OWN: own_sequences.keep_own,
    ActName.DROP_OWN: own_sequences.drop_own,
    ActName.THANKS: answering.thanks,
    ActName.FORGET_ME: answering.forget_me,
    ActName.NO_MATCH: answering.no_match,
    ActName.NO_INPUT: pausing.silence,
}
"""What an act does wherever the conversation stands."""

IN_A_PRACTICE: Final[Mapping[ActName, Handler]] = {
    ActName.NEXT: steering.next_part,
    ActName.PREVIOUS: steering.previous_part,
    ActName.START_OVER: steering.start_over,
    ActName.OTHER_SIDE: steering.other_side,
    ActName.HARDER: adapting.faster,
}
"""What needs a running practice; without one there is nothing to change."""

_WHEREVER: Final[Mapping[ActName, Handler]] = {
    **EVERYWHERE,
    **{act: choosing.with_practice(do) for act, do in IN_A_PRACTICE.items()},
}


LEADS_AWAY: Final = (
    ActName.BEGIN,
    ActName.NEXT,
    ActName.PREVIOUS,
    ActName.START_OVER,
    ActName.OTHER_SIDE,
    ActName.HARDER,
    ActName.TIME_LEFT,
    ActName.WHERE_AM_I,
    ActName.WHATS_NEXT,
    ActName.GET_UP,
    ActName.FINISH,
    ActName.LEAVE_OUT,
    ActName.BRING_BACK,
    ActName.KEEP_OWN,
    ActName.DROP_OWN,
)
"""Words that would leave a number behind."""

OVERRIDES: Final[Mapping[Phase, Mapping[ActName, Handler]]] = {
    Phase.OVERWHELMED: {
        **{act: in_front.kept_in_front(_WHEREVER[act]) for act in LEADS_AWAY},
        **dict.fromkeys(
            (
                ActName.HELP,
                ActName.SUGGEST,
                ActName.LIST_PRACTICES,
                ActName.DESCRIBE,
                ActName.AGAIN_LAST,
                ActName.ASK,
            ),
            caring.help_overwhelmed,
        ),
        **dict.fromkeys((ActName.CANNOT, ActName.EASIER), caring.not_helping),
        **dict.fromkeys(
            (
                ActName.REPEAT,
                ActName.SLOWER,
                ActName.FASTER,
                ActName.LONGER_REST,
                ActName.SHORTER_REST,
                ActName.FEWER_WORDS,
                ActName.MORE_WORDS,
                ActName.KEEP_CHOICE,
                ActName.DROP_CHOICE,
            ),
            in_front.once_more,
        ),
        ActName.QUIET_WAY: in_front.quiet_in_distress,
        ActName.FORGET_ME: in_front.forget_in_front,
        ActName.SENSATION: caring.still_here,
    },
}
"""Where a phase does otherwise: in distress nothing leads to an exercise."""

TABLE: Final[Mapping[Phase, Mapping[ActName, Handler]]] = {
    phase: {
        **_WHEREVER,
        **OVERRIDES.get(phase, {}),
        **SAFETY,
    }
    for phase in Phase
}
"""Phase by act: complete."""


def respond(
    session: Session,
    record: Record,
    act: Act,
    library: Library,
    limits: Limits,
    now: float,
    region: str,
) -> Turn:
    """Decides one turn.

    `now` is in seconds since the epoch; `region` a two-letter country for numbers,
    empty where it is uncertain.
    """
    record = heard_to_the_end(record, library, now).faded(now)
    library = with_own(library, record.own)
    if session.phase is Phase.ENDED:
        session = Session()
    if act.name is not ActName.NO_MATCH and session.misses:
        session = session.understood()
    session = with_voice_heard(session, act.name, now, limits)
    scene = Scene(
        session=session,
        record=record,
        act=act,
        library=library,
        limits=limits,
        now=now,
        region=region,
    )
    scene = scene.having(session=replace(scene.session, lies=is_lying(scene)))
    if scene.moved_seconds:
        moved = session.moved_seconds + scene.moved_seconds
        scene = scene.having(session=replace(scene.session, moved_seconds=moved))
    return TABLE[session.phase][act.name](scene)
