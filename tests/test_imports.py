"""Who may import whom: every room's arrows, and one door per outside library."""

import ast
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub"
ROOMS = {
    # The core: no Plone.
    "feeds": set(),
    "platforms": set(),
    "timeline": set(),
    "tables": set(),
    # Channels, and all that is decided about them.
    "people": set(),
    "mail": {"graphics"},
    "channels": {"feeds", "platforms", "people"},
    "settings": {"channels", "platforms"},
    "graphics": {"channels", "feeds", "settings"},
    "lifecycle": {"channels", "people", "platforms", "mail", "settings"},
    "rules": {"channels", "people", "feeds", "mail", "lifecycle"},
    "about": {"channels", "rules", "feeds", "settings"},
    "duties": {"channels", "people", "mail", "settings", "lifecycle", "about"},
    # What all portlets share.
    "portlets": {"channels"},
    # Retrieval, and what visitors see of it.
    "refresh": {"channels", "timeline", "feeds", "mail", "lifecycle"},
    # An entry's HTML is cleaned in feeds, and its pictures are put in where they belong there.
    "listings": {"channels", "timeline", "feeds", "about", "portlets"},
    # The official list, and what is made of it.
    "identity": {"channels", "platforms", "feeds", "settings", "refresh"},
    "register": {
        *("channels", "people", "duties", "settings", "tables", "identity", "about", "portlets"),
    },
    "verification": {"channels", "platforms", "settings", "identity", "register"},
    "facebook": {"channels", "platforms", "people", "settings", "portlets"},
    "partyblogs": {
        *("channels", "settings", "people", "mail", "lifecycle", "verification", "portlets"),
    },
    "board": {
        *("channels", "people", "duties", "mail", "settings", "lifecycle", "platforms", "tables"),
        *("refresh", "timeline", "identity", "register", "rules", "facebook"),
    },
    "doctor": {"channels", "feeds"},
    "importing": {"channels", "people", "platforms", "tables", "register"},
    "bulk": {"channels", "lifecycle", "register", "importing"},
    "kit": {"channels", "settings", "platforms", "feeds", "graphics"},
    # Incoming messages: what decides about them and keeps them, without Plone; who does what with
    # them; how they come in; what is kept and handed over of them; and the office's view of it.
    "messages": set(),
    "handling": {
        *("messages", "channels", "people", "duties", "settings", "mail", "lifecycle", "rules"),
        *("feeds", "refresh"),
    },
    # What waits for an editor, told on the hub.
    "mine": {"channels", "lifecycle", "refresh", "handling"},
    "intake": {
        *("messages", "handling", "channels", "feeds", "platforms", "settings", "refresh"),
        *("timeline", "lifecycle", "about", "rules"),
    },
    "records": {
        *("messages", "handling", "channels", "people", "settings", "mail", "lifecycle", "tables"),
        *("rules", "refresh"),
    },
    "oversight": {
        *("messages", "handling", "channels", "people", "settings", "mail", "lifecycle", "tables"),
        *("rules", "refresh", "records"),
    },
    # What stays when the add-on is taken away.
    "setup": {"channels", "messages", "portlets", "lifecycle", "handling"},
    # The command line orders what any room does.
    "console": {"refresh", "handling", "intake", "messages"},
    "browser": {"graphics", "settings"},
}
# What any room may import from the package itself.
COMMON = {"__init__", "interfaces"}
# What only one room may touch, and the module of it that does.
DOORS = {
    "feedparser": ["feeds/parse.py"],
    "urllib3": ["feeds/guard.py"],
    "certifi": ["feeds/guard.py"],
    "nh3": ["feeds/clean.py"],
    "jmespath": ["feeds/mapping.py"],
    "PIL": ["feeds/picture.py"],
    "lxml": ["graphics/svg.py"],
    "resvg_py": ["kit/png.py"],
    "uharfbuzz": ["kit/letters.py"],
    "plone.restapi": [
        "board/service.py",
        "channels/service.py",
        "facebook/service.py",
        "graphics/service.py",
        "handling/service.py",
        "intake/service.py",
        "lifecycle/service.py",
        "listings/service.py",
        "oversight/service.py",
        "partyblogs/service.py",
        "refresh/service.py",
        "register/service.py",
        "settings/secret_service.py",
        "settings/service.py",
        "verification/service.py",
    ],
    "plone.app.portlets": ["portlets/base.py", "portlets/forms.py"],
    "tqdm": ["refresh/once.py"],
    "smtplib": ["mail/postman.py"],
    "rfc8785": ["messages/sealing.py"],
    "holidays": ["messages/clocks.py"],
}
# Frameworks that a room without Plone may touch.
PURE = {
    "feeds": set(),
    "platforms": {"zope.interface", "zope.component"},
    "timeline": {"BTrees", "persistent", "ZODB", "zope.annotation"},
    "tables": set(),
    "messages": {"BTrees", "persistent", "ZODB", "zope.annotation", "zope.i18nmessageid"},
}


def modules(room=""):
    return sorted((PACKAGE / room).rglob("*.py"))


def imported(path):
    """(dotted name, level) of every import of a module, wherever in it; level 0 is absolute."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, 0) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.level
        elif isinstance(node, ast.ImportFrom):
            yield from ((alias.name, node.level) for alias in node.names)


def within(path):
    """The first step below the package of each import from the add-on itself."""
    depth = len(path.relative_to(PACKAGE).parts)
    for name, level in imported(path):
        if level == depth:
            first = name.partition(".")[0]
            yield (
                first
                if (PACKAGE / first).exists() or (PACKAGE / f"{first}.py").exists()
                else "__init__"
            )


def name(path):
    return path.relative_to(PACKAGE).as_posix()


def outside(path):
    return {name for name, level in imported(path) if level == 0}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_the_rooms_it_may(room):
    found = {(name(path), other) for path in modules(room) for other in within(path)}
    assert {arrow for arrow in found if arrow[1] not in ROOMS[room] | COMMON} == set()


def test_every_room_has_its_row():
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(ROOMS)


def test_no_room_imports_what_is_above_the_rooms():
    above = {"setuphandlers", "testing", "upgrades"}
    found = {
        (name(path), other) for room in ROOMS for path in modules(room) for other in within(path)
    }
    assert {arrow for arrow in found if arrow[1] in above} == set()


def test_the_package_imports_itself_by_relative_names():
    absolute = {
        name(path)
        for path in modules()
        for each in outside(path)
        if each.startswith("katrineholm.") and name(path) != "testing.py"
    }
    assert absolute == set()


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library):
    using = [
        name(path)
        for path in modules()
        if any(each == library or each.startswith(f"{library}.") for each in outside(path))
    ]
    assert set(using) <= set(DOORS[library])
    assert using


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_touches_no_framework_but_its_own(room):
    doors = {library for library, files in DOORS.items() if files[0].startswith(f"{room}/")}
    allowed = PURE[room] | doors
    strange = {
        (name(path), each)
        for path in modules(room)
        for each in outside(path)
        if each.partition(".")[0] not in sys.stdlib_module_names
        and not any(each == known or each.startswith(f"{known}.") for known in allowed)
    }
    assert strange == set()


def test_the_arrows_go_round_in_no_circle():
    left = {room: set(others) for room, others in ROOMS.items()}
    while free := {room for room, others in left.items() if not others}:
        left = {room: others - free for room, others in left.items() if room not in free}
    assert left == {}
