"""From what a person said to what they mean: the safest meaning that was said.

Sentences are looked for in the whole utterance, in its clauses, and, where they
mean the same among any other words, anywhere. Of what is found, a longer sentence
hides those inside it ("don't stop" is no "stop"); then the safer act wins. What
would begin or deepen a practice must moreover be most of what was said.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from skill.acts import SAFER_FIRST, Act, ActName, Phase, Posture
from skill.understanding.clauses import Edges, Manners
from skill.understanding.sentences import Reach, Sentences, load
from skill.understanding.templates import Found, Templates
from skill.understanding.words import Cleaner, Said

_NEXT_TO_SAFEST: Final = (
    ActName.GET_UP,
    ActName.NUMBER,
    ActName.DISCLOSE,
    ActName.BREAK,
    ActName.CANNOT,
    ActName.EASIER,
    ActName.QUIET,
    ActName.FINISH,
)
"""After the safety acts: what a body or its surroundings ask for."""

_LEAST: Final = (
    ActName.SAME,
    ActName.SETTLED,
    ActName.NO,
    ActName.YES,
    ActName.THANKS,
)
"""Said beside any request, these only accompany it."""

_MUST_BE_MEANT: Final = frozenset(
    {
        ActName.BEGIN,
        ActName.SUGGEST,
        ActName.CONTINUE,
        ActName.AGAIN_LAST,
        ActName.MORE,
        ActName.HARDER,
        ActName.YES,
        ActName.SETTLED,
        ActName.KEEP_OWN,
        ActName.DROP_OWN,
        ActName.KEEP_CHOICE,
        ActName.DROP_CHOICE,
        ActName.LEAVE_OUT,
        ActName.FORGET_ME,
        ActName.THANKS,
    }
)
"""Acts that go on, go deeper or change what is kept: no aside may cause them."""

_GRAVEST: Final = SAFER_FIRST[: SAFER_FIRST.index(ActName.NEED_PERSON)]
_TOO_LIGHT_TO_HIDE: Final = (ActName.SENSATION, ActName.SUGGEST, ActName.SETTLED)
"""However many words these explain, an emergency within them is heard."""

_DENIALS: Final = frozenset({"not", "no", "never", "without"})
_BEHIND_DENIALS: Final = frozenset(
    {"a", "any", "been", "feel", "feeling", "going", "have", "having", "want"}
)
"""One of these may stand between a denial and what it denies."""

_OWN_SUBJECT: Final = frozenset({"i", "my", "he", "she", "they", "someone"})

_UNKEPT: Final = "_"
"""Sentences give this slot to what helps them match and means nothing more."""

_IN_CLAUSES: Final = (Reach.WHOLE, Reach.CLAUSE, Reach.OPENING)
_Rank = tuple[float, ...]


def _order() -> Mapping[ActName, int]:
    ends = (*SAFER_FIRST, *_NEXT_TO_SAFEST, *_LEAST)
    between = tuple(act for act in ActName if act not in ends)
    ranked = (*SAFER_FIRST, *_NEXT_TO_SAFEST, *between, *_LEAST)
    middle = len(SAFER_FIRST) + len(_NEXT_TO_SAFEST)
    return {
        act: middle if act in between else place for place, act in enumerate(ranked)
    }


_ORDER: Final = _order()


class Understander:
    """Understands one language and one set of practices; holds nothing of a person."""

    def __init__(self, sentences: Sentences) -> None:
        self._cleaner: Cleaner = sentences.cleaner
        self._manners = Manners.of(sentences)
        self._templates = Templates.of(sentences)

    @classmethod
    def from_folder(
        cls, folder: Path, practice_names: Mapping[str, Sequence[str]]
    ) -> "Understander":
        """Read the sentences of a language; practices are known by their names."""
        return cls(load(folder, practice_names))

    def understand(self, text: str, phase: Phase) -> Act:
        """Return the act that was meant; no text is an error."""
        if not any(letter.isalnum() for letter in text):
            return Act(name=ActName.NO_INPUT)
        said = self._cleaner.clean(text)
        found, edges = self._find(said, phase)
        meant = _unhidden(found)
        weighty = [f for f in meant if _is_meant(f, meant, edges, said)]
        if not weighty:
            return Act(name=ActName.NO_MATCH)
        return _act(min(weighty, key=_rank))

    def _find(self, said: Said, phase: Phase) -> tuple[list[Found], Edges]:
        anywhere = [
            found
            for start in range(len(said.words))
            for found in self._templates.find(said, start, [Reach.ANYWHERE])
            if _holds(found, phase) and not _is_denied(found, said)
        ]
        edges = self._manners.edges(said, (f.span for f in anywhere))
        in_clauses = [
            found
            for start in edges.starts
            for found in self._templates.find(said, start, _IN_CLAUSES)
            if _holds(found, phase) and _fits(found, edges)
        ]
        return anywhere + in_clauses, edges


def _holds(found: Found, phase: Phase) -> bool:
    phases = found.block.phases
    return not phases or phase in phases


def _is_denied(found: Found, said: Said) -> bool:
    """Whether "not" or the like stands before it, within the same clause."""
    if said.words[found.start] in _OWN_SUBJECT:
        return False
    position = found.start
    if _follows(position, _BEHIND_DENIALS, said):
        position -= 1
    return _follows(position, _DENIALS, said)


def _follows(position: int, words: frozenset[str], said: Said) -> bool:
    cut = position == 0 or position in said.breaks
    return not cut and said.words[position - 1] in words


def _fits(found: Found, edges: Edges) -> bool:
    if found.block.reach is Reach.OPENING:
        return True
    if found.block.reach is Reach.WHOLE:
        return found.start in edges.first and found.end in edges.last
    return found.end in edges.ends


def _unhidden(found: Sequence[Found]) -> list[Found]:
    """What no idiom, no longer match and no sentence of this phase hides."""
    idioms = [f for f in found if f.block.act is None]
    meant = [f for f in found if not _is_idiomatic(f, idioms)]
    # A sentence that was written for this phase knows better than a general one.
    fitting = {f.span for f in meant if f.block.phases}
    return [
        f
        for f in meant
        if not any(_hides(other, f) for other in meant)
        and (f.block.phases or f.block.act in SAFER_FIRST or f.span not in fitting)
    ]


def _is_idiomatic(found: Found, idioms: Iterable[Found]) -> bool:
    """Whether it is an idiom, or a grave sentence that shares words with one."""
    return found.block.act is None or any(
        found.block.act in idiom.block.hides
        and found.start < idiom.end
        and idiom.start < found.end
        for idiom in idioms
    )


def _hides(outer: Found, inner: Found) -> bool:
    if inner.block.act in _GRAVEST and outer.block.act in _TOO_LIGHT_TO_HIDE:
        return False
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and inner.span != outer.span


def _is_meant(found: Found, meant: Iterable[Found], edges: Edges, said: Said) -> bool:
    if found.block.act not in _MUST_BE_MEANT:
        return True
    understood = set(edges.courtesy)
    for each in meant:
        understood.update(range(each.start, each.end))
    return 2 * len(understood) >= len(said.words)


def _rank(found: Found) -> _Rank:
    act = found.block.act
    assert act is not None, "idioms mean no act"
    return (
        _ORDER[act],
        found.start - found.end,
        # The name of a practice may sound like a wish: "something for my ankles".
        act is ActName.SUGGEST,
        -found.literal,
        found.start,
    )


def _act(found: Found) -> Act:
    act = found.block.act
    assert act is not None, "idioms mean no act"
    slots: dict[str, Any] = dict(found.block.data.slots)
    for entity in found.entities:
        if entity.name == _UNKEPT:
            continue
        if entity.name == "practices" and "practices" in slots:
            slots["practices"] = f"{slots['practices']},{entity.value}"
        else:
            slots[entity.name] = entity.value
    if "minutes" in slots:
        slots["minutes"] = float(slots["minutes"])
    if "posture" in slots:
        slots["posture"] = Posture(slots["posture"])
    return Act(name=act, **slots)
