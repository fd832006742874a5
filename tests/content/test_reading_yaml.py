"""A fault in a file is told with its line, its place and plain words."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from skill.content.authored import Authored, Movement
from skill.content.reading import Source, read_model, read_source, where


class Colour(Authored):
    name: str
    shade: int = 0


class Box(Authored):
    """One of each shape that a file can have."""

    id: Annotated[str, Field(pattern="^[a-z]+$")]
    size: Annotated[int, Field(ge=1, le=9)] = 1
    colours: list[Colour] = Field(default_factory=list)
    by_name: dict[str, Colour] = Field(default_factory=dict)
    length: Annotated[float, Field(le=60)] | Literal["fill"] = 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "box.yaml"


def told(source: Source) -> list[str]:
    return [f"{p.line}: {p.where}: {p.message}" for p in source.problems]


def faults(path: Path, text: str | bytes, model: type[BaseModel] = Box) -> list[str]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    source = read_source(path)
    read = read_model(source, model)
    assert (read is None) == bool(source.problems)
    assert {str(path)} >= {problem.path for problem in source.problems}
    return told(source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"id: box\nsize: \xe9\n", "2: file: is not UTF-8 text"),
        ("id: box\n".encode("utf-16"), "1: file: is not UTF-8 text"),
        (b"", "1: file: is empty"),
        (b"# only a remark\n", "1: file: is empty"),
        (
            b"id: box\nsize: [1\n",
            "3: file: is not YAML: expected ',' or ']', but got '<stream end>'",
        ),
        (
            b"id: box\n\tsize: 1\n",
            "2: file: is not YAML: found character '\\t' that cannot start any token",
        ),
        (
            b"id: box\n---\nid: box\n",
            "2: file: is not YAML: but found another document",
        ),
        (b"id: *other\n", "1: file: is not YAML: found undefined alias 'other'"),
        (b"id: box\nsize: 1\nsize: 2\n", "3: size: is written twice"),
        (
            b"id: box\nby_name:\n  red:\n    name: a\n    name: b\n",
            "5: by_name.red.name: is written twice",
        ),
        (b"id: box\n? [a, b]\n: 1\n", "2: file: a key must be a word"),
        (b"id: box\n~: 1\n", "2: file: a key must be a word"),
        (b"id: box\nsize: 2030-02-31\n", "2: size: cannot be read as timestamp"),
        (b"id: box\nsize: !shoe 4\n", "2: size: cannot be read as !shoe"),
        (b"id: box\n<<: {size: 1}\n", "2: file: cannot be read as merge"),
    ],
)
def test_fault_is_told_when_yaml_is_broken(
    path: Path, text: bytes, expected: str
) -> None:
    """What is not one YAML document of plain values is told with its line."""
    assert expected in faults(path, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("size: 1\n", "1: id: is missing"),
        ("id: box\n\nshoe: 1\n", "3: shoe: is not a known key"),
        ("id: Box\n", "1: id: string should match pattern '^[a-z]+$'"),
        ("id: box\nsize: big\n", "2: size: input should be a valid integer"),
        ("id: box\nsize: '3'\n", "2: size: input should be a valid integer"),
        ("id: box\nsize: true\n", "2: size: input should be a valid integer"),
        ("id: box\nsize: 10\n", "2: size: input should be less than or equal to 9"),
        ("id: box\nsize:\n", "2: size: input should be a valid integer"),
        ("id: 7\n", "1: id: input should be a valid string"),
        ("id: yes\n", "1: id: input should be a valid string"),
        ("id: box\ncolours: red\n", "2: colours: input should be a valid list"),
        (
            "id: box\ncolours:\n  - name: red\n  - shade: 1\n",
            "4: colours[1].name: is missing",
        ),
        (
            "id: box\ncolours:\n  - name: red\n    shade:\n      - 1\n",
            "4: colours[0].shade: input should be a valid integer",
        ),
        (
            "id: box\nby_name:\n  red: {name: red}\n  blue:\n    nme: blue\n",
            "5: by_name.blue.nme: is not a known key",
        ),
        (
            "id: box\nlength: 61\n",
            "2: length: input should be less than or equal to 60",
        ),
        ("id: box\nlength: full\n", "2: length: input should be 'fill'"),
        ("id: box\nlength: .nan\n", "2: length: input should be less than or equal"),
        ("- box\n", "1: file: input should be a valid dictionary or instance of Box"),
        ("box\n", "1: file: input should be a valid dictionary or instance of Box"),
    ],
)
def test_fault_is_told_when_a_value_is_wrong(
    path: Path, text: str, expected: str
) -> None:
    """A value that does not fit is told at its own line, however deep it is."""
    found = faults(path, text)

    assert any(fault.startswith(expected) for fault in found), found


def test_faults_are_all_told_at_once(path: Path) -> None:
    """One look at the list mends the whole file."""
    text = """\
