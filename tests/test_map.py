"""docs/utveckling.md, the map of the code, leads to what is there."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "katrineholm" / "socialhub"
VOLTO = ROOT / "frontend" / "packages" / "volto-katrineholm-socialhub"
FILE_OF_MAP = ROOT / "docs" / "utveckling.md"
MAP = FILE_OF_MAP.read_text("utf-8")
SUBSCRIBERS = re.compile(r"<!-- subscribers -->\n(.*?)<!-- /subscribers -->", re.S)
ZOPE = "{http://namespaces.zope.org/zope}"
TOKEN = re.compile(r"`([^`]+)`")
FILE = re.compile(r"[\w./-]+\.(?:py|pt|zcml|xml|toml|txt|json|css|po|tsx?|mjs)")
FOLDER = re.compile(r"[\w./-]+/[\w./-]*")
NAME = re.compile(r"[a-z]+(?:_[a-z0-9]+)+|[A-Z]\w+")
CODE_FILE = re.compile(r"[\w./-]+/[\w.-]+\.(?:py|pt|zcml|toml|tsx?|mjs)")
DOCUMENTS = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), VOLTO / "README.md"]
# Many rooms have a file of such a name.
GENERAL = {"service.py", "serializer.py", "configure.zcml", "portlet.py", "portlet.zcml"}


def test_every_file_and_name_on_the_map_is_there():
    assert list(missing(SUBSCRIBERS.sub("", MAP))) == []


def test_a_file_or_name_that_is_gone_is_missed():
    row = "| `sort_time` in `core/timeline/entry.py`, `gone.py` | `src/away.ts`, `core/away/` |"
    assert list(missing(row)) == ["gone.py", "src/away.ts", "core/away/"]
    assert list(missing("`core/timeline/entry.py` `no_one` `NO_ONE`")) == ["no_one", "NO_ONE"]
    row = "`sort_time` in `core/search/words.py`, and `core/timeline/entry.py`"
    assert list(missing(row)) == ["sort_time"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document):
    text = document.read_text("utf-8")
    code = {token for token in TOKEN.findall(text) if CODE_FILE.fullmatch(token)}
    links = set(re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text))
    assert [each for each in code if existing(each, document.parent) is None] == []
    assert [each for each in links if not (document.parent / each).exists()] == []


def missing(text):
    """Yield the files of a map that do not exist, and the names that are in no file beside them.

    A name is in the last file before it or the next one after it, or is that of a workflow. A file
    without a folder is in the one that was named last in the same row or paragraph.
    """
    workflows = "\n".join(each.name for each in (PACKAGE / "profiles/default/workflows").iterdir())
    for part in re.split(r"\n(?=\||\n)", text):
        folder, before, names = None, "", []  # each name with the code of the file before it
        for token in TOKEN.findall(part):
            if NAME.fullmatch(token):
                names.append((token, before))
            elif token not in GENERAL and (FILE.fullmatch(token) or FOLDER.fullmatch(token)):
                found = existing(token, folder)
                if found is None:
                    yield token
                elif found.is_dir():
                    folder = found
                else:
                    folder, before = found.parent, found.read_text("utf-8")
                    yield from absent(names, before + workflows)
                    names = []
        if before:
            yield from absent(names, workflows)


def absent(names, code):
    """Yield the names that are neither in the code before them nor in this code."""
    for name, before in names:
        if not re.search(rf"\b{name}\b", before + code):
            yield name


def existing(name, folder):
    """Return the path of a file or folder on the map, or None."""
    near = [folder] if folder and "/" not in name else []
    places = [*near, PACKAGE, VOLTO, ROOT]
    return next((place / name for place in places if (place / name).exists()), None)


def test_every_wing_and_room_is_on_the_map():
    rooms = {path.parent for path in PACKAGE.rglob("__init__.py")} - {PACKAGE}
    assert {room.name for room in rooms if f"`{room.name}`" not in MAP} == set()


def test_the_map_lists_subscribers_in_their_order():
    assert SUBSCRIBERS.search(MAP)[1] == subscriber_table()


def subscribers(file, read):
    """Yield (event, object, module, handler) in the order of registration.

    As in Zope a file counts once: ``read`` are those that have been read.
    """
    if file in read:
        return
    read.add(file)
    for element in ElementTree.parse(file).getroot():
        package, name = element.get("package", ""), element.get("file") or "configure.zcml"
        if element.tag == f"{ZOPE}include" and package[:1] in {"", "."}:
            yield from subscribers(relative(file, package) / name, read)
        if element.tag == f"{ZOPE}subscriber" and element.get("for") and element.get("handler"):
            *things, event = (each.rpartition(".")[2] for each in element.get("for").split())
            module, _dot, handler = element.get("handler").rpartition(".")
            place = relative(file, module).relative_to(PACKAGE)
            yield event, things[0] if things else "", f"{place}.py", handler


def relative(file, name):
    """Return the path of a relative dotted name in a ZCML file."""
    steps = name.lstrip(".")
    return file.parents[max(len(name) - len(steps) - 1, 0)].joinpath(
        *filter(None, steps.split("."))
    )


def subscriber_table():
    """Return all subscribers as Markdown, one event after another."""
    rows, before = ["| event | of | subscriber |\n|---|---|---|\n"], ""
    events = {}
    for event, thing, place, handler in subscribers(PACKAGE / "configure.zcml", set()):
        events.setdefault(event, []).append((thing, f"`{place}` `{handler}`"))
    for event, handlers in events.items():
        for thing, handler in handlers:
            rows.append(f"| {f'`{event}`' if event != before else ''} | {thing} | {handler} |\n")
            before = event
    return "".join(rows)


if __name__ == "__main__":
    start, end = SUBSCRIBERS.search(MAP).span(1)
    FILE_OF_MAP.write_text(MAP[:start] + subscriber_table() + MAP[end:], "utf-8")
