"""Naming what there is, and offering one thing at a time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from skill.acts import ActName, Phase, Posture
from skill.content.library import Form, Practice, PracticeClass
from skill.content.nodes import Asking
from skill.content.own import own_name
from skill.content.wordings import joined
from skill.dialogue.forms import (
    ASKED_FOR,
    choose_form,
    is_avoided,
    is_left_out,
    is_possible,
    preferred_form,
    whole_forms,
)
from skill.dialogue.guiding import has_moved_enough, to_integration
from skill.dialogue.landing import landing
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it, hold_place, unrested
from skill.dialogue.scene import SMALL_INTENSITY, Scene, Turn

NAMED_AT_ONCE = 3
"""Names in one spoken list; more are not remembered."""


def suggest(scene: Scene) -> Turn:
    """Offers one practice for a need, a posture or a length."""
    act = scene.act
    if unrested(scene):
        return to_integration(Reply(scene).way_out().say("rest_first"))
    named = act.need or act.posture or act.minutes
    if named is None and scene.session.asking is not Asking.OFFER:
        return ask_open(Reply(scene).way_out())
    known = act.need if act.need in scene.library.needs else None
    need = known or scene.session.need or "gentle"
    scene = scene.having(session=replace(scene.session, need=need))
    for practice in _suggestions(scene, need):
        if _may_offer(scene, practice, act.posture):
            return offer_practice(Reply(scene), practice)
    return ask_open(Reply(scene).say("nothing_left"))


def _suggestions(scene: Scene, need: str) -> list[Practice]:
    """What fits a need, best first, then what asks little; the last one offered last.

    A strong practice is among them only where it fits the need.
    """
    practices = scene.library.practices
    wanted = [practices[name] for name in scene.library.needs.get(need, ())]
    others = [
        practice
        for practice in practices.values()
        if practice not in wanted
        and not practice.parts
        and practice.default.practice_class is not PracticeClass.C
    ]
    others.sort(key=lambda practice: practice.default.intensity)
    times, last = Counter(scene.session.offered), scene.session.offered[-1:]
    by_turns = sorted(wanted, key=lambda practice: times[practice.id])
    by_turns += sorted(others, key=lambda practice: times[practice.id])
    return sorted(by_turns, key=lambda practice: practice.id in last)


def offer(
    reply: Reply, practice_id: str | None, postures: Iterable[Posture] = ()
) -> Turn:
    """Offers a gentler practice in place of one that is left out."""
    practices = reply.scene.library.practices
    declined = reply.session.declined
    for candidate in (practice_id, "contact_points", "grounding"):
        practice = practices.get(candidate or "")
        if (
            practice
            and candidate not in declined
            and whole_forms(reply.record, practice)
            and _is_small_enough(reply, practice)
        ):
            form = _form_for(reply, practice, postures)
            reply.say("offer_instead", name=practice.name)
            return _listen_to_offer(reply, practice, form)
    return ask_open(reply)


def _is_small_enough(reply: Reply, practice: Practice) -> bool:
    """Whether nothing of this session asks for less: overwhelm, or much movement."""
    ceiling = reply.session.ceiling
    if ceiling is None and has_moved_enough(reply):
        ceiling = SMALL_INTENSITY
    return ceiling is None or practice.default.intensity <= ceiling


def offer_practice(reply: Reply, practice: Practice) -> Turn:
    """Offers a practice by name, with a sentence about it."""
    act = reply.scene.act
    left_out = frozenset(reply.record.left_out)
    form = choose_form(practice, act.posture, act.minutes, left_out)
    if act.posture is None and act.minutes is None:
        form = preferred_form(reply.scene, practice)
    reply.say("offer", name=practice.name, about=practice.about).say("ask_begin")
    reply.update(offered=(*reply.session.offered, practice.id))
    return _listen_to_offer(reply, practice, form)


def decline(scene: Scene) -> Turn:
    """An offer declined once is not made again."""
    reply = Reply(scene)
    if scene.session.offer:
        reply.update(declined=(*scene.session.declined, scene.session.offer))
    return ask_open(reply)


def ask_open(reply: Reply) -> Turn:
    """What would you like: nothing runs, nothing is offered."""
    reply.update(offer=None, practising=None, asking=None)
    return ask_again(reply, Asking.OPEN)


def describe(scene: Scene) -> Turn:
    """Tells about a practice, and offers it."""
    practice = scene.library.practices.get(scene.act.practice or "")
    reply = Reply(scene).way_out()
    if practice is None:
        return refuse_practice(reply)
    whole = whole_forms(scene.record, practice)
    if not whole:
        return refuse_left_out(reply, practice)
    if scene.session.practising:
        reply.words(practice.about)
        return back_to_it(reply)
    reply.say("described", about=practice.about, careful=practice.careful)
    reply.say("ask_begin")
    return _listen_to_offer(reply, practice, whole[0])


def list_practices(scene: Scene) -> Turn:
    """Names three practices that fit."""
    listed = names(scene, scene.act.posture)
    if scene.session.practising and scene.session.phase is not Phase.CONSENT:
        return hold_place(Reply(scene).way_out().say("listed", names=listed))
    return _ask_which(Reply(scene).say("listed", names=listed))


def refuse_practice(reply: Reply) -> Turn:
    """Says that a practice is not here, and what is; or how to make an own one."""
    if unrested(reply.scene):
        return to_integration(reply.way_out().say("rest_first"))
    if name := own_name(reply.scene.library, reply.scene.act.practice):
        reply.way_out().say("own_not_here", name=name).say("own_how")
        return back_to_it(reply)
    reply.way_out().say("no_such", names=names(reply.scene, None))
    return _ask_which(reply)


def refuse_left_out(
    reply: Reply, practice: Practice, postures: Iterable[Posture] = ()
) -> Turn:
    """Says that a practice works with what was left out for good, and offers another.

    One that has other forms is offered in these.
    """
    reply.way_out().say("works_with_left_out")
    if any(form.postures for form in whole_forms(reply.record, practice)):
        return offer_forms(reply, practice)
    if reply.session.practising and reply.scene.act.name is ActName.DESCRIBE:
        return back_to_it(reply)
    return offer(reply.say("bring_it_back"), practice.easier, postures)


def offer_forms(reply: Reply, practice: Practice) -> Turn:
    """Says in which postures a practice can be done."""
    forms = whole_forms(reply.record, practice) or practice.forms.values()
    postures = {p: ASKED_FOR[p] for f in forms for p in f.postures}
    reply.way_out()
    reply.say("forms_of", name=practice.name, forms=_joined(postures.values()))
    reply.say("ask_which")
    reply.update(offer=practice.id)
    return reply.listen(Asking.FORM, Phase.CHOOSING, landing(reply, Asking.FORM))


def names(scene: Scene, posture: Posture | None) -> str:
    """Up to three practices in one breath; strong ones only by their name."""
    fitting = [
        p
        for p in scene.library.practices.values()
        if not p.parts
        and _may_offer(scene, p, posture)
        and p.default.practice_class is not PracticeClass.C
    ]
    fitting.sort(key=lambda p: (p.id != "grounding", p.default.intensity == 0, p.id))
    return _joined(p.name for p in fitting[:NAMED_AT_ONCE])


def _may_offer(scene: Scene, practice: Practice, posture: Posture | None) -> bool:
    left_out = frozenset(scene.record.left_out)
    form = choose_form(practice, posture, None, left_out)
    if form is not None and posture is None:
        form = preferred_form(scene, practice)
    ceiling = scene.session.ceiling
    return (
        form is not None
        and not is_left_out(scene.record, form)
        and is_possible(scene.session, form)
        and _is_small_enough(Reply(scene), practice)
        and practice.id not in scene.session.declined
        and (ceiling is None or form.intensity <= ceiling)
        and not is_avoided(scene.session, form)
        and (scene.library.strong or form.practice_class is not PracticeClass.C)
    )


def _form_for(
    reply: Reply, practice: Practice, postures: Iterable[Posture]
) -> Form | None:
    """The form nearest to where the person already is, and within what is avoided."""
    fitting = [
        form
        for form in whole_forms(reply.record, practice)
        if not is_avoided(reply.session, form)
        and is_possible(reply.session, form)
        and (not form.postures or form.postures & frozenset(postures))
    ]
    whole = whole_forms(reply.record, practice)
    return fitting[0] if fitting else (whole[0] if reply.record.left_out else None)


def _listen_to_offer(reply: Reply, practice: Practice, form: Form | None) -> Turn:
    reply.update(
        offer=practice.id, offer_form=form.id if form else None, practising=None
    )
    return reply.listen(Asking.OFFER, Phase.CHOOSING, landing(reply, Asking.OFFER))


def _ask_which(reply: Reply) -> Turn:
    reply.say("ask_which")
    reply.update(offer=None, practising=None)
    return reply.listen(Asking.OPEN, Phase.CHOOSING, landing(reply, Asking.OPEN))


def _joined(words: Iterable[str]) -> str:
    return joined(words, "or")
