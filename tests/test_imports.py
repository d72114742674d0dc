"""Who may import whom: wings first, then rooms, and one door per outside library."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub"
# What a wing may import; "browser" is asked by pages through macros, not by Python.
WINGS = {
    "core": set(),
    "site": {"core"},
    "accounts": {"core", "site"},
    "refresh": {"core", "site", "accounts"},
    "public": {"core", "site", "accounts", "refresh"},
    "inbox": {"core", "site", "accounts", "refresh"},
    "office": {"core", "site", "accounts", "refresh", "public", "inbox"},
    "archive": {"core", "site", "accounts", "refresh", "public", "inbox"},
    "console": {"core", "site", "accounts", "refresh"},
    "browser": {"site"},
    "setup": {"core", "site", "accounts", "refresh", "public", "inbox", "office", "browser"},
}
# Modules above the rooms, which no room imports.
ABOVE = {"testing", "upgrades"}
# What any room may import from the package itself.
COMMON = {"", "interfaces"}
# The most of each that wings, and rooms, make.
WINGS_MAKE = {"boxes": 14, "floors": 6, "arrows": 34}
ROOMS_MAKE = {"boxes": 38, "floors": 13, "arrows": 230}
MOST_OPEN = 3  # modules of a room that others are led to
ROOMS = {
    "core/feeds": set(),
    "core/files": set(),
    "core/messages": {"core/search"},
    "core/platforms": set(),
    "core/search": set(),
    "core/sources": {"core/feeds", "core/files"},
    "core/timeline": {"core/platforms", "core/search"},
    "site/graphics": {"core/feeds", "site/pages", "site/settings"},
    "site/mail": {"site/graphics"},
    "site/pages": {
        "core/feeds",
        "core/files",
        "core/messages",
        "core/platforms",
        "core/sources",
    },
    "site/settings": {"core/platforms", "site/pages"},
    "accounts/channels": {
        "core/feeds",
        "core/messages",
        "core/platforms",
        "site/pages",
        "site/settings",
    },
    "accounts/information": {
        "accounts/channels",
        "core/feeds",
        "core/messages",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "accounts/lifecycle": {
        "accounts/channels",
        "accounts/information",
        "accounts/registration",
        "core/platforms",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "accounts/registration": {
        "accounts/channels",
        "core/feeds",
        "core/platforms",
        "core/sources",
        "site/pages",
        "site/settings",
    },
    "refresh": {
        "accounts/channels",
        "accounts/registration",
        "core/feeds",
        "core/sources",
        "core/timeline",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "public/blocks": {
        "accounts/channels",
        "core/feeds",
        "public/facebook",
        "public/listings",
        "public/partyblogs",
        "public/register",
        "site/pages",
    },
    "public/facebook": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/registration",
        "core/platforms",
        "public/listings",
        "site/pages",
        "site/settings",
    },
    "public/listings": {
        "accounts/channels",
        "accounts/information",
        "core/feeds",
        "core/search",
        "core/timeline",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "public/partyblogs": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/registration",
        "core/feeds",
        "refresh",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "public/posting": {
        "accounts/channels",
        "core/feeds",
        "core/platforms",
        "core/sources",
        "core/timeline",
        "public/listings",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "public/register": {
        "accounts/channels",
        "accounts/information",
        "core/feeds",
        "core/files",
        "core/platforms",
        "core/timeline",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "inbox/desk": {
        "accounts/channels",
        "accounts/lifecycle",
        "core/feeds",
        "core/messages",
        "core/search",
        "inbox/steps",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "inbox/intake": {
        "accounts/channels",
        "accounts/registration",
        "core/feeds",
        "core/messages",
        "core/platforms",
        "core/sources",
        "core/timeline",
        "inbox/desk",
        "inbox/steps",
        "refresh",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "inbox/oversight": {
        "accounts/channels",
        "core/files",
        "core/messages",
        "inbox/desk",
        "inbox/steps",
        "refresh",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "inbox/steps": {
        "accounts/channels",
        "accounts/lifecycle",
        "core/feeds",
        "core/messages",
        "refresh",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "office/board": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/registration",
        "core/feeds",
        "core/files",
        "core/messages",
        "core/platforms",
        "core/timeline",
        "inbox/desk",
        "inbox/intake",
        "office/webhooks",
        "public/facebook",
        "public/listings",
        "public/posting",
        "public/register",
        "refresh",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "office/bulk": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/registration",
        "core/feeds",
        "core/files",
        "core/platforms",
        "public/register",
        "site/pages",
    },
    "office/kit": {
        "accounts/channels",
        "core/feeds",
        "core/platforms",
        "site/graphics",
        "site/pages",
        "site/settings",
    },
    "office/webhooks": {
        "accounts/channels",
        "accounts/lifecycle",
        "core/feeds",
        "core/messages",
        "core/sources",
        "core/timeline",
        "refresh",
        "site/pages",
    },
    "archive/packages": {
        "accounts/channels",
        "accounts/lifecycle",
        "core/files",
        "core/messages",
        "core/timeline",
        "inbox/oversight",
        "inbox/steps",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "archive/record": {
        "accounts/channels",
        "archive/packages",
        "core/feeds",
        "core/files",
        "core/messages",
        "core/search",
        "core/timeline",
        "inbox/desk",
        "inbox/oversight",
        "inbox/steps",
        "public/listings",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "archive/retention": {
        "accounts/channels",
        "accounts/registration",
        "archive/packages",
        "core/messages",
        "core/timeline",
        "inbox/oversight",
        "inbox/steps",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "console": {"refresh"},
    "browser": {"site/graphics", "site/pages", "site/settings"},
    "setup": {
        "accounts/channels",
        "browser",
        "core/files",
        "core/messages",
        "core/timeline",
        "inbox/steps",
        "refresh",
        "site/graphics",
        "site/mail",
        "site/pages",
        "site/settings",
    },
}
# What only one room may touch, and the module of it that does.
DOORS = {
    "feedparser": ["core/feeds/xml_parser.py"],
    "urllib3": ["core/feeds/http_client.py"],
    "certifi": ["core/feeds/http_client.py"],
    "confusable_homoglyphs": ["core/platforms/similar_names.py"],
    "rapidfuzz": ["core/platforms/similar_names.py"],
    "nh3": ["core/feeds/sanitiser.py"],
    "ijson": ["core/sources/row_streams.py"],
    "jmespath": ["core/feeds/mapping.py"],
    "cryptography": ["core/sources/vault.py"],
    "PIL": ["core/feeds/picture.py"],
    "lxml": [
        "core/feeds/html_page.py",
        "core/files/package_check.py",
        "core/files/xml_stream.py",
        "site/graphics/svg.py",
    ],
    "cssselect": ["core/feeds/html_page.py"],
    "resvg_py": ["office/kit/files.py"],
    "uharfbuzz": ["office/kit/outlines.py"],
    "plone.restapi": [
        "browser/navigation.py",
        "archive/record/record_service.py",
        "office/board/health_service.py",
        "office/webhooks/page.py",
        "archive/packages/packages_service.py",
        "accounts/registration/channel_service.py",
        "public/facebook/service.py",
        "site/pages/act_service.py",
        "site/pages/json_schema.py",
        "site/pages/page_service.py",
        "site/graphics/service.py",
        "inbox/desk/service.py",
        "inbox/intake/form_service.py",
        "accounts/lifecycle/step_service.py",
        "public/blocks/service.py",
        "public/blocks/sanitizer.py",
        "public/listings/stream_service.py",
        "public/listings/crisis_service.py",
        "public/posting/entries_service.py",
        "public/posting/download_service.py",
        "inbox/oversight/service.py",
        "public/partyblogs/service.py",
        "accounts/registration/source_service.py",
        "refresh/service.py",
        "public/register/service.py",
        "public/listings/site_search_service.py",
        "site/settings/service.py",
        "office/board/figures_page.py",
        "office/board/my_channels.py",
        "archive/record/mask_service.py",
        "archive/retention/holds_page.py",
        "archive/retention/disposal_service.py",
        "archive/record/request_service.py",
    ],
    "plone.app.portlets": [
        "browser/navigation.py",
        "site/pages/portlet_base.py",
        "site/pages/portlet_forms.py",
    ],
    "re2": ["accounts/channels/pattern_matcher.py"],
    "tqdm": [
        "refresh/single_round.py",
        "inbox/steps/verification.py",
        "inbox/desk/index_command.py",
        "public/listings/index_command.py",
    ],
    "smtplib": ["site/mail/transport.py"],
    "rfc8785": ["core/messages/integrity.py"],
    "holidays": ["core/messages/office_hours.py"],
    "marisa_trie": ["core/search/words.py"],
    "simplemma": ["core/search/words.py"],
    "snowballstemmer": ["core/search/words.py"],
    "standardwebhooks": ["core/feeds/webhook_signature.py"],
    "sqlite3": ["core/search/text_index.py"],
    "zc.lockfile": ["core/search/text_index.py", "console/site.py"],
    "zope.index": ["core/search/index.py"],
}
# Frameworks that a room without Plone may touch.
PURE = {
    "core/feeds": set(),
    "core/files": {"ZODB", "BTrees", "persistent", "DateTime", "pytz"},
    "core/messages": {"ZODB", "zope.i18nmessageid", "persistent", "zope.annotation", "BTrees"},
    "core/platforms": {"zope.component", "zope.interface"},
    "core/search": {"BTrees", "persistent"},
    "core/sources": {"zope.component", "zope.interface"},
    "core/timeline": {"ZODB", "BTrees", "persistent", "zope.annotation"},
}


@cache
def modules(room=""):
    return sorted((PACKAGE / room).rglob("*.py"))


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


@cache
def imported(path):
    """(dotted name, level) of every import of a module, wherever in it; level 0 is absolute."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {(alias.name, 0) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            before = f"{node.module}." if node.module else ""
            found |= {(f"{before}{alias.name}", node.level) for alias in node.names}
    return found


