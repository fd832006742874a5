"""Choices of this session that a person wants kept, and letting them go again."""

from collections.abc import Mapping
from dataclasses import replace

from skill.acts import Act, ActName, Posture
from skill.content.library import Form
from skill.content.nodes import Wording
from skill.content.pacing import AS_USUAL, Tempo
from skill.dialogue.adapting import (
    TERSER,
    WORDIER,
    change_tempo,
    choose_wording,
    is_strong,
    wording_now,
)
from skill.dialogue.beginning import start
from skill.dialogue.forms import ASKED_FOR, suits
from skill.dialogue.leaving_out import names_left_out
from skill.dialogue.own_sequences import own_names
from skill.dialogue.reply import Reply, chosen_tempo
from skill.dialogue.returning import back_to_it
from skill.dialogue.scene import Scene, Turn

OF_PACE = frozenset(
    {ActName.SLOWER, ActName.FASTER, ActName.EASIER, ActName.LONGER_REST}
)
OF_WORDING = frozenset({ActName.FEWER_WORDS, ActName.MORE_WORDS})


def keep_choice(scene: Scene) -> Turn:
    """Keeps the pace, the wording and the form that were chosen in this session.

    "Always slower" chooses and keeps at once.
    """
    act, form = scene.act, _form_asked_for(scene)
    reply = _choose(Reply(scene).way_out())
    kept = [*_tempo_kept(reply)] if _is_about(act, OF_PACE) else []
    kept += _wording_kept(reply) if _is_about(act, OF_WORDING) else ()
    if form is not None:
        kept += _forms_kept(reply, {scene.practice.id: form.id})
    elif act.posture is None:
        kept += _forms_kept(reply, dict(reply.session.forms)) if not act.what else ()
    elif scene.session.practising is None:
        kept += _posture_kept(reply, act.posture)
    if not kept:
        return back_to_it(reply.say("nothing_to_keep"))
    reply.say("kept", kept=_joined(kept))
    if form is None or form is scene.form:
        return back_to_it(reply)
    return start(reply, scene.practice, form)


def _is_about(act: Act, named: frozenset[ActName]) -> bool:
    """Whether what is to be kept is among these; without a name it is everything."""
    return act.what in named if act.what else act.posture is None


def say_what_is_kept(reply: Reply) -> Reply:
    """Reads out the record in plain words, as far as there is any."""
    record, practices = reply.record, reply.scene.library.practices
    kept: list[str] = []
    if record.place and record.place.practice in practices:
        name = practices[record.place.practice].name
        kept.append(reply.phrase("kept_place", name=name))
    if record.tempo:
        kept += _tempo_in_words(reply, record.tempo)
    if record.wording:
        kept.append(reply.phrase(f"kept_{record.wording}"))
    if record.forms:
        kept.append(reply.phrase("kept_forms"))
    if record.runs:
        kept.append(reply.phrase("kept_runs"))
    if record.tremor_times or record.strong_after:
        kept.append(reply.phrase("kept_rest"))
    if record.acted_at:
        kept.append(reply.phrase("kept_when"))
    if record.own:
        kept.append(reply.phrase("kept_own", names=own_names(reply)))
    if names := names_left_out(reply):
        kept.append(reply.phrase("kept_left_out", names=names))
    return (
        reply.say("keeps", kept=_joined(kept)) if kept else reply.say("keeps_nothing")
    )


def drop_choice(scene: Scene) -> Turn:
    """Back to how it was at first, for this session and the next ones."""
    reply = Reply(scene).way_out()
    reply.record = replace(reply.record, tempo=None, wording=None, forms={})
    reply.update(tempo=None, wording=None, forms=())
    if reply.session.practising:
        usual = chosen_tempo(reply.session, reply.record)
        tempo = reply.running.tempo if is_strong(scene) else usual
        reply.practising(tempo=tempo, wording=Wording.FULL)
    return back_to_it(reply.say("dropped"))


def _choose(reply: Reply) -> Reply:
    """What the words that ask for keeping choose themselves: "always slower"."""
    scene, act = reply.scene, reply.scene.act
    wording = wording_now(scene)
    match act.what:
        case ActName.SLOWER | ActName.EASIER:
            change_tempo(reply, Tempo.gentler)
        case ActName.LONGER_REST:
            change_tempo(reply, Tempo.with_longer_rests)
        case ActName.FASTER if not is_strong(scene):
            change_tempo(reply, Tempo.faster)
        case ActName.FEWER_WORDS:
            choose_wording(reply, TERSER.get(wording, Wording.QUIET))
        case ActName.MORE_WORDS:
            choose_wording(reply, WORDIER.get(wording, Wording.FULL))
        case _:
            pass
    form = _form_asked_for(scene)
    return reply.choose_form(scene.practice, form) if form else reply


def _form_asked_for(scene: Scene) -> Form | None:
    if scene.act.posture is None or scene.session.practising is None:
        return None
    forms = scene.practice.forms.values()
    return next((f for f in forms if f.postures and suits(f, scene.act.posture)), None)


def _tempo_kept(reply: Reply) -> list[str]:
    """The chosen tempo; what a pause, a check-in or distress eased is none."""
    tempo = reply.session.tempo
    if tempo is None:
        return []
    reply.record = replace(reply.record, tempo=None if tempo == AS_USUAL else tempo)
    return _tempo_in_words(reply, tempo)


def _tempo_in_words(reply: Reply, tempo: Tempo) -> list[str]:
    words = [reply.phrase(f"kept_{tempo.pace}")]
    if tempo.rests != 1:
        longer = tempo.rests > 1
        words.append(reply.phrase("kept_longer" if longer else "kept_shorter"))
    return words


def _wording_kept(reply: Reply) -> list[str]:
    wording = reply.session.wording
    if wording is None:
        return []
    reply.record = replace(reply.record, wording=wording)
    return [reply.phrase(f"kept_{wording}")]


def _forms_kept(reply: Reply, chosen: Mapping[str, str]) -> list[str]:
    reply.record = replace(reply.record, forms={**reply.record.forms, **chosen})
    practices = reply.scene.library.practices
    return [
        reply.phrase(
            "kept_form", name=practices[practice].name, form=form.replace("_", " ")
        )
        for practice, form in chosen.items()
    ]


def _posture_kept(reply: Reply, posture: Posture) -> list[str]:
    """One posture for every practice that has a form in it."""
    forms = {
        practice.id: form.id
        for practice in reply.scene.library.practices.values()
        for form in practice.forms.values()
        if form.postures == {posture} and form.minutes is None
    }
    if not forms:
        return []
    reply.update(forms=tuple({**dict(reply.session.forms), **forms}.items()))
    reply.record = replace(reply.record, forms={**reply.record.forms, **forms})
    return [reply.phrase("kept_posture", form=ASKED_FOR[posture])]


def _joined(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
