"""Placeholder."""


def practice_problems(practice, library):
    return []
