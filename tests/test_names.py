"""Names and docstrings are standard English, counted, and a docstring names only what exists.

The gerunds and participles that may be names are listed in docs/utveckling.md.
"""

import ast
import builtins
import re
import tokenize
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
WINGS = "|".join(sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py")))
PATH = re.compile(rf"(?<![\w./@-])(?:{WINGS})(?:\.[A-Za-z]\w*)+")
QUOTED = re.compile(r"``([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)(?:\(\))?``")
# A module, or what one defines.
SEEN = re.compile(r"\b(?:[Ss]ee|as in) ``(\w+)``")
RAISED = re.compile(r"\b[Rr]aise (\w+(?:(?:, | or |, or )[A-Z]\w+)*)")
MARKUP = {".pt", ".xml", ".zcml"}
# Files and hosts, the parts of others, and examples.
ENDS = {"css", "csv", "json", "jsonl", "pt", "py", "se", "svg", "tsx", "txt", "zcml"}
OTHERS = {"SSLContext", "dict", "directives", "etree", "plone", "threading"}
EXAMPLES = {
    "A1B2C3",
    "InvalidEmail",
    "bok",
    "böckerna",
    "is_global",
    "räksmörgås",
    "sv_se",
    "tweet_media",
}
# The start of a module, and of a suite: a string there is a docstring.
STARTS = {tokenize.ENCODING, tokenize.INDENT, tokenize.DEDENT, tokenize.NEWLINE}


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


@pytest.mark.parametrize(
    "text",
    [
        "``accounts.nothing.at_all``",
        "``store.gone``",
        "``Timeline.gone``",
        "see core.messages.gone",
        "see ``whatever``",
        "``GoneForGood``",
        "Raise Refused, GoneForGood or OSError",
    ],
)
def test_a_name_that_is_gone_is_missed(text):
    assert len([*gone_names(text)]) == 1


def test_a_name_that_is_there_is_not_missed():
    text = "``core.messages.store.messages_of``, ``store.messages_of``, ``robots.txt``, site.pages"
    assert [*gone_names(f"{text}, ``Timeline.get()``; raise Refused or OSError")] == []


def test_every_name_in_a_docstring_or_comment_is_there():
    assert [(where, name) for where, text in prose(PACKAGE) for name in gone_names(text)] == []


def test_every_path_in_a_docstring_or_comment_of_the_tests_is_there():
    paths = ((where, path) for where, text in prose(ROOT / "tests") for path in PATH.findall(text))
    assert [(where, path) for where, path in paths if not is_path_there(path)] == []


def test_every_path_in_a_document_is_there():
    rooms = {room.name for room in PACKAGE.glob("*/*") if room.is_dir()}
    names = {
        name
        for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "Makefile")
        for name in re.findall(r"`([a-z]\w*(?:\.\w+)+)`", path.read_text("utf-8"))
        if name.partition(".")[0] in rooms | {*WINGS.split("|")}
    }
    assert [name for name in names if not is_path_there(name)] == []


def test_every_name_at_the_door_of_a_room_is_in_the_room():
    doors = {
        path.parent: ast.get_docstring(trees()[path]) for path in PACKAGE.glob("*/*/__init__.py")
    }
    named = ((room, name) for room, text in doors.items() for name in QUOTED.findall(text))
    assert [each for each in named if "." not in each[1] and each[1] not in names_in(each[0])] == []


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


def prose(folder):
    """Yield (path, text) of every docstring and comment of modules and templates in a folder."""
    for path in sorted(folder.rglob("*.py")):
        before = None
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                is_docstring = token.type == tokenize.STRING and before in STARTS
                if is_docstring or token.type == tokenize.COMMENT:
                    yield f"{path.relative_to(ROOT)}:{token.start[0]}", token.string
                if token.type not in (tokenize.COMMENT, tokenize.NL):
                    before = token.type

    for path in sorted(path for path in folder.rglob("*") if path.suffix in MARKUP):
        for comment in re.findall(r"<!--.*?-->", path.read_text("utf-8"), re.S):
            yield str(path.relative_to(ROOT)), comment.replace("`", "``")


def gone_names(text):
    """Yield the names of modules, functions, classes and values in a text that do not exist."""
    for name in {*QUOTED.findall(text), *PATH.findall(text)}:
        if not (is_path_there(name) if "." in name else name in code_words() | EXAMPLES):
            yield name
    yield from {*SEEN.findall(text)} - dotted_names()
    raised = {each for names in RAISED.findall(text) for each in re.findall(r"[A-Z]\w+", names)}
    yield from raised - code_words() - EXAMPLES - set(dir(builtins))


def is_path_there(name):
    """Return whether a dotted name, which need not begin at the top, exists or is not ours."""
    first, *_between, last = name.split(".")
    return name in dotted_names() or last in ENDS or first in OTHERS


@cache
def dotted_names():
    """Return all modules, their names and those within their classes, each by all its ends."""
    found = set()
    for path, tree in trees().items():
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        module = module.removesuffix(".__init__")
        found |= {module, *(f"{module}.{name}" for name in definitions(tree))}
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                found |= {f"{module}.{node.name}.{name}" for name in identifiers(node)}
    return {name.split(".", cut)[-1] for name in found for cut in range(name.count(".") + 1)}


@cache
def code_words():
    """Return the words of all code: identifiers, words of strings, names and text of files."""
    found = {path.stem for path in PACKAGE.rglob("*")}
    for path in PACKAGE.rglob("*"):
        if path.suffix in MARKUP:
            code = re.sub(r"<!--.*?-->", "", path.read_text("utf-8"), flags=re.S)
            found |= {*re.findall(r"\w+", code)}
    for tree in trees().values():
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
        strings = (str(node.value) for node in texts if id(node) not in prose)
        found |= identifiers(tree) | {*re.findall(r"\w+", " ".join(strings))}
    return found


def names_in(room):
    """Return the files of a room and the names that its modules define."""
    modules = (tree for path, tree in trees().items() if path.parent == room)
    return {path.stem for path in room.iterdir()}.union(*map(definitions, modules))


def definitions(tree):
    """Return the names that a module defines."""
    kinds = ast.ClassDef | ast.FunctionDef
    others = kinds | ast.Import | ast.ImportFrom
    values = (node for node in tree.body if not isinstance(node, others))
    defined = {node.name for node in tree.body if isinstance(node, kinds)}
    return defined.union(*map(identifiers, values))


def identifiers(tree):
    """Return all identifiers in a syntax tree."""
    kinds = ("name", "id", "attr", "arg", "asname")
    found = (getattr(node, kind, None) for node in ast.walk(tree) for kind in kinds)
    return {each for name in found if isinstance(name, str) for each in name.split(".")}
