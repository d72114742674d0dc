"""Zope's configuration as we ship it: nothing is published for having a docstring."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SETTING = "ZPUBLISHER_DEPRECATE_DOCSTRINGS"
CONFIGURATIONS = [
    path
    for folder in ("demo", "tests", "benchmarks", "docs")
    for path in (ROOT / folder).rglob("*.conf")
    if "instancehome" in path.read_text("utf-8")
]


def test_every_configuration_is_found():
    folders = {path.relative_to(ROOT).parent.as_posix() for path in CONFIGURATIONS}
    assert {"demo/instance", "tests/instance"} <= folders


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_docstrings_publish_nothing(path):
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    environment = lines[lines.index("<environment>") : lines.index("</environment>")]
    assert f"{SETTING} error" in environment


@pytest.mark.parametrize("path", ["demo/run", "benchmarks/running.py", "docs/drift.md"])
def test_a_process_has_it_before_it_reads_its_configuration(path):
    text = (ROOT / path).read_text("utf-8")
    assert f"{SETTING}=error" in text or f'"{SETTING}": "error"' in text
