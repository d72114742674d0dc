"""A program is told in one body that it is refused."""

import ast
from pathlib import Path

import pytest
from zExceptions import BadRequest

from katrineholm.socialhub.site.pages.rest_errors import one_sentence_error

PACKAGE = Path(__file__).parents[3] / "src" / "katrineholm" / "socialhub"


@pytest.mark.parametrize(
    ("faults", "sentence"),
    [
        ("It is too long.", "It is too long."),
        ([{"message": "It is too long."}], "It is too long."),
        (
            [{"field": "title", "message": "It is too long."}, {"field": "", "message": "No."}],
            "title: It is too long. No.",
        ),
    ],
)
def test_a_list_of_faults_becomes_one_text(faults, sentence):
    assert one_sentence_error(BadRequest(faults)).args == (sentence,)


def test_nobody_else_makes_such_a_body():
    others = [path for path in PACKAGE.rglob("*.py") if path.name != "rest_errors.py"]
    assert [path.name for path in others if list(bodies(path))] == []


def bodies(path):
    """Dictionaries with a type and a message, and sentences translated on their way out."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Dict):
            keys = {each.value for each in node.keys if isinstance(each, ast.Constant)}
            if {"type", "message"} <= keys and not keys - {"type", "message", "guard"}:
                yield node
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "BadRequest":
            asked = ast.unparse(node)
            if asked.startswith("BadRequest(api.portal.translate("):
                yield node
