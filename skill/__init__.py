"""Gentle Ground: a voice skill for gentle somatic practice without a screen."""

__version__ = "0.1.0"
