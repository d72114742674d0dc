"""Mutants: small faults put into the code, one at a time; a test should fail for each.

``make mutants`` draws the same ones each time, by a seed. Each is tried by the tests at the
mirrored path, then by their neighbours that import the module, or by all in their folder if none
does. Those that change nothing are listed in mutants.txt, by the line that is written of them.
"""

import argparse
import ast
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/katrineholm/socialhub")
EQUIVALENT = Path(__file__).with_name("mutants.txt")
SECONDS = 300
MOST_ALIVE = {"core": 0.10, "elsewhere": 0.15}
SWAPS = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
    ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.FloorDiv: "*", ast.Div: "*", ast.Mod: "+",
}  # fmt: skip


class Mutant(NamedTuple):
    """``start`` and ``end`` are offsets in bytes of a file, which ``new`` replaces."""

    path: Path
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(PACKAGE)}: {_short(self.old)} → {_short(self.new)}"


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield each mutant of a file's functions."""
    data = (ROOT / path).read_bytes()
    begins = [0]
    for line in data.splitlines(keepends=True):
        begins.append(begins[-1] + len(line))

    def span(node: ast.AST) -> tuple[int, int]:
        first, last = begins[node.lineno - 1], begins[node.end_lineno - 1]
        return first + node.col_offset, last + node.end_col_offset

    for function in ast.walk(ast.parse(data)):
        for node in _within(function) if isinstance(function, ast.FunctionDef) else ():
            start, end = span(node)
            text = data[start:end].decode()
            yield from (
                Mutant(path, node.lineno, start, end, text, new)
                for new in _changed(node, text, lambda part: data[slice(*span(part))].decode())
            )


def _within(function):
    """The nodes of a function that run: neither hints, docstrings nor functions within it."""
    left = [each for each in function.body if not _is_docstring(each)]
    while left:
        node = left.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        if hasattr(node, "lineno"):
            yield node
        hints = {getattr(node, "annotation", None)}
        left += [each for each in ast.iter_child_nodes(node) if each not in hints]


def _is_docstring(statement):
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _changed(node, text, source):
    """Yield what the node's text may become."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in SWAPS:
            yield f"{source(left)} {SWAPS[type(op)]} {source(right)}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SWAPS:
            yield f"({source(left)}) {SWAPS[type(op)]} ({source(right)})"
        case ast.BoolOp(op=op, values=values):
            word = " or " if isinstance(op, ast.And) else " and "
            yield f"({word.join(f'({source(each)})' for each in values)})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield source(operand)
        case ast.Constant(value=bool() as value):
            yield str(not value)
        case ast.Constant(value=int() as value):
            yield str(value + 1)
        case ast.Return(value=ast.expr()):
            yield "return None"
        case ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.If(test=test):
            yield text.replace(source(test), f"not ({source(test)})", 1)
        case ast.Call(keywords=[*_, ast.keyword(arg=str() as name, value=value)]):
            given = f"{name}={source(value)}"
            if text.count(given) == 1:
                yield text.replace(given, "")


def drawn(seed: int, core: int, elsewhere: int) -> dict[str, list[Mutant]]:
    """Return a sample of the mutants of each part of the package, in order of their paths."""
    parts: dict[str, list[Mutant]] = {"core": [], "elsewhere": []}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        relative = path.relative_to(ROOT)
        part = "core" if relative.parts[3] == "core" else "elsewhere"
        if _tests(relative.relative_to(PACKAGE), ROOT):
            parts[part] += mutants(relative)
    chance = random.Random(seed)
    sizes = {"core": core, "elsewhere": elsewhere}
    return {
        part: sorted(chance.sample(found, min(sizes[part], len(found))))
        for part, found in parts.items()
    }


def is_killed(mutant: Mutant, place: Path) -> bool:
    """Return whether a test fails with the mutant in a copy of the project at ``place``."""
    file = place / mutant.path
    whole = file.read_bytes()
    changed = whole[: mutant.start] + mutant.new.encode() + whole[mutant.end :]
    try:
        ast.parse(changed)
        file.write_bytes(changed)
        module = mutant.path.relative_to(PACKAGE)
        return any(_fails(tests, place) for tests in _rounds(module, place) if tests)
    except SyntaxError:
        return True
    finally:
        file.write_bytes(whole)


def _rounds(module, place):
    """The mirrored tests, then their neighbours."""
    mirrored = _tests(module, place)
    yield mirrored
    folders = sorted({each.parent for each in mirrored})
    beside = [each for folder in folders for each in sorted(folder.glob("test_*.py"))]
    beside = [each for each in beside if each not in mirrored]
    name = module.stem
    yield [each for each in beside if name in _imports(each)] or beside


def _imports(path):
    """The words of all that a test file imports: packages, modules and names."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    found = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    modules = {part for node in found for part in str(node.module).split(".")}
    return modules | {alias.name for node in found for alias in node.names}


def _tests(module, place):
    name = module.with_name(f"test_{module.name}")
    folders = (place / "tests", place / "tests" / "integration")
    return [folder / name for folder in folders if (folder / name).exists()]


def _fails(tests, place, seconds=SECONDS):
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", *map(str, tests)]
    if not any("integration" in each.parts for each in tests):
        command += ["-p", "no:plone", "-p", "no:zopelayer"]
    environment = os.environ | {"PYTHONPATH": str(place / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=place, env=environment, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode in (1, 2)


def _short(text):
    return " ".join(text.split())[:90]


def main() -> int:
    """Try the sample; write those that live, and return 1 if they are too many."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--seed", type=int, default=20261130)
    options.add_argument("--core", type=int, default=100)
    options.add_argument("--elsewhere", type=int, default=50)
    given = options.parse_args()
    nothing = set(EQUIVALENT.read_text("utf-8").splitlines())
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "project"
        left_out = shutil.ignore_patterns(".git", ".venv*", "node_modules", "var", "__pycache__")
        shutil.copytree(ROOT, place, ignore=left_out)
        samples = drawn(given.seed, given.core, given.elsewhere)
        return max([_report(part, found, nothing, place) for part, found in samples.items()])


def _report(part, found, nothing, place):
    tests = {test for each in found for test in _tests(each.path.relative_to(PACKAGE), place)}
    if _fails(sorted(tests), place, len(tests) * SECONDS):
        sys.exit(f"{part}: the tests fail without any mutant")
    counted = [each for each in found if str(each) not in nothing]
    alive = []
    for mutant in counted:
        if not is_killed(mutant, place):
            alive.append(mutant)
            print(f"alive: {mutant} (line {mutant.line})", flush=True)
    share = len(alive) / max(len(counted), 1)
    print(f"{part}: {len(alive)} of {len(counted)} live ({share:.0%}),", end=" ")
    print(f"{len(found) - len(counted)} change nothing", flush=True)
    return int(share > MOST_ALIVE[part])


if __name__ == "__main__":
    sys.exit(main())