def within(path):
    """The room, or the module above the rooms, of each import from the add-on itself."""
    here = path.relative_to(PACKAGE).parent.parts
    for name, level in imported(path):
        if level:
            yield room_of((*here[: len(here) - level + 1], *name.split(".")))


def room_of(steps):
    """The longest start of a dotted path that is a room; a module's own name above the rooms."""
    rooms = ["/".join(steps[:length]) for length in (2, 1)]
    above = steps[0] if (PACKAGE / f"{steps[0]}.py").exists() else ""
    return next((room for room in rooms if room in ROOMS), above)


def name(path):
    return path.relative_to(PACKAGE).as_posix()


def outside(path):
    return {name for name, level in imported(path) if level == 0}


def arrows_of_wings():
    """Every (wing, wing) that one import or more goes from and to."""
    for path in modules():
        box = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for other in within(path) if box in WINGS else ():
            if other.partition("/")[0] not in {box, *COMMON}:
                yield box, other.partition("/")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_the_rooms_it_may(room):
    found = {(name(path), other) for path in modules(room) for other in within(path)}
    assert {arrow for arrow in found if arrow[1] not in ROOMS[room] | COMMON | {room}} == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_may_not_do_what_its_wing_may_not(room):
    wing = room.partition("/")[0]
    assert {other.partition("/")[0] for other in ROOMS[room]} <= WINGS[wing] | {wing}


