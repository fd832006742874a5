"""Answers: what yes, no, better and the like mean depends on what was asked."""

from collections.abc import Callable, Mapping

from skill.acts import ActName, Phase
from skill.content.library import Asking, PracticeClass
from skill.content.unfold import CLOSING, locate
from skill.dialogue.adapting import easier
from skill.dialogue.beginning import again_last, come_back, fresh_place, start
from skill.dialogue.caring import number, overwhelm
from skill.dialogue.clock_map import Window
from skill.dialogue.consenting import (
    agree,
    ask_once_more,
    in_own_window,
    leave_it,
    ready,
    stopping_not_practised,
    stopping_practised,
)
from skill.dialogue.guiding import carry_on, carry_on_after, first_of, to_integration
from skill.dialogue.landing import landing
from skill.dialogue.offering import choose_form, decline
from skill.dialogue.pausing import SLOWER, finish, go_on, pause, quiet, resume
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it
from skill.dialogue.scene import Scene, Turn
from skill.dialogue.steering import once_more

Handler = Callable[[Scene], Turn]


def answer(scene: Scene) -> Turn:
    """Answers the question that was asked, or does what the word means without one."""
    asking = scene.session.asking
    if asking is None or _spoken_over(scene):
        return WITHOUT_QUESTION[scene.act.name](scene)
    handlers = ANSWERS.get(asking, {})
    return handlers.get(scene.act.name, WITHOUT_QUESTION[scene.act.name])(scene)


def _spoken_over(scene: Scene) -> bool:
    """Whether the words came before the practice had asked its question."""
    sent = scene.session.sent
    in_practice = bool(sent and sent.steps) and scene.session.phase is not Phase.CONSENT
    return in_practice and scene.window is Window.PARTS


# Check-ins and the questions between parts of a practice.


def onward(scene: Scene) -> Turn:
    """On with what comes after the question."""
    return carry_on_after(Reply(scene).say("onward"), scene.practising.origin)


def next_round(scene: Scene) -> Turn:
    """Class C: a round starts only on a yes in its own time."""
    if not in_own_window(scene):
        return ask_again(Reply(scene), Asking.ROUND)
    return carry_on_after(Reply(scene), scene.practising.origin)


def rest_instead(scene: Scene) -> Turn:
    """No more rounds: rest, through integration."""
    return to_integration(Reply(scene).say("resting"))


def same(scene: Scene) -> Turn:
    """Stays at this level with a rest more; twice in class C it is enough."""
    running = scene.practising
    reply = Reply(scene).practising(sames=running.sames + 1)
    if scene.form.practice_class is PracticeClass.C and running.sames:
        return to_integration(reply)
    rest = scene.library.pacing.rows["after_activating"].at(running.pace)
    reply.say("same").quiet(min(rest, 30))
    return carry_on_after(reply, running.origin)


def ease_off(scene: Scene) -> Turn:
    """Goes on gentler."""
    reply = Reply(scene).say("easing")
    reply.practising(pace=SLOWER[scene.practising.pace])
    if scene.form.practice_class is PracticeClass.C:
        return to_integration(reply)
    return carry_on_after(reply, scene.practising.origin)


def stay_longer(scene: Scene) -> Turn:
    """A quiet minute more, then the same question in other words."""
    reply = Reply(scene).script("stay_longer")
    return ask_again(reply, scene.session.asking or Asking.ENDING)


def close(scene: Scene) -> Turn:
    """The last words."""
    return carry_on(Reply(scene), first_of(scene.run, CLOSING))


def rise(scene: Scene) -> Turn:
    """Gets up, step by step."""
    return carry_on_after(Reply(scene), scene.practising.origin)


# Choices.


def take_offer(scene: Scene) -> Turn:
    """Begins what was offered."""
    practice = scene.library.practices.get(scene.session.offer or "")
    if practice is None:
        return decline(scene)
    form = choose_form(practice, scene.act.posture, None) or practice.default
    gentlest = min(practice.forms.values(), key=lambda f: f.intensity)
    eased = scene.act.name is ActName.EASIER or bool(scene.session.ceiling)
    return start(Reply(scene), practice, gentlest if eased else form)


def take_form(scene: Scene) -> Turn:
    """Begins the offered practice in the posture that was named."""
    practice = scene.library.practices.get(scene.session.offer or "")
    form = choose_form(practice, scene.act.posture, None) if practice else None
    if practice is None or form is None:
        return ask_again(Reply(scene), Asking.FORM)
    return start(Reply(scene), practice, form)


def return_to_place(scene: Scene) -> Turn:
    """Back to where the last session broke off, or the usual."""
    if place := fresh_place(scene):
        return come_back(Reply(scene), place)
    return again_last(scene)


def resume_gentler(scene: Scene) -> Turn:
    """Resumes at the gentlest pace."""
    reply = Reply(scene).update(paused_at=None, slow_on_resume=False)
    reply.practising(pace=SLOWER[SLOWER[scene.practising.pace]]).say("gentler")
    return carry_on(reply, locate(reply.run, scene.practising.origin))


# Support.


def more_support(scene: Scene) -> Turn:
    """A little more grounding."""
    return ask_again(Reply(scene).script("support_more"), Asking.SUPPORT)


def better(scene: Scene) -> Turn:
    """Settled after overwhelm: a kind end."""
    return Reply(scene).say("sensation_good").say("bye").end()


