"""Understands what a person says, on the machine itself, without a network.

Alexa brings its own understanding; every other channel needs this one. In go
words and the phase of the conversation, out comes one `Act`; in between, the
sentence files of a language and the names of what can be practised. Nothing that
was said is kept or logged.

May import: skill.acts, skill.errors, hassil, yaml and the standard library.
"""

from skill.understanding.understand import Understander

__all__ = ["Understander"]
