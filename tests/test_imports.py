"""Who may import whom: wings first, then rooms, and one door per outside library."""

import ast
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
MOST_BOXES, MOST_FLOORS, MOST_ARROWS = 14, 6, 34
ROOMS = {
    "core/feeds": set(),
    "core/connectors": {"core/feeds"},
    "core/hooks": {"core/feeds"},
    "core/platforms": set(),
    "core/timeline": {"core/platforms", "core/search"},
    "core/tables": set(),
    "core/downloads": {"core/feeds", "core/tables"},
    "core/search": set(),
    "core/comparing": set(),
    "core/packages": set(),
    "core/moving": set(),
    "core/messages": {"core/search"},
    "site/forms": {
        "core/downloads",
        "core/feeds",
        "core/messages",
        "core/platforms",
        "core/tables",
        "site/caching",
    },
    "site/caching": set(),
    "site/parsing": {"core/downloads", "core/feeds", "core/tables", "site/forms"},
    "site/settings": {"core/platforms", "site/forms"},
    "site/graphics": {"core/feeds", "site/forms", "site/parsing", "site/settings"},
    "site/mail": {"site/graphics"},
    "site/portlets": {"site/caching", "site/forms"},
    "accounts/channels": {
        "accounts/people",
        "core/feeds",
        "core/messages",
        "core/platforms",
        "site/caching",
        "site/forms",
        "site/settings",
    },
    "accounts/guard": {"accounts/channels", "site/forms"},
    "accounts/judging": {"accounts/channels", "accounts/people", "core/platforms", "site/forms"},
    "accounts/editing": {
        "accounts/channels",
        "accounts/judging",
        "accounts/people",
        "core/connectors",
        "core/feeds",
        "core/messages",
        "core/platforms",
        "site/forms",
        "site/parsing",
        "site/settings",
    },
    "accounts/people": set(),
    "accounts/lifecycle": {
        "accounts/channels",
        "accounts/editing",
        "accounts/judging",
        "accounts/people",
        "core/platforms",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "accounts/duties": {
        "accounts/about",
        "accounts/channels",
        "accounts/judging",
        "accounts/lifecycle",
        "accounts/people",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "accounts/rules": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/people",
        "core/feeds",
        "site/forms",
        "site/mail",
    },
    "accounts/connections": {
        "accounts/channels",
        "core/connectors",
        "core/feeds",
        "site/forms",
    },
    "accounts/looks": {
        "accounts/channels",
        "accounts/connections",
        "accounts/people",
        "core/feeds",
        "site/forms",
    },
    "accounts/about": {
        "accounts/channels",
        "accounts/rules",
        "core/feeds",
        "site/forms",
        "site/settings",
    },
    "refresh": {
        "accounts/channels",
        "accounts/connections",
        "accounts/judging",
        "accounts/lifecycle",
        "accounts/people",
        "core/connectors",
        "core/feeds",
        "core/hooks",
        "core/timeline",
        "site/forms",
        "site/mail",
        "site/parsing",
        "site/settings",
    },
    "public/search": {
        "accounts/channels",
        "core/feeds",
        "core/search",
        "core/timeline",
        "refresh",
        "site/caching",
    },
    "public/listings": {
        "accounts/about",
        "accounts/channels",
        "accounts/people",
        "core/comparing",
        "core/feeds",
        "core/hooks",
        "core/search",
        "core/timeline",
        "public/search",
        "refresh",
        "site/caching",
        "site/forms",
        "site/portlets",
        "site/settings",
    },
    "public/crisis": {
        "accounts/channels",
        "core/timeline",
        "public/listings",
        "site/caching",
        "site/forms",
    },
    "public/sitesearch": {"public/listings", "site/forms"},
    "public/posting": {
        "accounts/channels",
        "core/feeds",
        "core/platforms",
        "core/timeline",
        "public/listings",
        "refresh",
        "site/forms",
        "site/parsing",
    },
    "public/downloads": {
        "accounts/channels",
        "core/downloads",
        "core/feeds",
        "core/timeline",
        "public/posting",
        "refresh",
        "site/forms",
        "site/parsing",
        "site/settings",
    },
    "public/register": {
        "accounts/about",
        "accounts/channels",
        "accounts/duties",
        "accounts/editing",
        "accounts/people",
        "core/tables",
        "core/timeline",
        "public/identity",
        "site/caching",
        "site/forms",
        "site/portlets",
        "site/settings",
    },
    "public/verification": {
        "accounts/channels",
        "core/platforms",
        "core/timeline",
        "public/identity",
        "public/register",
        "site/caching",
        "site/forms",
        "site/settings",
    },
    "public/identity": {
        "accounts/channels",
        "core/feeds",
        "core/platforms",
        "refresh",
        "site/caching",
        "site/forms",
        "site/settings",
    },
    "public/facebook": {
        "accounts/channels",
        "accounts/editing",
        "accounts/judging",
        "accounts/lifecycle",
        "accounts/people",
        "core/platforms",
        "public/listings",
        "site/caching",
        "site/forms",
        "site/portlets",
        "site/settings",
    },
    "public/blocks": {
        "accounts/channels",
        "core/feeds",
        "public/facebook",
        "public/listings",
        "public/partyblogs",
        "public/register",
        "public/verification",
        "site/forms",
        "site/portlets",
    },
    "public/statements": {
        "accounts/about",
        "accounts/channels",
        "site/caching",
        "site/forms",
        "site/settings",
    },
    "public/partyblogs": {
        "accounts/channels",
        "accounts/editing",
        "accounts/lifecycle",
        "accounts/people",
        "core/feeds",
        "refresh",
        "site/caching",
        "site/forms",
        "site/mail",
        "site/portlets",
        "site/settings",
    },
    "inbox/reminders": {
        "accounts/channels",
        "accounts/duties",
        "accounts/lifecycle",
        "accounts/people",
        "accounts/rules",
        "core/messages",
        "refresh",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "inbox/routing": {
        "accounts/channels",
        "accounts/duties",
        "accounts/lifecycle",
        "accounts/people",
        "core/messages",
        "inbox/reminders",
        "refresh",
        "site/forms",
        "site/settings",
    },
    "inbox/steps": {
        "accounts/channels",
        "accounts/people",
        "accounts/rules",
        "core/feeds",
        "core/messages",
        "inbox/reminders",
        "inbox/routing",
        "site/forms",
        "site/settings",
    },
    "inbox/search": {
        "accounts/channels",
        "accounts/duties",
        "accounts/people",
        "core/feeds",
        "core/messages",
        "core/search",
        "inbox/steps",
        "refresh",
        "site/forms",
    },
    "inbox/desk": {
        "accounts/channels",
        "accounts/duties",
        "accounts/people",
        "core/messages",
        "core/search",
        "inbox/reminders",
        "inbox/routing",
        "inbox/search",
        "inbox/steps",
        "site/forms",
        "site/settings",
    },
    "inbox/intake": {
        "accounts/channels",
        "accounts/connections",
        "accounts/lifecycle",
        "accounts/rules",
        "core/connectors",
        "core/feeds",
        "core/messages",
        "core/platforms",
        "core/timeline",
        "inbox/desk",
        "inbox/reminders",
        "inbox/routing",
        "inbox/steps",
        "refresh",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "inbox/records": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/people",
        "accounts/rules",
        "core/messages",
        "core/tables",
        "inbox/desk",
        "inbox/reminders",
        "inbox/routing",
        "inbox/steps",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "inbox/oversight": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/people",
        "accounts/rules",
        "core/messages",
        "core/tables",
        "inbox/desk",
        "inbox/records",
        "inbox/reminders",
        "inbox/routing",
        "inbox/steps",
        "refresh",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "office/board": {
        "accounts/channels",
        "accounts/duties",
        "accounts/lifecycle",
        "accounts/looks",
        "accounts/people",
        "accounts/rules",
        "core/feeds",
        "core/platforms",
        "core/tables",
        "core/timeline",
        "office/webhooks",
        "public/facebook",
        "public/identity",
        "public/register",
        "refresh",
        "site/caching",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "office/doctor": {
        "accounts/channels",
        "accounts/editing",
        "accounts/judging",
        "core/feeds",
        "public/listings",
        "site/forms",
        "site/settings",
    },
    "office/importing": {
        "accounts/channels",
        "accounts/editing",
        "accounts/judging",
        "accounts/people",
        "core/feeds",
        "core/platforms",
        "core/tables",
        "public/register",
        "site/forms",
        "site/parsing",
    },
    "office/bulk": {
        "accounts/channels",
        "accounts/judging",
        "accounts/lifecycle",
        "office/importing",
        "public/register",
        "site/forms",
    },
    "office/kit": {
        "accounts/channels",
        "core/feeds",
        "core/platforms",
        "site/forms",
        "site/graphics",
        "site/settings",
    },
    "office/mine": {
        "accounts/channels",
        "accounts/connections",
        "accounts/editing",
        "accounts/lifecycle",
        "accounts/looks",
        "inbox/desk",
        "public/posting",
        "refresh",
        "site/caching",
        "site/forms",
    },
    "archive/holding": {
        "accounts/channels",
        "accounts/people",
        "core/messages",
        "core/timeline",
        "inbox/records",
        "inbox/routing",
        "site/forms",
    },
    "archive/masking": {
        "accounts/channels",
        "accounts/people",
        "core/feeds",
        "core/timeline",
        "inbox/routing",
        "site/forms",
    },
    "archive/packing": {
        "accounts/channels",
        "accounts/duties",
        "accounts/people",
        "core/messages",
        "core/packages",
        "core/tables",
        "core/timeline",
        "inbox/records",
        "site/settings",
    },
    "archive/moving": {
        "accounts/channels",
        "core/messages",
        "core/moving",
        "core/timeline",
        "site/forms",
        "site/graphics",
        "site/settings",
    },
    "archive/orders": {
        "accounts/channels",
        "accounts/people",
        "archive/packing",
        "core/packages",
        "core/timeline",
        "inbox/routing",
        "refresh",
        "site/forms",
        "site/settings",
    },
    "archive/closing": {
        "accounts/channels",
        "accounts/judging",
        "archive/orders",
        "core/timeline",
        "inbox/routing",
        "site/forms",
    },
    "archive/snapshots": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/people",
        "accounts/rules",
        "archive/orders",
        "archive/packing",
        "core/packages",
        "core/timeline",
        "inbox/routing",
        "refresh",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "archive/due": {
        "accounts/channels",
        "archive/closing",
        "archive/orders",
        "archive/snapshots",
        "core/messages",
        "core/timeline",
        "inbox/records",
        "site/forms",
        "site/settings",
    },
    "archive/retention": {
        "accounts/channels",
        "accounts/people",
        "archive/orders",
        "archive/snapshots",
        "core/timeline",
        "inbox/oversight",
        "inbox/routing",
        "refresh",
        "site/forms",
        "site/settings",
    },
    "archive/searching": {
        "accounts/channels",
        "core/messages",
        "core/search",
        "core/timeline",
        "inbox/desk",
        "inbox/records",
        "inbox/routing",
        "public/search",
        "refresh",
        "site/forms",
    },
    "archive/withdrawals": {
        "accounts/channels",
        "core/timeline",
        "inbox/routing",
        "site/forms",
    },
    "archive/record": {
        "accounts/channels",
        "accounts/people",
        "archive/packing",
        "archive/searching",
        "core/messages",
        "core/search",
        "core/timeline",
        "inbox/desk",
        "inbox/reminders",
        "public/listings",
        "site/forms",
        "site/settings",
    },
    "archive/requests": {
        "accounts/channels",
        "accounts/people",
        "archive/masking",
        "archive/packing",
        "archive/searching",
        "archive/snapshots",
        "core/feeds",
        "core/messages",
        "core/packages",
        "core/timeline",
        "inbox/desk",
        "inbox/records",
        "inbox/reminders",
        "inbox/routing",
        "site/forms",
        "site/settings",
    },
    "office/webhooks": {
        "accounts/channels",
        "accounts/lifecycle",
        "accounts/people",
        "core/connectors",
        "core/feeds",
        "core/hooks",
        "core/messages",
        "core/timeline",
        "refresh",
        "site/forms",
        "site/mail",
        "site/settings",
    },
    "office/figures": {
        "accounts/channels",
        "accounts/connections",
        "accounts/looks",
        "core/feeds",
        "core/messages",
        "core/tables",
        "core/timeline",
        "inbox/intake",
        "public/register",
        "refresh",
        "site/caching",
        "site/forms",
        "site/settings",
    },
    "office/sources": {
        "accounts/channels",
        "core/feeds",
        "core/timeline",
        "refresh",
        "site/forms",
        "site/parsing",
    },
    "console": {"refresh"},
    "browser": {"site/forms", "site/graphics", "site/settings"},
    "setup": {
        "accounts/channels",
        "accounts/lifecycle",
        "browser",
        "core/messages",
        "inbox/routing",
        "refresh",
        "site/forms",
        "site/graphics",
        "site/mail",
        "site/portlets",
    },
}
# What only one room may touch, and the module of it that does.
DOORS = {
    "feedparser": ["core/feeds/parse.py"],
    "urllib3": ["core/feeds/guard.py"],
    "certifi": ["core/feeds/guard.py"],
    "confusable_homoglyphs": ["core/platforms/likeness.py"],
    "rapidfuzz": ["core/platforms/likeness.py"],
    "nh3": ["core/feeds/clean.py"],
    "ijson": ["core/downloads/streams.py"],
    "jmespath": ["core/feeds/mapping.py"],
    "cryptography": ["core/connectors/vault.py"],
    "PIL": ["core/feeds/picture.py"],
    "lxml": [
        "core/feeds/page.py",
        "core/packages/checking.py",
        "core/packages/xmlout.py",
        "site/graphics/svg.py",
    ],
    "cssselect": ["core/feeds/page.py"],
    "resvg_py": ["office/kit/png.py"],
    "uharfbuzz": ["office/kit/letters.py"],
    "plone.restapi": [
        "browser/navigation.py",
        "archive/record/service.py",
        "office/board/service.py",
        "office/webhooks/service.py",
        "archive/orders/service.py",
        "accounts/editing/service.py",
        "accounts/editing/written_service.py",
        "public/facebook/service.py",
        "site/forms/act_service.py",
        "site/forms/json_schema.py",
        "site/forms/page_service.py",
        "site/graphics/service.py",
        "inbox/desk/service.py",
        "inbox/intake/service.py",
        "accounts/lifecycle/service.py",
        "public/blocks/service.py",
        "public/blocks/shapes.py",
        "public/listings/service.py",
        "public/crisis/service.py",
        "public/posting/service.py",
        "public/downloads/service.py",
        "inbox/oversight/service.py",
        "public/partyblogs/service.py",
        "accounts/connections/service.py",
        "refresh/service.py",
        "public/register/service.py",
        "public/sitesearch/service.py",
        "site/settings/service.py",
        "site/settings/service.py",
        "public/verification/service.py",
        "office/figures/service.py",
        "office/mine/service.py",
        "archive/masking/service.py",
        "archive/holding/service.py",
        "archive/retention/service.py",
        "archive/requests/service.py",
    ],
    "plone.app.portlets": [
        "browser/navigation.py",
        "site/portlets/base.py",
        "site/portlets/forms.py",
    ],
    "re2": ["accounts/channels/patterns.py"],
    "tqdm": [
        "refresh/once.py",
        "inbox/steps/checking.py",
        "inbox/search/index_command.py",
        "public/search/index_command.py",
    ],
    "smtplib": ["site/mail/postman.py"],
    "rfc8785": ["core/messages/sealing.py"],
    "holidays": ["core/messages/clocks.py"],
    "marisa_trie": ["core/search/words.py"],
    "simplemma": ["core/search/words.py"],
    "snowballstemmer": ["core/search/words.py"],
    "standardwebhooks": ["core/hooks/signing.py"],
    "sqlite3": ["core/search/textfile.py"],
    "zc.lockfile": ["core/search/textfile.py", "console/site.py"],
    "zope.index": ["core/search/index.py"],
}
# Frameworks that a room without Plone may touch.
PURE = {
    "core/feeds": set(),
    "core/connectors": {"zope.component", "zope.interface"},
    "core/hooks": set(),
    "core/platforms": {"zope.component", "zope.interface"},
    "core/timeline": {"ZODB", "BTrees", "persistent", "zope.annotation"},
    "core/tables": set(),
    "core/downloads": set(),
    "core/search": {"BTrees", "persistent"},
    "core/moving": {"ZODB", "BTrees", "persistent", "DateTime", "pytz"},
    "core/messages": {"ZODB", "zope.i18nmessageid", "persistent", "zope.annotation", "BTrees"},
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


def test_the_house_stays_easy_to_take_in():
    arrows = set(arrows_of_wings())
    boxes = {box for arrow in arrows for box in arrow}
    left, floors = {box: {to for at, to in arrows if at == box} for box in boxes}, 0
    while left and (free := {box for box, others in left.items() if not others & set(left)}):
        left, floors = {box: others for box, others in left.items() if box not in free}, floors + 1
    assert left == {}
    assert len(boxes) <= MOST_BOXES
    assert floors <= MOST_FLOORS
    assert len(arrows) <= MOST_ARROWS


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