def go_quiet(scene: Scene) -> Turn:
    """Says that it goes quiet, and does."""
    return Reply(scene).say("goes_quiet").end()


def forget(scene: Scene) -> Turn:
    """Deletes everything: the turn has no record any more."""
    reply = Reply(scene).update(practising=None, offer=None, asking=None).say("forgot")
    turn = reply.listen(Asking.OPEN, Phase.IDLE, landing(reply, Asking.OPEN))
    return Turn(turn.session, None, turn.plan)


def keep_it(scene: Scene) -> Turn:
    """Deletes nothing."""
    reply = Reply(scene).update(asking=None).say("kept_nothing_deleted")
    return reply.listen(Asking.OPEN, Phase.IDLE, landing(reply, Asking.OPEN))


# Words without a question before them.


def _yes(scene: Scene) -> Turn:
    return (
        back_to_it(Reply(scene).say("onward"))
        if scene.session.practising
        else go_on(scene)
    )


def _settled(scene: Scene) -> Turn:
    if scene.session.practising or scene.session.phase is Phase.OVERWHELMED:
        return back_to_it(Reply(scene).say("sensation_good"))
    reply = Reply(scene).say("settled_idle")
    return reply.listen(Asking.OPEN, Phase.IDLE, landing(reply, Asking.OPEN))


def _no(scene: Scene) -> Turn:
    return pause(scene) if scene.session.practising else decline(scene)


def _more(scene: Scene) -> Turn:
    return once_more(scene) if scene.session.practising else go_on(scene)


WITHOUT_QUESTION: Mapping[ActName, Handler] = {
    ActName.YES: _yes,
    ActName.NO: _no,
    ActName.SETTLED: _settled,
    ActName.SAME: _settled,
    ActName.MORE: _more,
    ActName.QUIET: quiet,
    ActName.CONTINUE: go_on,
    ActName.EASIER: easier,
}
"""What these words mean when nothing was asked, or before it was."""

_YES, _NO, _MORE, _SAME = ActName.YES, ActName.NO, ActName.MORE, ActName.SAME
_SETTLED, _QUIET, _CONTINUE = ActName.SETTLED, ActName.QUIET, ActName.CONTINUE
_EASIER = ActName.EASIER

_CONSENT: Mapping[ActName, Handler] = {
    _CONTINUE: agree,
    _YES: ask_once_more,
    _MORE: ask_once_more,
    _SETTLED: ask_once_more,
    _SAME: leave_it,
    _NO: leave_it,
    _QUIET: leave_it,
    _EASIER: leave_it,
}
_REST_OR_ON: Mapping[ActName, Handler] = {
    _CONTINUE: onward,
    _YES: onward,
    _MORE: onward,
    _SETTLED: onward,
    _SAME: stay_longer,
    _NO: stay_longer,
    _QUIET: stay_longer,
}

ANSWERS: Mapping[Asking, Mapping[ActName, Handler]] = {
    Asking.CONSENT: _CONSENT,
    Asking.CONSENT_AGAIN: {**_CONSENT, _YES: agree},
    Asking.STOPPING: {
        **dict.fromkeys(
            (_CONTINUE, _YES, _MORE, _SETTLED, _SAME), stopping_not_practised
        ),
        _NO: stopping_practised,
        _QUIET: stopping_practised,
        _EASIER: leave_it,
    },
    Asking.READY: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SETTLED), ready),
        **dict.fromkeys((_NO, _SAME, _QUIET), pause),
        _EASIER: leave_it,
    },
    Asking.EASE: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SETTLED), onward),
        _SAME: same,
        _NO: overwhelm,
        _QUIET: stay_longer,
        _EASIER: ease_off,
    },
    Asking.ROUND: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE), next_round),
        **dict.fromkeys((_NO, _SAME, _QUIET, _SETTLED, _EASIER), rest_instead),
    },
    Asking.ONWARD: _REST_OR_ON,
    Asking.RISE: {
        **dict.fromkeys((_CONTINUE, _YES), rise),
        **dict.fromkeys((_NO, _SAME, _QUIET, _SETTLED, _MORE), stay_longer),
    },
    Asking.ENDING: {
        **dict.fromkeys((_YES, _MORE, _QUIET, _SETTLED), stay_longer),
        **dict.fromkeys((_NO, _SAME, _CONTINUE), close),
    },
    Asking.PAUSED: {_CONTINUE: resume, _YES: resume, _MORE: resume},
    Asking.AFTER_LONG_PAUSE: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE), resume),
        _NO: finish,
        _EASIER: resume_gentler,
    },
    Asking.RETURN: {
        **dict.fromkeys((_CONTINUE, _YES), return_to_place),
        **dict.fromkeys((_NO, _SAME), decline),
    },
    Asking.OFFER: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _EASIER), take_offer),
        **dict.fromkeys((_NO, _SAME), decline),
    },
    Asking.FORM: {**dict.fromkeys((_CONTINUE, _YES), take_offer), _NO: decline},
    Asking.SUPPORT: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE, _SAME), more_support),
        _SETTLED: better,
        _NO: quiet,
    },
    Asking.NUMBERS: {
        **dict.fromkeys((_CONTINUE, _YES, _MORE), number),
        _NO: go_quiet,
    },
    Asking.FORGET: {_YES: forget, _CONTINUE: forget, _NO: keep_it, _SAME: keep_it},
}
"""What an answer does, by the question; other words act without it."""
