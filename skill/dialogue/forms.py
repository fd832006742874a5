"""Which form of a practice suits a person, and how it will be guided."""

from skill.acts import Posture
from skill.content import leaving_out
from skill.content.library import Form, Practice, PracticeClass
from skill.content.nodes import Categories, Wording
from skill.dialogue.record import Record
from skill.dialogue.reply import Reply, chosen_tempo
from skill.dialogue.scene import Scene
from skill.dialogue.session import Practising, Session

ASKED_FOR = {
    Posture.STANDING: "standing",
    Posture.KNEELING: "kneeling",
    Posture.SITTING: "seated",
    Posture.LYING: "lying down",
}

_POSTURES = {
    "stand": Posture.STANDING,
    "kneel": Posture.KNEELING,
    "lie": Posture.LYING,
    "floor": Posture.LYING,
}
"""What is not possible, by the name of the constraint."""

BRIEF_FROM_RUN = {PracticeClass.A: 2, PracticeClass.B: 2, PracticeClass.C: 3}
"""Finished runs after which the brief wording is spoken (care rule 10)."""


def choose_form(
    practice: Practice,
    posture: Posture | None,
    minutes: float | None,
    left_out: Categories = frozenset(),
) -> Form | None:
    """The form for a posture and length; None when the posture has none.

    Of several lengths the longest that fits is chosen, else the shortest; one that
    is left out only where there is no other.
    """
    suiting = [f for f in practice.forms.values() if suits(f, posture)]
    if not suiting:
        return None
    whole = [f for f in suiting if not leaving_out.is_left_out(f, left_out)]
    forms = whole or suiting
    timed = sorted((f for f in forms if f.minutes), key=lambda f: f.minutes or 0)
    if minutes is None or not timed:
        return forms[0]
    fitting = [f for f in timed if (f.minutes or 0) <= minutes]
    return fitting[-1] if fitting else timed[0]


def preferred_form(scene: Scene, practice: Practice) -> Form:
    """The form that the person chose, else the first that is possible today."""
    kept = {**scene.record.forms, **dict(scene.session.forms)}.get(practice.id, "")
    chosen = [practice.forms[kept]] if kept in practice.forms else []
    forms = (*chosen, *practice.forms.values())
    whole = [form for form in forms if not is_left_out(scene.record, form)]
    possible = (form for form in whole if is_possible(scene.session, form))
    return next(possible, (whole or forms)[0])


def is_left_out(record: Record, form: Form) -> bool:
    """Whether a form works with what the person left out for good (care rule 39)."""
    return leaving_out.is_left_out(form, frozenset(record.left_out))


def whole_forms(record: Record, practice: Practice) -> list[Form]:
    """The forms of a practice that work with nothing left out."""
    return [f for f in practice.forms.values() if not is_left_out(record, f)]


def is_possible(session: Session, form: Form) -> bool:
    """Whether nothing that the person cannot do today is needed for a form."""
    impossible = {_POSTURES[name] for name in session.cannot}
    on_floor = form.floor or form.postures == {Posture.LYING}
    return not (
        (form.postures and form.postures <= impossible)
        or ("floor" in session.cannot and on_floor)
    )


def suits(form: Form, posture: Posture | None) -> bool:
    """Whether a form can be done in a posture; None is any."""
    return posture is None or not form.postures or posture in form.postures


def is_avoided(session: Session, form: Form) -> bool:
    """Whether a disclosure of this session leaves a form out."""
    lies = form.postures == {Posture.LYING} and "lying" in session.avoid
    strong = form.practice_class is PracticeClass.C and "strong" in session.avoid
    return lies or strong


def as_chosen(reply: Reply, practice: Practice, form: Form) -> Practising:
    """A practice about to run: at the tempo and in the words of the person's choice."""
    record, session = reply.record, reply.session
    runs = record.runs.get(practice.id, 0)
    brief = runs >= BRIEF_FROM_RUN[form.practice_class]
    by_runs = Wording.BRIEF if brief else Wording.FULL
    return Practising(
        practice=practice.id,
        form=form.id,
        tempo=chosen_tempo(session, record),
        wording=session.wording or record.wording or by_runs,
        runs=runs,
        seasoned=record.is_seasoned,
        own=practice.parts,
        left_out=record.left_out,
    )
