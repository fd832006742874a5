"""Questions, and words about the body, answered in a sentence or two; then back."""

from dataclasses import replace

from skill.acts import ActName, Phase, Posture
from skill.content.nodes import Asking
from skill.content.run import Section, Step, guided_seconds
from skill.content.wordings import rough_length
from skill.dialogue.adapting import cannot
from skill.dialogue.agreeing import stay_level, stay_longer
from skill.dialogue.consenting import leave_it, stopping_practised
from skill.dialogue.guiding import carry_on, first_of, to_integration
from skill.dialogue.keeping import say_what_is_kept
from skill.dialogue.landing import landing
from skill.dialogue.leaving_out import say_left_out
from skill.dialogue.offering import ask_open, names
from skill.dialogue.own_sequences import say_own
from skill.dialogue.reply import Reply
from skill.dialogue.returning import (
    ask_again,
    back_to_it,
    hold_place,
    is_unbegun,
    unrested,
    wait,
)
from skill.dialogue.scene import Scene, Turn
from skill.dialogue.steering import side_here

INVITED_STEPS = 3
"""How long an invitation to speak aloud lasts: words take time to come."""
ALREADY_INVITED_STEPS = 2
"""How much later the person may be than the step that the slowest voice gives."""
TREMBLING_INTENSITY = 5
REST_ASKED = frozenset({Asking.ONWARD, Asking.RISE, Asking.ENDING})
"""Questions to which rest is an answer, and so is a sigh."""
SENSATIONS = {
    "nothing": "sensation_nothing",
    "good": "sensation_good",
    "sleepy": "sensation_sleepy",
    "sad": "sensation_feeling",
    "angry": "sensation_feeling",
}
HELP = {
    Phase.PRACTISING: "help_practising",
    Phase.PAUSED: "help_paused",
    Phase.CHECK_IN: "help_check_in",
    Phase.CONSENT: "help_consent",
    Phase.OVERWHELMED: "help_overwhelmed",
}


def ask(scene: Scene) -> Turn:
    """Answers a question about the practice or the skill."""
    topic = scene.act.topic or "what"
    reply = Reply(scene).way_out()
    if topic == "what" and scene.session.practising:
        return back_to_it(reply.words(f"{scene.practice.about} {scene.practice.why}"))
    if topic == "own":
        return back_to_it(say_own(reply))
    if topic == "left_out":
        return back_to_it(say_left_out(reply))
    phrases = scene.library.phrases
    phrase = f"ask_{topic}" if f"ask_{topic}" in phrases else "ask_what"
    on_alexa = f"{phrase}_alexa"
    if scene.limits.wake_word == "Alexa" and on_alexa in phrases:
        phrase = on_alexa
    reply.say(phrase)
    return back_to_it(say_what_is_kept(reply) if topic == "privacy" else reply)


def help_(scene: Scene) -> Turn:
    """What can be said here, at most four things."""
    phase = scene.session.phase
    if _is_moving(scene):
        phase = Phase.PRACTISING
    if scene.session.practising is None:
        return ask_open(Reply(scene).say("help_idle"))
    return back_to_it(Reply(scene).way_out().say(HELP.get(phase, "help_practising")))


def _is_moving(scene: Scene) -> bool:
    """Whether the words came over a practice's steps."""
    sent = scene.session.sent
    return bool(sent and sent.steps) and not scene.was_listening


def repeat(scene: Scene) -> Turn:
    """Speaks the same words again, slowly when asked; nothing else happens again."""
    session = scene.session
    slowly = scene.act.what == ActName.SLOWER
    if session.practising and session.said == () and not scene.step.asking:
        if slowly and session.phase is not Phase.PAUSED and not scene.held:
            reply = Reply(scene).say("repeat_slowly")
            return carry_on(reply, scene.here, slowly=True)
        return back_to_it(Reply(scene))
    if session.asking is Asking.CONSENT and session.practising:
        return carry_on(Reply(scene), 0)
    if session.asked and session.asking:
        reply = Reply(scene)
        again = reply.slowly if slowly else reply.words
        for text in session.said[:-1]:
            again(text)
        reply.words(session.asked)
        return reply.listen(
            session.asking, session.phase, landing(reply, session.asking)
        )
    return ask_again(Reply(scene), Asking.OPEN)


def time_left(scene: Scene) -> Turn:
    """How long is left, rounded as one would say it."""
    if scene.session.practising is None:
        return ask_open(Reply(scene).say("idle"))
    reply = Reply(scene).way_out()
    left = guided_seconds(scene.run[scene.here :], reply.rate_percent)
    return back_to_it(reply.say("time_left", length=rough_length(left)))


def where_am_i(scene: Scene) -> Turn:
    """Position first, then the side; the cue follows as the practice goes on."""
    if scene.session.practising is None:
        return ask_open(Reply(scene).say("idle"))
    reply = Reply(scene).way_out().words(scene.form.where)
    if side := side_here(scene):
        reply.say("side_one" if side == 1 else "side_two")
    return back_to_it(reply)


