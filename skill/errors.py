"""Every error the skill raises.

SkillError
|-- SettingsError      the environment is missing or malformed      exit 2
|-- ContentError       what can be practised cannot be used         exit 1
|-- RequestError       a call that cannot be answered               status 400
|-- RecordError        a stored record cannot be read               begin afresh
`-- StoreError         the store could not load, save or forget     go on without it
"""

from dataclasses import dataclass


class SkillError(Exception):
    """Base of all; the message is one full sentence."""


class SettingsError(SkillError):
    """Raised when a setting is missing or malformed."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in what an author wrote, where an editor can jump to it."""

    path: str
    line: int
    where: str
    """The field, e.g. `forms.standing.movements[0].steps[3].quiet`."""
    message: str
    warning: bool = False

    def __str__(self) -> str:
        mark = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}: {self.where}: {mark}{self.message}"


class ContentError(SkillError):
    """Raised once for all faults found in the content."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class RequestError(SkillError):
    """Raised when a request has no shape that can be answered."""


class RecordError(SkillError):
    """Raised when a stored record or session cannot be read."""


class StoreError(SkillError):
    """Raised when a store could not load, save or forget.

    `kind` is the class of the fault, never a value: it is what the log says.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(f"The store failed: {kind}.")
        self.kind = kind


class NewerVersionError(RecordError):
    """Kept by a later version of the skill: not to be read, and not to be replaced."""
