"""The tests of a module are found by its path: ``wing/room/module.py`` has ``test_module.py``.

They lie in the same folders below ``tests/``, or below ``tests/integration/`` if they need a site.
"""

import ast
from pathlib import Path

TESTS = Path(__file__).parent
CODE = TESTS.parent / "src" / "katrineholm" / "socialhub"
UNTESTED = ("__init__.py", "interfaces.py")
SMALL = 15  # lines; a class that only ZCML names says less than its test would
SHARE = 0.9


def test_the_tests_of_nine_modules_in_ten_lie_where_one_looks_for_them():
    modules = [each for each in sorted(CODE.rglob("*.py")) if is_counted(each)]
    missing = [str(each.relative_to(CODE)) for each in modules if not has_test(each)]
    share = 1 - len(missing) / len(modules)
    assert share >= SHARE, f"{share:.1%} of {len(modules)}; without a test of their own: {missing}"


def is_counted(module):
    return module.name not in UNTESTED and not is_small_adapter(module)


def is_small_adapter(module):
    text = module.read_text("utf-8")
    kinds = (ast.Import, ast.ImportFrom, ast.ClassDef, ast.Expr)
    return text.count("\n") < SMALL and all(
        isinstance(statement, kinds) for statement in ast.parse(text).body
    )


def has_test(module):
    place = module.relative_to(CODE).with_name(f"test_{module.name}")
    return any((folder / place).is_file() for folder in (TESTS, TESTS / "integration"))
