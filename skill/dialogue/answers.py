"""What an answer means, by the question that was asked."""

from collections.abc import Callable, Mapping

from skill.acts import ActName
from skill.content.nodes import Asking
from skill.dialogue import (
    adapting,
    agreeing,
    caring,
    consenting,
    in_front,
    offering,
    pausing,
)
from skill.dialogue.clock_map import Window
from skill.dialogue.scene import Scene, Turn

Handler = Callable[[Scene], Turn]


def answer(scene: Scene) -> Turn:
    """Answers the question that was asked, or does what the word means without one."""
    asking = scene.session.asking
    if asking is Asking.CONSENT and _spoken_over(scene) and scene.act.name in GO:
        return consenting.hear_it_first(scene)
    if asking is None or (asking is not Asking.CONSENT and _spoken_over(scene)):
        return WITHOUT_QUESTION[scene.act.name](scene)
    handlers = ANSWERS.get(asking, {})
    return handlers.get(scene.act.name, WITHOUT_QUESTION[scene.act.name])(scene)


def _spoken_over(scene: Scene) -> bool:
    """Whether the words came before the practice had asked its question."""
    sent = scene.session.sent
    return bool(sent and sent.steps) and scene.window is Window.PARTS


WITHOUT_QUESTION: Mapping[ActName, Handler] = {
    ActName.YES: agreeing.yes_unasked,
    ActName.NO: agreeing.no_unasked,
    ActName.SETTLED: agreeing.settled_unasked,
    ActName.SAME: agreeing.settled_unasked,
    ActName.MORE: agreeing.more_unasked,
    ActName.QUIET: pausing.quiet,
    ActName.CONTINUE: pausing.go_on,
    ActName.EASIER: adapting.easier,
}
"""What these words mean when nothing was asked, or before it was."""

_YES, _NO, _MORE, _SAME = ActName.YES, ActName.NO, ActName.MORE, ActName.SAME
_SETTLED, _QUIET, _CONTINUE = ActName.SETTLED, ActName.QUIET, ActName.CONTINUE
_EASIER = ActName.EASIER
GO = frozenset({_CONTINUE, _YES, _MORE, _SETTLED})

_CONSENT: Mapping[ActName, Handler] = {
    _CONTINUE: consenting.agree,
    _YES: consenting.ask_once_more,
    _MORE: consenting.ask_once_more,
    _SETTLED: consenting.ask_once_more,
    _SAME: consenting.leave_it,
    _NO: consenting.leave_it,
    _QUIET: consenting.leave_it,
    _EASIER: consenting.leave_it,
}
_REST_OR_ON: Mapping[ActName, Handler] = {
    _CONTINUE: agreeing.onward,
    _YES: agreeing.onward,
    _MORE: agreeing.onward,
    _SETTLED: agreeing.onward,
    _SAME: agreeing.stay_longer,
    _NO: agreeing.stay_longer,
    _QUIET: agreeing.stay_longer,
}

_DANGER: Mapping[ActName, Handler] = {
    **dict.fromkeys((_CONTINUE, _YES, _MORE, _SAME, _SETTLED), in_front.number),
    **dict.fromkeys((_NO, _QUIET, _EASIER), agreeing.go_quiet),
}

ANSWERS: Mapping[Asking, Mapping[ActName, Handler]] = {
    Asking.CONSENT: _CONSENT,
    Asking.CONSENT_AGAIN: {**_CONSENT, _YES: consenting.agree},
    Asking.STOPPING: {
        **dict.fromkeys(
            (_CONTINUE, _YES, _MORE, _SETTLED, _SAME), consenting.stopping_not_practised
        ),
        _NO: consenting.stopping_practised,
        _QUIET: consenting.stopping_practised,
        _EASIER: consenting.leave_it,
    },
    Asking.READY: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SETTLED), consenting.ready),
        **dict.fromkeys((_NO, _SAME), pausing.pause),
        _QUIET: pausing.quiet,
        _EASIER: consenting.leave_it,
    },
    Asking.EASE: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SETTLED), agreeing.onward),
        _SAME: agreeing.same,
        _NO: caring.overwhelm,
        _QUIET: agreeing.stay_longer,
        _EASIER: agreeing.ease_off,
    },
    Asking.ROUND: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE), agreeing.next_round),
        **dict.fromkeys((_NO, _SAME, _QUIET, _SETTLED, _EASIER), agreeing.rest_instead),
    },
    Asking.ONWARD: _REST_OR_ON,
    Asking.RISE: {
        **dict.fromkeys((_CONTINUE, _YES), agreeing.rise),
        **dict.fromkeys((_NO, _SAME, _QUIET, _SETTLED, _MORE), agreeing.stay_longer),
    },
    Asking.ENDING: {
        **dict.fromkeys((_YES, _MORE, _QUIET, _SETTLED), agreeing.stay_longer),
        **dict.fromkeys((_NO, _SAME, _CONTINUE), agreeing.close),
    },
    Asking.PAUSED: {
        _CONTINUE: pausing.resume,
        _YES: pausing.resume,
        _MORE: pausing.resume,
    },
    Asking.AFTER_LONG_PAUSE: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE), pausing.resume),
        _NO: pausing.finish,
        _EASIER: agreeing.resume_gentler,
    },
    Asking.RETURN: {
        **dict.fromkeys((_CONTINUE, _YES), agreeing.return_to_place),
        **dict.fromkeys((_NO, _SAME), offering.decline),
    },
    Asking.OFFER: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _EASIER), agreeing.take_offer),
        **dict.fromkeys((_NO, _SAME), offering.decline),
    },
    Asking.FORM: {
        **dict.fromkeys((_CONTINUE, _YES), agreeing.take_offer),
        _NO: offering.decline,
    },
    Asking.SUPPORT: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SAME), pausing.support_more),
        _SETTLED: agreeing.better,
        _NO: caring.close_softly,
    },
    Asking.UNWELL: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SAME), pausing.quiet),
        _SETTLED: agreeing.better,
        _NO: agreeing.go_quiet,
    },
    Asking.NUMBERS: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SAME, _SETTLED), in_front.number),
        _NO: agreeing.go_quiet,
    },
    Asking.EMERGENCY: {
        **dict.fromkeys(
            (_CONTINUE, _YES, _MORE, _SAME, _SETTLED, _QUIET, _EASIER), in_front.number
        ),
        _NO: agreeing.go_quiet,
    },
    Asking.DANGER: _DANGER,
    Asking.DANGER_OTHERS: _DANGER,
    Asking.FORGET: {
        _YES: agreeing.forget,
        **dict.fromkeys((_NO, _SAME, _CONTINUE), agreeing.keep_it),
    },
}
"""What an answer does, by the question; other words act without it."""
