"""docs/utveckling.md, the map of the code, leads to what is there."""

import re
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "katrineholm" / "socialhub"
MAP = (ROOT / "docs" / "utveckling.md").read_text("utf-8")
ZOPE = "{http://namespaces.zope.org/zope}"


def test_every_file_on_the_map_is_there():
    named = set(re.findall(r"`([\w/]+(?:\.py|\.pt|/))`", MAP))
    assert named
    missing = {name for name in named if not (PACKAGE / name).exists()}
    there = {path.name for path in PACKAGE.rglob("*.py")}
    assert {name for name in missing if name not in there and not (ROOT / name).exists()} == set()


def test_every_wing_and_room_is_on_the_map():
    rooms = {path.parent for path in PACKAGE.rglob("__init__.py")} - {PACKAGE}
    assert {room.name for room in rooms if f"`{room.name}`" not in MAP} == set()


def test_the_map_says_who_hears_of_what_and_in_which_order():
    told = re.search(r"<!-- subscribers -->\n(.*?)<!-- /subscribers -->", MAP, re.S)[1]
    assert told == table(heard(PACKAGE / "configure.zcml"))


def heard(file):
    """(event, what it happens to, handler) of every subscriber, in the order of registration."""
    for element in ElementTree.parse(file).getroot():
        package, name = element.get("package", ""), element.get("file") or "configure.zcml"
        if element.tag == f"{ZOPE}include" and package[:1] in {"", "."}:
            folder = file.parent / package[1:].replace(".", "/")
            yield from heard(folder / name)
        if element.tag == f"{ZOPE}subscriber" and element.get("for") and element.get("handler"):
            *things, event = (each.rpartition(".")[2] for each in element.get("for").split())
            module, _dot, handler = element.get("handler").rpartition(".")
            steps = module.lstrip(".").split(".")
            above = file.parents[len(module) - len(module.lstrip(".")) - 1]
            place = above.joinpath(*steps).relative_to(PACKAGE)
            yield event, things[0] if things else "", f"{place}.py", handler


def table(found):
    """The subscribers as Markdown, an event after the other."""
    rows, before = ["| event | of | who hears of it |\n|---|---|---|\n"], ""
    events = {}
    for event, thing, place, handler in found:
        events.setdefault(event, []).append((thing, f"`{place}` `{handler}`"))
    for event, heard_of in events.items():
        for thing, handler in heard_of:
            rows.append(f"| {f'`{event}`' if event != before else ''} | {thing} | {handler} |\n")
            before = event
    return "".join(rows)
