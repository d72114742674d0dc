"""Code names each permission once, and ``permissions.zcml`` has it."""

import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest

from katrineholm.socialhub.site.pages import permissions

PACKAGE = Path(__file__).parents[3] / "src" / "katrineholm" / "socialhub"
OURS = {
    each.get("title"): each.get("id")
    for each in ElementTree.parse(PACKAGE / "permissions.zcml").getroot().iter()
    if each.get("title")
}
NAMED = {name: value for name, value in vars(permissions).items() if name.isupper()}
ASKING = ("has_permission", "checkPermission", "rolesForPermissionOn")


@pytest.mark.parametrize("name", [name for name in NAMED if "socialhub" in NAMED[name]])
def test_a_permission_of_ours_is_one_of_the_add_on(name):
    assert NAMED[name] in (OURS.values() if name.endswith("_ID") else OURS)


@pytest.mark.parametrize("name", [name for name in NAMED if name.endswith("_ID")])
def test_an_id_is_that_of_the_permission_of_its_name(name):
    assert OURS[NAMED[name.removesuffix("_ID")]] == NAMED[name]


def test_no_permission_has_two_names():
    assert len(set(NAMED.values())) == len(NAMED)


def test_nobody_else_spells_a_permission():
    others = [path for path in PACKAGE.rglob("*.py") if path != Path(permissions.__file__)]
    assert {(path.name, each) for path in others for each in spelled(path)} == set()


def spelled(path):
    """Every permission of ours as a text, and every text that is asked for as a permission."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and node.value in {*OURS, *OURS.values()}:
            yield node.value
        elif isinstance(node, ast.Call) and _name(node.func) in ASKING:
            yield from (each.value for each in node.args[:1] if isinstance(each, ast.Constant))


def _name(called):
    return getattr(called, "attr", getattr(called, "id", ""))
