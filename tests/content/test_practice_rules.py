"""All rules together, over every way of speaking a practice."""

from dataclasses import replace

import pytest
from support import library

from skill.content.library import Practice, PracticeClass
from skill.content.loader import check_library, load_library
from skill.content.pacing import Dose, Pace, Row
from skill.content.rules import RULES, practice_problems
from skill.settings import CONTENT


def sway() -> Practice:
    return library().practices["ankle_sway"]


def closing_with(say: str) -> Practice:
    """The sway, whose default form closes with other words."""
    form = sway().default
    [first, *rest] = form.close
    close = (replace(first, say=(say,)), *rest)
    forms = dict(sway().forms) | {form.id: replace(form, close=close)}
    return replace(sway(), forms=forms)


def test_shipped_content_keeps_every_rule() -> None:
    """Each practice, in each form, pace, wording and dose, is without a fault."""
    for practice in library().practices.values():
        assert practice_problems(practice, library()) == []


def test_shipped_content_has_nothing_but_warnings() -> None:
    """The whole check over the shipped content ends well."""
    found, problems = check_library(CONTENT)

    assert found is not None
    assert found.practices == load_library(CONTENT).practices
    assert [problem for problem in problems if not problem.warning] == []


def test_problem_tells_file_line_and_manner() -> None:
    """A problem is told for the file and line of the words, and how they are spoken."""
    [problem] = practice_problems(closing_with("You must go."), library())
    form = sway().default

    assert problem.path == sway().path
    assert problem.line == form.close[0].line
    assert problem.where == f"{form.id}, gentler, full"
    assert problem.message == "these words are not spoken: 'You must'"
    assert not problem.warning


def test_problem_is_told_once_for_all_manners() -> None:
    """Nine ways of speaking the same wrong words are one fault."""
    assert len(practice_problems(closing_with("I promise."), library())) == 1


def test_problems_of_several_rules_are_all_told() -> None:
    """One fault of a line does not hide another."""
    say = "You must close your eyes, and you should go deeper, shall we?"
    messages = " ".join(
        problem.message for problem in practice_problems(closing_with(say), library())
    )

    assert "invites an answer" in messages
    assert "closed eyes" in messages
    assert "not spoken" in messages


def test_problems_of_one_line_are_all_told() -> None:
    """Two banned words in one line are two faults."""
    found = practice_problems(closing_with("I promise, well done."), library())

    assert len(found) == 2


@pytest.mark.parametrize("stage", ["first", "later"])
def test_problem_is_found_in_every_stage_of_dose(stage: str) -> None:
    """A dose that is too high only in the fourth run is found as well."""
    strong = [
        practice
        for practice in library().practices.values()
        if practice.default.practice_class is PracticeClass.C
    ]
    caps = library().pacing.doses["knees_open_max"]
    low = {"first": Row(1, 1, 1), "later": caps.later, stage: Row(1, 1, 1)}
    if stage == "later":
        low["first"] = caps.first
    doses = dict(library().pacing.doses) | {"knees_open_max": Dose(**low)}
    pacing = replace(library().pacing, doses=doses)
    found = [
        problem
        for practice in strong
        for problem in practice_problems(practice, replace(library(), pacing=pacing))
    ]

    assert [p for p in found if p.message.startswith("knees are open too long")]


@pytest.mark.parametrize("pace", Pace)
def test_problem_is_found_at_every_pace(pace: Pace) -> None:
    """What is wrong at one pace only is found, and told for that pace."""
    row = library().pacing.rows["integration_settle"]
    rows = dict(library().pacing.rows)
    longer = {each: 600.0 if each is pace else row.at(each) for each in Pace}
    rows["integration_settle"] = Row(*longer.values())
    pacing = replace(library().pacing, rows=rows)
    found = practice_problems(sway(), replace(library(), pacing=pacing))
    short = [p for p in found if p.message.startswith("integration is too short")]

    assert short
    assert all(f", {pace}, " in problem.where for problem in short)


def test_rules_are_told_by_their_words() -> None:
    """Each rule states itself in its docstring, and no rule stands there twice."""
    assert all(rule.__doc__ for rule in RULES)
    assert len(set(RULES)) == len(RULES)