id: Box
size: 0
colours:
  - {name: red, shode: 1}
  - {shade: dark}
shoe: 1
"""

    assert sorted(faults(path, text)) == [
        "1: id: string should match pattern '^[a-z]+$'",
        "2: size: input should be greater than or equal to 1",
        "4: colours[0].shode: is not a known key",
        "5: colours[1].name: is missing",
        "5: colours[1].shade: input should be a valid integer",
        "6: shoe: is not a known key",
    ]


def test_duplicate_keys_are_all_told_at_once(path: Path) -> None:
    """Faults of YAML itself are gathered too, not only the first."""
    text = "id: box\nid: box\nsize: 1\nsize: 1\n? []\n: 1\n"

    assert faults(path, text) == [
        "2: id: is written twice",
        "4: size: is written twice",
        "5: file: a key must be a word",
    ]


NESTED = """\
name: the sway
steps:
  - is: move
    say: Over.
    {step}
  - repeat:
      least: 5
      most: {most}
    each:
      - is: move
        say: Over.
        {inner}
    rest:
      - is: rest
        say: Rest.
        {rest}
  - hold: knees_open
    way_out: Legs out long.
    steps:
      - is: rest
        say: Quiet.
        {held}
    leave:
      - is: rest
        say: Legs long.
  - sides:
      - is: move
        say: Over.
        {side}
  - ask: {ask}
