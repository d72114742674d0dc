"""Mutants: small faults put into the code, one at a time; a test should fail for each.

``make mutants`` draws the same ones each time, by a seed. Each is tried by the tests at the
mirrored path, then by their neighbours that import the module, at last by all in their folder.
Those that change nothing are listed in mutants.txt, by the line that is written of them.
"""

import argparse
import ast
import compileall
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from itertools import accumulate, islice
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import NamedTuple

# So that it is not imported by each mutant's tests, which takes longer than most of them.
import feedparser  # noqa: F401
import hypothesis.strategies  # noqa: F401
import lxml.html  # noqa: F401
import pytest.__main__
import urllib3  # noqa: F401
import xdist.scheduler  # noqa: F401
import ZODB.blob  # noqa: F401

ROOT = Path(__file__).parents[1]
PACKAGE = Path("src/katrineholm/socialhub")
EQUIVALENT = Path(__file__).with_name("mutants.txt")
SECONDS = 150  # of the processor, for each file of tests
BYTES = 8 << 30  # of addresses: a mutant may take memory without end
MOST_ALIVE = {"core": 0.10, "elsewhere": 0.15}
SWAPS = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.In: "not in", ast.NotIn: "in", ast.Is: "is not", ast.IsNot: "is",
    ast.Add: "-", ast.Sub: "+", ast.Mult: "//", ast.FloorDiv: "*", ast.Div: "*", ast.Mod: "+",
}  # fmt: skip


class Mutant(NamedTuple):
    """``start`` and ``end`` are offsets in bytes of a file, which ``new`` replaces.

    ``where`` is the line of code, so that a mutant can be listed by a text that lasts.
    """

    path: Path
    line: int
    start: int
    end: int
    old: str
    new: str
    where: str

    def __str__(self) -> str:
        path, change = self.path.relative_to(PACKAGE), f"{_short(self.old)} → {_short(self.new)}"
        return f"{path}: {change} in: {self.where}"

    def changed(self, whole: bytes) -> bytes:
        """Return a file's content with the mutant."""
        return whole[: self.start] + self.new.encode() + whole[self.end :]

    def is_python(self) -> bool:
        """Return whether the file can be compiled with the mutant."""
        try:
            compile(self.changed((ROOT / self.path).read_bytes()), self.path, "exec")
        except SyntaxError:
            return False
        return True


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield each mutant of a file's functions; some may be no Python."""
    data = (ROOT / path).read_bytes()
    lines = data.splitlines(keepends=True)
    begins = [0, *accumulate(map(len, lines))]

    def span(node: ast.AST) -> tuple[int, int]:
        first, last = begins[node.lineno - 1], begins[node.end_lineno - 1]
        return first + node.col_offset, last + node.end_col_offset

    def source(node: ast.AST) -> str:
        return data[slice(*span(node))].decode()

    for function in ast.walk(ast.parse(data)):
        for node in _within(function) if isinstance(function, ast.FunctionDef) else ():
            for changed, new in _changed(node, source):
                where = lines[changed.lineno - 1].decode().strip()
                yield Mutant(path, changed.lineno, *span(changed), source(changed), new, where)


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


def _changed(node, source):
    """Yield the parts of a node that may change, and what each becomes."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in SWAPS:
            yield node, f"({source(left)}) {SWAPS[type(op)]} ({source(right)})"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SWAPS:
            yield node, f"({source(left)}) {SWAPS[type(op)]} ({source(right)})"
        case ast.BoolOp(op=op, values=values):
            word = " or " if isinstance(op, ast.And) else " and "
            yield node, f"({word.join(f'({source(each)})' for each in values)})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, source(operand)
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() as value):
            yield node, str(value + 1)
        case ast.Return(value=ast.Constant(value=value)) if not value:
            pass  # which is as false as None
        case ast.Return(value=ast.expr()):
            yield node, "return None"
        case ast.Expr(value=ast.Call()):
            yield node, "pass"
        case ast.If(test=test):
            yield test, f"not ({source(test)})"
        case ast.Call(keywords=[*_, ast.keyword(arg=str()) as last]):
            yield last, "**{}"


def drawn(seed: int, core: int, elsewhere: int) -> dict[str, list[Mutant]]:
    """Return a sample of the mutants of each part of the package, in order of their paths."""
    parts: dict[str, list[Mutant]] = {"core": [], "elsewhere": []}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        relative = path.relative_to(ROOT)
        part = "core" if relative.parts[3] == "core" else "elsewhere"
        if _tests(relative.relative_to(PACKAGE), ROOT):
            parts[part] += mutants(relative)
    chance, sizes = random.Random(seed), {"core": core, "elsewhere": elsewhere}
    sample = {}
    for part, found in parts.items():
        shuffled = chance.sample(found, len(found))
        sample[part] = sorted(islice(filter(Mutant.is_python, shuffled), sizes[part]))
    return sample


def project_copy(place: Path) -> Path:
    """Make a copy of the project, compiled but for what will be changed, and return its path."""
    left_out = shutil.ignore_patterns(".git", ".venv*", "node_modules", "var", "__pycache__")
    shutil.copytree(ROOT, place, ignore=left_out)
    compileall.compile_dir(
        place / "src", quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH
    )
    return place


def is_killed(mutant: Mutant, place: Path) -> bool:
    """Return whether a test fails with the mutant in a copy of the project at ``place``."""
    file = place / mutant.path
    whole = file.read_bytes()
    file.write_bytes(mutant.changed(whole))
    try:
        module = mutant.path.relative_to(PACKAGE)
        return any(_fails(tests, place) for tests in _rounds(module, place) if tests)
    finally:
        file.write_bytes(whole)


def _rounds(module, place):
    """The mirrored tests, then their neighbours, those first that import the module."""
    mirrored = _tests(module, place)
    yield mirrored
    folders = sorted({each.parent for each in mirrored})
    beside = [each for folder in folders for each in sorted(folder.glob("test_*.py"))]
    beside = [each for each in beside if each not in mirrored]
    nearer = [each for each in beside if module.stem in _imports(each)]
    yield nearer
    yield [each for each in beside if each not in nearer]


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


def _fails(tests, place):
    """Run tests in a process of their own, which has what all import from this one."""
    child = os.fork()
    if not child:
        os._exit(_run(tests, place))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return status in (1, 2) or status < 0


def _run(tests, place):
    command = ["-x", "-q", "--no-header", "--hypothesis-seed=0", *map(str, tests)]
    if not any("integration" in each.parts for each in tests):
        command += ["-p", "no:plone", "-p", "no:zopelayer"]
    seconds = SECONDS * len(tests)
    # A loop without end takes processor seconds, a wait none: only those say nothing of others.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    signal.alarm(4 * seconds)
    null = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(null, stream)
    os.chdir(place)
    os.environ |= {"PYTHONPATH": str(place / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.path[0], sys.dont_write_bytecode = os.environ["PYTHONPATH"], True
    # Processes that tests spawn begin with the main module, which would import all of this.
    sys.modules["__main__"] = pytest.__main__
    return pytest.main(command)


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
        place = project_copy(Path(folder) / "project")
        samples = drawn(given.seed, given.core, given.elsewhere)
        return max([_report(part, found, nothing, place) for part, found in samples.items()])


def _report(part, found, nothing, place):
    tests = {test for each in found for test in _tests(each.path.relative_to(PACKAGE), place)}
    if tests and _fails(sorted(tests), place):
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
