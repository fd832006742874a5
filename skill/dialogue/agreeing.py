"""What an answer does: on, rest, easier, closing, beginning what was offered."""

from skill.acts import ActName, Phase
from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.content.wordings import rough_length
from skill.dialogue.beginning import again_last, start
from skill.dialogue.coming_back import come_back, fresh_place
from skill.dialogue.consenting import in_own_window
from skill.dialogue.forms import choose_form, whole_forms
from skill.dialogue.guiding import carry_on, carry_on_after, first_of, to_integration
from skill.dialogue.holding import announce, hold, hold_that_fits, marker_seconds
from skill.dialogue.offering import ask_open, decline
from skill.dialogue.pausing import go_on, go_on_from_pause, pause
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it, hold_place, is_unbegun
from skill.dialogue.scene import Scene, Turn
from skill.dialogue.steering import once_more

STAY_SECONDS = 60.0
"""A minute more, where more rest was chosen."""

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
    reply = Reply(scene).say("resting")
    first = first_of(reply.run, Section.INTEGRATING)
    trembled = scene.practising.tremor_noted
    return carry_on(reply, first if trembled else first + 1)


def same(scene: Scene) -> Turn:
    """Stays at this level with a rest more; twice in class C it is enough."""
    return stay_level(scene, "same")


def stay_level(scene: Scene, phrase: str) -> Turn:
    """The same after other words: a sigh at a check-in asks for no more and no less."""
    running = scene.practising
    reply = Reply(scene).practising(sames=running.sames + 1)
    if scene.form.practice_class is PracticeClass.C and running.sames:
        return to_integration(reply)
    rest = scene.library.pacing.rows["after_activating"].at(running.tempo.pace)
    seconds = min(rest, marker_seconds(reply))
    reply.say(phrase, quiet=rough_length(seconds)).quiet(seconds)
    return carry_on_after(reply, running.origin)


def ease_off(scene: Scene) -> Turn:
    """Goes on gentler."""
    reply = Reply(scene).say("easing")
    reply.practising(tempo=scene.practising.tempo.gentler())
    if scene.form.practice_class is PracticeClass.C:
        return to_integration(reply)
    return carry_on_after(reply, scene.practising.origin)


def stay_longer(scene: Scene) -> Turn:
    """A quiet minute more, or as many as were asked for; then the same question."""
    reply, minutes = Reply(scene), scene.act.minutes
    if minutes is None:
        hold(reply.say("staying"), STAY_SECONDS)
    else:
        seconds = hold_that_fits(reply, minutes)
        hold(announce(reply, seconds, minutes), seconds)
    return ask_again(reply, scene.session.asking or Asking.ENDING)


def close(scene: Scene) -> Turn:
    """The last words."""
    return carry_on(Reply(scene), first_of(scene.run, Section.CLOSING))


def rise(scene: Scene) -> Turn:
    """Gets up, step by step."""
    return carry_on_after(Reply(scene), scene.practising.origin)


# Choices.


def take_offer(scene: Scene) -> Turn:
    """Begins what was offered, in the form in which it was offered."""
    session, act = scene.session, scene.act
    practice = scene.library.practices.get(session.offer or "")
    if practice is None:
        return decline(scene)
    forms = whole_forms(scene.record, practice) or [*practice.forms.values()]
    offered = practice.forms.get(session.offer_form or "") or forms[0]
    gentlest = min(forms, key=lambda form: form.intensity)
    return start(
        Reply(scene), practice, gentlest if act.name is ActName.EASIER else offered
    )


def take_form(scene: Scene) -> Turn:
    """Begins the offered practice in the posture that was named."""
    practice = scene.library.practices.get(scene.session.offer or "")
    posture, left_out = scene.act.posture, frozenset(scene.record.left_out)
    form = choose_form(practice, posture, None, left_out) if practice else None
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
    reply = Reply(scene).practising(tempo=scene.practising.tempo.gentlest())
    return go_on_from_pause(reply.say("gentler"))


# Support.


def better(scene: Scene) -> Turn:
    """Settled after overwhelm: a kind end."""
    return Reply(scene).say("sensation_good").say("bye").end()


def go_quiet(scene: Scene) -> Turn:
    """Says that it goes quiet, and does."""
    return Reply(scene).say("goes_quiet").end()


def forget(scene: Scene) -> Turn:
    """Deletes everything: the turn has no record any more.

    The session still knows enough to begin nothing strong again today.
    """
    reply = Reply(scene).update(avoid=tuple({*scene.session.avoid, "strong"}))
    turn = _after_forget(reply.say("forgot"))
    return Turn(turn.session, None, turn.plan)


def keep_it(scene: Scene) -> Turn:
    """Deletes nothing."""
    return _after_forget(Reply(scene).say("kept_nothing_deleted"))


def _after_forget(reply: Reply) -> Turn:
    if reply.session.phase is Phase.OVERWHELMED:
        return ask_again(reply, Asking.SUPPORT)
    ruled_out = "strong" in reply.session.avoid and is_unbegun(reply.scene)
    if reply.session.practising and not ruled_out:
        return hold_place(reply)
    reply.update(practising=None)
    return ask_again(reply.update(asking=None), Asking.OPEN)


# Words without a question before them.


def yes_unasked(scene: Scene) -> Turn:
    """A yes that answers nothing: gently on."""
    return (
        back_to_it(Reply(scene).say("onward"))
        if scene.session.practising
        else go_on(scene)
    )


def settled_unasked(scene: Scene) -> Turn:
    """Feeling fine, unasked: good to hear, and on."""
    if scene.session.practising or scene.session.phase is Phase.OVERWHELMED:
        return back_to_it(Reply(scene).say("sensation_good"))
    return ask_open(Reply(scene).say("sensation_good"))


def no_unasked(scene: Scene) -> Turn:
    """A no that answers nothing is a pause; an offer is declined."""
    return pause(scene) if scene.session.practising else decline(scene)


def more_unasked(scene: Scene) -> Turn:
    """Once more, while it runs."""
    return once_more(scene) if scene.session.practising else go_on(scene)
