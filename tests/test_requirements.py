"""What is imported is declared in setup.py, each by the distribution that it comes from."""

import ast
import csv
import re
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
TESTING = ROOT / "src/katrineholm/socialhub/testing.py"
VALIDATOR = ROOT / "tests/helpers/core/eark/validate.py"
EXTRAS = ("dev", "server", "site", "test")
# Where it is imported, and with which extras it is installed.
PARTS = {
    "src": ([path for path in (ROOT / "src").rglob("*.py") if path != TESTING], ("server",)),
    "testing": ([TESTING], ("test",)),
    # E-ARK's validator runs in an environment of its own.
    "tests": (set((ROOT / "tests").rglob("*.py")) - {VALIDATOR}, ("test", "site")),
    "demo": ((ROOT / "demo").rglob("*.py"), ("site",)),
    "benchmarks": ((ROOT / "benchmarks").rglob("*.py"), ("test", "site")),
}


@pytest.fixture(scope="module")
def homes():
    """The distribution of each module that is installed."""
    found = {}
    for each in distributions():
        home = canonicalize_name(each.name)
        for file, *_more in csv.reader((each.read_text("RECORD") or "").splitlines()):
            if file.endswith((".py", ".so")):
                folder, _, file = file.rpartition("/")
                name = f"{folder}/{file.partition('.')[0]}".strip("/").replace("/", ".")
                found[name.removesuffix(".__init__")] = home
    return found


@pytest.mark.parametrize("part", PARTS)
def test_every_imported_distribution_is_declared(part, homes):
    paths, extras = PARTS[part]
    own = {
        name.removesuffix(".py")
        for each in ("tests", "demo", "benchmarks")
        for path in _python(each)
        for name in path.relative_to(ROOT / each).parts
    } | {path.stem for path in ROOT.glob("*.py")}
    outside = {
        name
        for path in paths
        for name in _imported(path)
        if name.partition(".")[0] not in {*sys.stdlib_module_names, *own, "katrineholm"}
    }
    found = {name: _home(name, homes) for name in outside}
    assert {name for name, home in found.items() if not home} == set()
    assert set(found.values()) - _declared(extras) == set()


def test_whatever_is_declared_is_pinned():
    pinned = re.findall(r"^([\w-]+)==", (ROOT / "constraints.txt").read_text("utf-8"), re.M)
    assert _declared(EXTRAS) - set(pinned) == set()


def test_the_licence_is_the_same_everywhere():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert _given()["license"] == "GPL-2.0-or-later"
    assert re.findall(r"GPL-[\w.-]*\w", readme) == ["GPL-2.0-or-later"]
    assert "any later version" in " ".join((ROOT / "LICENSE").read_text("utf-8")[:900].split())


def _python(folder):
    return (ROOT / folder).rglob("*.py")


def _declared(extras):
    given = _given()
    lists = [given["install_requires"], *(given["extras_require"][name] for name in extras)]
    return {canonicalize_name(Requirement(each).name) for every in lists for each in every}


def _given():
    """What setup.py states, as far as it is plain."""
    [call] = [
        node
        for node in ast.walk(ast.parse((ROOT / "setup.py").read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "setup"
    ]
    wanted = ("install_requires", "extras_require", "license")
    return {each.arg: ast.literal_eval(each.value) for each in call.keywords if each.arg in wanted}


def _imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _home(name, homes):
    """Of the module itself, or of the nearest package that it is taken from."""
    while name and name not in homes:
        name = name.rpartition(".")[0]
    return homes.get(name)
