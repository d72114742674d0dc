"""Names and docstrings are standard English: counted, so that no dialect grows back.

The gerunds and participles that may be names are listed in docs/utveckling.md.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "katrineholm" / "socialhub"
MAP = (ROOT / "docs" / "utveckling.md").read_text("utf-8")
WORDS = re.search(r"<!-- words -->(.*?)<!-- /words -->", MAP, re.S)[1]
LISTED = set(re.findall(r"`(\w+)`", WORDS))
IRREGULAR = set(
    """
    begun bought bound bent born broken brought built caught chosen come done drawn driven fallen
    fed felt forgotten found given gone grown had heard held hidden kept known laid led left lent
    lost made meant met paid ridden said seen sent shown sold sought spent spoken stood stolen
    struck sworn taken taught thought told thrown understood withdrawn won worn written
    """.split()  # noqa: SIM905
)
# Nouns and verbs that only end like a gerund or a participle.
NO_FORMS = set(
    """
    anything being bring during embed everything exceed feed finding heading hundred king need
    nothing ping proceed red ring seed setting shed something speed string thing warning
    """.split()  # noqa: SIM905
)
PREDICATES = ("is", "has", "may", "can", "needs", "was")
MOST_MODULES, MOST_FUNCTIONS = 25, 60
MOST_IN_1000 = {"what": 2, "tell": 0.3}
FORMS = {"tell": {"tell", "tells", "told", "telling"}}
RELATIVE = r"(what|whose|whom|which|who|where|when|how)\b"


@pytest.mark.parametrize("name", ["told", "entries_shown", "packing", "hidden", "_kept"])
def test_gerunds_and_participles_are_recognised(name):
    assert form_in(name)


@pytest.mark.parametrize("name", ["hidden_entries", "is_hidden", "settings", "visibility_warning"])
def test_adjectives_predicates_and_nouns_are_free(name):
    assert not form_in(name)


def test_modules_are_nouns():
    found = [(path, form) for path in trees() if (form := form_in(path.stem))]
    assert [str(path) for path, form in found if form not in LISTED] == []
    assert len(found) <= MOST_MODULES


def test_functions_are_named_by_their_result_or_by_a_verb():
    found = [(where, name, form) for where, name in functions() if (form := form_in(name))]
    assert [(where, name) for where, name, form in found if form not in LISTED] == []
    assert len(found) <= MOST_FUNCTIONS


@pytest.mark.parametrize("word", MOST_IN_1000)
def test_docstrings_are_plain_english(word):
    words = [each for _where, text in docstrings() for each in re.findall(r"[a-z']+", text.lower())]
    found = [each for each in words if each in FORMS.get(word, {word})]
    assert 1000 * len(found) / len(words) <= MOST_IN_1000[word]


def test_no_docstring_begins_with_a_relative_clause():
    assert [where for where, text in docstrings() if re.match(RELATIVE, text, re.I)] == []


def is_form(word):
    """Return whether a word is a gerund or a participle, as far as its letters show."""
    singular = word.removesuffix("s")
    is_regular = singular.endswith(("ing", "ed")) and singular not in NO_FORMS
    return word not in NO_FORMS and (word in IRREGULAR or is_regular)


def form_in(name):
    """Return the gerund or participle at the end of a name, or "".

    A participle before a noun is an adjective (``hidden_entries``), after "is" a predicate.
    """
    words = name.strip("_").split("_")
    return words[-1] if is_form(words[-1]) and words[0] not in PREDICATES else ""


@cache
def trees():
    """Return the syntax trees of all modules by path."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def functions():
    """Yield (path, name) of every public function of a module."""
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield path.relative_to(PACKAGE).as_posix(), node.name


def docstrings():
    """Yield (path with line, text) of every docstring of the package."""
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    for path, tree in trees().items():
        for node in (each for each in ast.walk(tree) if isinstance(each, kinds)):
            if text := ast.get_docstring(node):
                yield f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 1)}", text