def test_every_room_has_its_row():
    rooms = {
        path.parent.relative_to(PACKAGE).as_posix()
        for pattern in ("*/__init__.py", "*/*/__init__.py")
        for path in PACKAGE.glob(pattern)
    }
    wings = {room.partition("/")[0] for room in ROOMS if "/" in room}
    assert rooms - wings - ABOVE == set(ROOMS)
    assert {room.partition("/")[0] for room in ROOMS} == set(WINGS)


@pytest.mark.parametrize("place", sorted({*WINGS, *ROOMS}))
def test_every_wing_and_room_says_at_its_door_what_it_is_for(place):
    said = ast.get_docstring(tree(PACKAGE / place / "__init__.py"))
    assert said
    assert "mport" in said


def test_the_wings_stay_easy_to_take_in():
    arrows = set(arrows_of_wings())
    boxes = {box for arrow in arrows for box in arrow}
    others = {box: {to for at, to in arrows if at == box} for box in boxes}
    assert grown(others, WINGS_MAKE) == {}


def test_the_rooms_stay_easy_to_take_in():
    assert grown(ROOMS, ROOMS_MAKE) == {}


def grown(others, most):
    """What there is more of than there may be: boxes, arrows, floors of a house without circles."""
    found = {"boxes": len(others), "arrows": sum(map(len, others.values())), "floors": 0}
    left = {box: set(to) for box, to in others.items()}
    while left:
        free = {box for box, to in left.items() if not to & set(left)}
        assert free, f"they import each other: {sorted(left)}"
        left, found["floors"] = {box: left[box] for box in set(left) - free}, found["floors"] + 1
    return {name: number for name, number in found.items() if number > most[name]}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_may_not_import_what_it_does_not(room):
    found = {other for path in modules(room) for other in within(path)}
    assert ROOMS[room] - found == set()


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_leads_to_few_modules(room):
    said = ast.get_docstring(tree(PACKAGE / room / "__init__.py"))
    names = {
        each for each in re.findall(r"``(\w+)``", said) if (PACKAGE / room / f"{each}.py").exists()
    }
    assert len(names) <= MOST_OPEN


def test_no_room_imports_what_is_above_the_rooms():
    found = {
        (name(path), other) for room in ROOMS for path in modules(room) for other in within(path)
    }
    assert {arrow for arrow in found if arrow[1] in ABOVE} == set()


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


def test_every_room_of_the_core_is_pure():
    assert {room for room in ROOMS if room.startswith("core/")} == set(PURE)


@pytest.mark.parametrize("room", PURE)
def test_a_pure_room_touches_no_framework_but_its_own(room):
    doors = {name for name, files in DOORS.items() if any(f"{room}/" in each for each in files)}
    allowed = PURE[room] | doors
    strange = {
        (name(path), each)
        for path in modules(room)
        for each in outside(path)
        if each.partition(".")[0] not in sys.stdlib_module_names
        and not any(each == known or each.startswith(f"{known}.") for known in allowed)
    }
    assert strange == set()
