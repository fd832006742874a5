"""A number that was named: said again as often as asked, and left behind by no words.

Care rules 28 to 31. It stays in front until the session is over.
"""

from collections.abc import Callable
from dataclasses import replace

from skill.acts import ActName, Phase
from skill.content.nodes import Asking
from skill.dialogue.answering import forget_me, repeat
from skill.dialogue.landing import landing
from skill.dialogue.pausing import rest_without_practice
from skill.dialogue.reply import Reply
from skill.dialogue.returning import UNBEGUN, ask_again, hold_place, keep_located_place
from skill.dialogue.scene import Scene, Turn
from skill.speech.plan import Say

IN_FRONT = frozenset(
    {Asking.NUMBERS, Asking.EMERGENCY, Asking.DANGER, Asking.DANGER_OTHERS}
)
"""Once a number was named, it stays in front for the rest of the session."""


def number(scene: Scene) -> Turn:
    """The number that belongs to what was said, again, as often as asked."""
    reply = Reply(scene).way_out()
    match scene.session.front:
        case Asking.EMERGENCY:
            reply.say("emergency_again")
            return listen_in_distress(reply, "ask_number", Asking.EMERGENCY)
        case Asking.DANGER:
            reply.say("danger_again")
            return listen_in_distress(reply, "ask_go_quiet", Asking.DANGER)
        case Asking.DANGER_OTHERS:
            reply.say("danger_others")
            return listen_in_distress(reply, "ask_number", Asking.DANGER_OTHERS)
        case _ if scene.session.practising and scene.session.asking not in UNBEGUN:
            return hold_place(keep_located_place(reply.say("number_again")))
        case _:
            reply.say("number_again").update(practising=None)
            return listen_in_distress(reply, "ask_numbers", Asking.NUMBERS)


def kept_in_front(do: Callable[[Scene], Turn]) -> Callable[[Scene], Turn]:
    """The handler, unless a number is in front: then the number is said again.

    What the emergency's own words invite is done: grounding when breath eases, help up
    after a fall.
    """

    def handle(scene: Scene) -> Turn:
        said = dict(scene.session.turns)
        asking, name = scene.session.asking, scene.act.name
        in_crisis = "crisis_self" in said or "crisis_other" in said
        may_ground = asking is Asking.NUMBERS and name is ActName.BEGIN
        if asking not in IN_FRONT or (may_ground and not in_crisis):
            return do(scene)
        invited = {
            ActName.BEGIN: "emergency_breath",
            ActName.GET_UP: "emergency_fall",
        }.get(name)
        return do(scene) if invited in said else number(scene)

    return handle


def forget_in_front(scene: Scene) -> Turn:
    """Deletes everything at once: no question of its own pushes a number aside."""
    if scene.session.asking not in IN_FRONT:
        return forget_me(scene)
    turn = number(scene)
    words = scene.library.phrases["forgot"][0]
    plan = replace(turn.plan, parts=(Say(words), *turn.plan.parts))
    return Turn(turn.session, None, plan)


def once_more(scene: Scene) -> Turn:
    """A number again, where one was named; else the support that was asked about."""
    if scene.session.asking in IN_FRONT:
        return number(scene)
    if scene.act.name is ActName.REPEAT:
        return repeat(scene)
    return ask_again(Reply(scene), scene.session.asking or Asking.SUPPORT)


def quiet_in_distress(scene: Scene) -> Turn:
    """Without a word more after danger; otherwise near by, and quiet."""
    if scene.session.asking in (Asking.DANGER, Asking.DANGER_OTHERS):
        return Reply(scene).say("goes_quiet").end()
    if scene.session.asking is Asking.EMERGENCY:
        return number(scene)
    return rest_without_practice(scene)


def listen_in_distress(reply: Reply, phrase: str, asking: Asking) -> Turn:
    """Asks while everything is stopped; a number asked about is kept in front."""
    reply.say(phrase)
    if asking in IN_FRONT:
        reply.update(front=asking)
    return reply.listen(asking, Phase.OVERWHELMED, landing(reply, asking))