def whats_next(scene: Scene) -> Turn:
    """The next part's name."""
    if scene.session.practising is None:
        return ask_open(Reply(scene).say("idle"))
    reply = Reply(scene).way_out()
    here = None if scene.step.asking else (scene.step.item, scene.step.movement)
    following = next(
        (
            _name_of(scene, step)
            for step in scene.run[scene.here + 1 :]
            if step.movement and (step.item, step.movement) != here
        ),
        None,
    )
    if not following:
        return back_to_it(reply.say("whats_next_end"))
    return back_to_it(reply.say("whats_next", name=following))


def _name_of(scene: Scene, step: Step) -> str:
    """A movement's name; in an own sequence that of the exercise that follows."""
    is_another = step.item != scene.step.item or scene.step.asking is Asking.ONWARD
    if scene.practice.parts and is_another:
        return scene.form.items[step.item - 1].name
    return step.movement


def sensation(scene: Scene) -> Turn:
    """Lets a sensation be; never a reason for more."""
    feeling, running = scene.act.feeling or "", scene.session.practising
    reply = Reply(scene).way_out()
    if feeling == "wobbly" and running and scene.form.postures == {Posture.STANDING}:
        act = replace(scene.act, name=ActName.CANNOT, constraint="stand")
        return cannot(scene.having(act=act))
    if feeling != "shaking":
        return back_to_it(reply.say(SENSATIONS.get(feeling, "sensation")))
    if running and scene.form.intensity >= TREMBLING_INTENSITY:
        return back_to_it(reply.say("sensation_shaking"))
    reply.say("sensation_shaking_elsewhere")
    is_moving = running and scene.step.origin[0] == Section.MOVING
    return hold_place(reply) if is_moving else back_to_it(reply)


def get_up(scene: Scene) -> Turn:
    """The way up, step by step; after strong work its rest comes first."""
    reply = Reply(scene).way_out()
    if unrested(scene):
        return to_integration(reply.say("rest_first"))
    if scene.session.practising is None or not scene.form.getup or is_unbegun(scene):
        reply.update(practising=None, offer=None, asking=None, lies=False)
        return ask_again(reply.script("getup_from_floor"), Asking.OPEN)
    if scene.step.origin[0] > Section.GETUP:
        return ask_again(reply.say("already_up"), Asking.ENDING)
    if scene.step.origin[0] == Section.GETUP and not scene.step.asking:
        return ask_again(reply.say("no_need_to_rise"), Asking.RISE)
    return carry_on(reply, first_of(reply.run, Section.GETUP) + 1)


def thanks(scene: Scene) -> Turn:
    """A goodbye; in the middle of a practice the place is held instead."""
    at_the_end = scene.session.asking is Asking.ENDING and scene.was_listening
    idle = scene.session.practising is None or scene.session.phase is Phase.PAUSED
    if idle or at_the_end or is_unbegun(scene):
        return Reply(scene).way_out().say("bye").end()
    return hold_place(Reply(scene).way_out().say("welcome"))


def forget_me(scene: Scene) -> Turn:
    """Asks once; the answer does it. In distress support goes on around it."""
    reply = Reply(scene).way_out().say("ask_forget")
    if scene.session.phase is Phase.OVERWHELMED:
        silence = landing(reply, Asking.SUPPORT)
        return reply.listen(Asking.FORGET, Phase.OVERWHELMED, silence)
    return reply.listen(Asking.FORGET, Phase.CHOOSING, landing(reply, Asking.FORGET))


def no_match(scene: Scene) -> Turn:
    """Words that mean none of the acts: a pause while moving, never a guess."""
    session = scene.session
    reply = Reply(scene).update(misses=session.misses + 1)
    if session.asking is Asking.STOPPING:
        return stopping_practised(scene)
    if session.phase is Phase.OVERWHELMED:
        return back_to_it(reply.say("miss_overwhelmed"))
    if session.practising is None:
        return ask_open(reply.say("miss_idle", names=names(scene, None)))
    if session.phase is Phase.CONSENT:
        second = session.misses and session.asking is not Asking.ROUND
        return leave_it(scene) if second else back_to_it(reply.say("miss_consent"))
    if session.phase is Phase.CHECK_IN and scene.was_listening:
        return stay_level(scene, "miss_check_in")
    if scene.was_listening and session.asking in REST_ASKED and scene.step.asking:
        return stay_longer(scene.having(session=reply.session))
    invited = _speech_invited(scene)
    if invited is not None and session.phase is not Phase.PAUSED:
        return carry_on(reply, min(scene.here + 1, max(scene.here, invited + 1)))
    wait(reply.way_out().say("miss_practising").say("miss_practising_next"))
    return reply.listen(Asking.PAUSED, Phase.PAUSED, landing(reply, Asking.PAUSED))


def _speech_invited(scene: Scene) -> int | None:
    """The index of a step near this one that invites speaking aloud."""
    last = min(scene.here + ALREADY_INVITED_STEPS, len(scene.run) - 1)
    near = range(last, max(-1, scene.here - INVITED_STEPS), -1)
    return next((i for i in near if scene.run[i].speech_invited), None)
