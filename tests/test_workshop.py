"""What is checked at a commit is what ``make lint`` checks, with the tools that are pinned."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CALL = re.compile(r"(?:\.venv|\$\(BIN\))/bin/(.+)|\$\(BIN\)/(.+)")


def calls(text):
    """Each tool with its words, as far as it is one of .venv's."""
    return {(found[1] or found[2]).strip() for found in CALL.finditer(text)}


def target(name):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return re.search(rf"^{name}:.*\n((?:\t.*\n)+)", makefile, re.M)[1]


def hooks():
    return calls((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))


def test_a_commit_is_checked_as_the_linter_checks():
    assert hooks() == calls(target("lint") + target("types"))


@pytest.mark.parametrize("name", ["lint", "test", "changelog", "release-check"])
def test_each_tool_is_pinned(name):
    pinned = re.findall(r"^([\w-]+)==", (ROOT / "constraints.txt").read_text("utf-8"), re.M)
    tools = {call.split()[0] for call in calls(target(name))} - {"python"}
    assert tools
    assert tools <= set(pinned)


def test_the_matrix_is_of_the_pythons_that_are_promised():
    [tested] = re.findall(r"^PYTHONS := (.*)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    promised = re.findall(r"Python :: (3\.\d+)", (ROOT / "setup.py").read_text("utf-8"))
    assert tested.split() == promised


def test_an_order_of_chance_is_told_and_can_be_had_again_as_it_is_said():
    [again] = re.findall(r"\(again: ARGS=(\S+)N\)", (ROOT / "Makefile").read_text("utf-8"))
    words = re.sub(
        r"\$\(.*?\)/pytest|--numprocesses \S+|\$\(ARGS\)|#.*", "", target("test-shuffled")
    )
    few = ("-p", "no:plone", "-p", "no:zopelayer", "tests/test_configuration.py")
    command = [Path(sys.executable).with_name("pytest"), *words.split(), *few]
    for more, seed in (([], r"\d+"), ([f"{again}77"], "77")):
        told = subprocess.run([*command, *more], cwd=ROOT, capture_output=True, text=True).stdout
        assert re.search(f"Using --randomly-seed={seed}\n", told)


@pytest.mark.parametrize("place", [".", "frontend/packages/volto-katrineholm-socialhub"])
def test_each_note_is_one_line_of_the_changelog(place):
    tool = Path(sys.executable).with_name("towncrier")
    command = [tool, "build", "--draft", "--name", "katrineholm.socialhub", "--version", "1"]
    folder = ROOT / place
    draft = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    notes = [path for path in (folder / "news").iterdir() if path.stem != "template"]
    told = {path.read_text("utf-8").strip() for path in notes}
    lines = {line.removeprefix("- ") for line in draft.splitlines() if line.startswith("- ")}
    assert lines == told