"""
GOOD = {
    "step": "side: 1",
    "most": "8",
    "inner": "quiet: 1",
    "rest": "quiet: 1",
    "held": "quiet: 1",
    "side": "quiet: 1",
    "ask": "ease",
}
TAGS_IN_PLACES = "the key that tells nodes apart stays in the place of a fault"


def nested(changes: dict[str, str]) -> str:
    return NESTED.format(**(GOOD | changes))


def test_nested_nodes_are_read_when_good(path: Path) -> None:
    """The text that the next test breaks is right before."""
    assert faults(path, nested({}), Movement) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"step": "sid: 1"}, "5: steps[0].sid: is not a known key"),
        ({"step": "side: 3"}, "5: steps[0].side: input should be 1 or 2"),
        ({"inner": "quiet: 99"}, "12: steps[1].each[0].quiet: input should be"),
        ({"inner": "shoe: 1"}, "12: steps[1].each[0].shoe: is not a known key"),
        ({"rest": "shoe: 1"}, "16: steps[1].rest[0].shoe: is not a known key"),
        ({"held": "shoe: 1"}, "22: steps[2].steps[0].shoe: is not a known key"),
        ({"side": "shoe: 1"}, "29: steps[3].sides[0].shoe: is not a known key"),
        ({"ask": "shoes"}, "30: steps[4].ask: input should be 'ease', 'round'"),
    ],
)
def test_fault_is_told_at_its_place_when_nested(
    path: Path, changes: dict[str, str], expected: str
) -> None:
    """In a union of nodes, too, a fault is told at its own line and place."""
    found = faults(path, nested(changes), Movement)

    assert any(fault.startswith(expected) for fault in found), found


def test_fault_is_told_inside_a_range(path: Path) -> None:
    """A range that is no range is told at the number that is wrong."""
    found = faults(path, nested({"most": "many"}), Movement)

    assert "8: steps[1].repeat.most: input should be a valid integer" in found


@pytest.mark.parametrize("node", ["hello", "~", "[a]", "3"])
def test_fault_is_told_when_a_node_is_no_mapping(path: Path, node: str) -> None:
    """A word where a step belongs is a fault, not a crash."""
    found = faults(path, f"name: the sway\nsteps:\n  - {node}\n", Movement)

    assert [fault for fault in found if fault.startswith("3: steps[0]")]


@pytest.mark.parametrize("value", ['!!int ""', "!!bool maybe", "!!timestamp soon"])
def test_fault_is_told_when_a_tag_lies(path: Path, value: str) -> None:
    """A value that is not what its tag says is a fault, not a crash."""
    found = faults(path, f"id: box\nsize: {value}\n")

    assert [fault for fault in found if fault.startswith("2: size: cannot be read as")]


@pytest.mark.parametrize("text", ["[" * 3000, "id: &a [*a]\n"])
def test_fault_is_told_when_nested_without_end(path: Path, text: str) -> None:
    """A file that holds itself, or nests beyond reading, is a fault, not a crash."""
    assert faults(path, text)


def test_fault_is_told_at_a_control_character(path: Path) -> None:
    """A character that YAML does not allow is told with its line."""
    found = faults(path, b"id: box\nsize: 1\n# \x00\n")

    assert [fault for fault in found if fault.startswith("3: file: ")]


def test_byte_order_mark_is_no_fault(path: Path) -> None:
    """Some editors begin a file with a mark that nobody sees."""
    assert faults(path, b"\xef\xbb\xbfid: box\n") == []


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
def test_lines_are_counted_however_they_end(path: Path, ending: bytes) -> None:
    """A file from Windows has the same lines."""
    text = ending.join([b"id: box", b"", b"size: 0", b""])

    assert [fault[:2] for fault in faults(path, text)] == ["3:"]


def test_file_is_told_when_missing(tmp_path: Path) -> None:
    """A file that is not there is a fault of that file."""
    source = read_source(tmp_path / "box.yaml")

    assert told(source) == ["1: file: no such file or directory"]
    assert read_model(source, Box) is None


def test_file_is_told_when_it_is_a_folder(tmp_path: Path) -> None:
    """A folder with the file's name is a fault of that file."""
    assert told(read_source(tmp_path)) == ["1: file: is a directory"]


def test_values_are_what_the_file_says(path: Path) -> None:
    """A good file becomes its model, with a line for every place."""
    text = "id: box\ncolours:\n- name: red\nby_name:\n  blue: {name: b, shade: 2}\n"
    path.write_text(text)
    source = read_source(path)
    box = read_model(source, Box)

    assert box == Box(
        id="box",
        colours=[Colour(name="red")],
        by_name={"blue": Colour(name="b", shade=2)},
    )
    assert source.line_of(("colours", 0, "name")) == 3
    assert source.line_of(("by_name", "blue", "shade")) == 5
    assert source.line_of(("by_name", "blue", "nothing", "here")) == 5
    assert source.line_of(("nothing",)) == 1


def test_problem_reads_as_an_editor_wants_it(path: Path) -> None:
    """A problem is `file:line: where: message`, and a warning says that it is one."""
    path.write_text("id: box\nsize: 3\n")
    source = read_source(path)

    assert f"{path}:2: size: is odd" == str(source.problem(("size",), "is odd"))
    assert f"{path}:2: size: warning: is odd" == str(
        source.problem(("size",), "is odd", warning=True)
    )


@pytest.mark.parametrize(
    ("loc", "expected"),
    [
        ((), "file"),
        (("id",), "id"),
        (("forms", "standing", "arrive", 2, "say"), "forms.standing.arrive[2].say"),
        ((0, 1), "[0][1]"),
    ],
)
def test_where_reads_as_an_author_thinks(
    loc: tuple[str | int, ...], expected: str
) -> None:
    """A place is written as keys with dots and numbers in brackets."""
    assert expected == where(loc)


def test_models_are_strict_and_closed() -> None:
    """Every model that reads a file refuses unknown keys and changes no value."""
    config = ConfigDict(extra="forbid", strict=True, frozen=True)

    assert config.items() <= Authored.model_config.items()
