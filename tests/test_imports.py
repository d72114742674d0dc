"""Who may import whom: wings first, then rooms, and one door per outside library."""

import ast
import re
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub"
# What a wing may import.
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
ROOMS_MAKE = {"boxes": 39, "floors": 13, "arrows": 240}
MOST_OPEN = 3  # modules of a room that others are led to
LEAST_LINES = 26  # of a module that only one other imports
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
    "public/follow": {
        "accounts/channels",
        "core/feeds",
        "core/sources",
        "core/timeline",
        "public/listings",
        "refresh",
        "site/graphics",
        "site/mail",
        "site/pages",
        "site/settings",
    },
    "public/listings": {
        "accounts/channels",
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
        "inbox/intake",
        "inbox/steps",
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
    "office/workplace": {
        "accounts/channels",
        "inbox/steps",
        "refresh",
        "site/pages",
    },
    "office/webhooks": {
        "accounts/channels",
        "core/feeds",
        "core/messages",
        "core/sources",
        "core/timeline",
        "refresh",
        "site/pages",
    },
    "archive/packages": {
        "accounts/channels",
        "accounts/information",
        "accounts/lifecycle",
        "core/feeds",
        "core/files",
        "core/messages",
        "core/timeline",
        "inbox/desk",
        "inbox/oversight",
        "inbox/steps",
        "refresh",
        "site/pages",
        "site/settings",
    },
    "archive/record": {
        "accounts/channels",
        "accounts/lifecycle",
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
        "core/files",
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
# What a room looks up though only rooms above it register it, by its name or interface.
UPWARD = {
    ("core/platforms", "ICatalogueEdits"): "the office's edits are stored in Plone's registry",
    ("site/pages", "IIdentity"): "the head of any page is made here, by facts of the register",
    ("site/pages", "IPublicState"): "the state of pages is that of the entries they show",
    ("accounts/lifecycle", "fetch-now"): "a feed is tested by the button of the channel's page",
    ("public/register", "handles-messages"): "the inbox knows who may report a false account",
}
MOST_UPWARD = 5
# Of the names that we register, Plone has these for all content.
PLONES = {"plone_context_state", "view"}
OUR_NAMES = "katrineholm.socialhub."  # of vocabularies
LOOKUPS = re.compile(r"get_view|(get|query)(Multi)?Adapter|(get|query)Utility|I[A-Z]\w+")
# A view in a path (in a URL a brace stands before it) or in Python, a provider of viewlets.
IN_TEMPLATES = re.compile(
    r"""(?:(?<![}$\w/])\w+(?:/\w+)*/@@|(?:Traverse|get_view)\(['"](?:@@)?|\bprovider:)([\w.-]+)"""
)
# What only one room may touch, and the module of it that does.
DOORS = {
    "protego": ["core/feeds/robots.py"],
    "feedparser": ["core/feeds/xml_parser.py"],
    "urllib3": ["core/feeds/http_client.py"],
    "certifi": ["core/feeds/http_client.py"],
    "confusable_homoglyphs": ["core/platforms/similar_names.py"],
    "rapidfuzz": ["core/platforms/similar_names.py", "core/search/letters.py"],
    "nh3": ["core/feeds/sanitiser.py"],
    "markdown_it": ["accounts/information/manual.py"],
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
        "archive/record/proof_service.py",
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
        "public/listings/topics_service.py",
        "public/posting/entries_service.py",
        "public/posting/download_service.py",
        "inbox/oversight/service.py",
        "public/partyblogs/service.py",
        "accounts/registration/source_service.py",
        "refresh/service.py",
        "public/register/service.py",
        "public/listings/site_search_service.py",
        "site/settings/service.py",
        "office/board/figures_service.py",
        "archive/record/mask_service.py",
        "archive/retention/holds_page.py",
        "archive/retention/disposal_service.py",
        "archive/record/request_service.py",
        "archive/record/reads_page.py",
        "archive/record/cases_page.py",
    ],
    "plone.app.portlets": [
        "browser/navigation.py",
        "site/pages/portlet_base.py",
        "site/pages/portlet_forms.py",
    ],
    "plone.cachepurging": ["public/listings/purges.py"],
    "z3c.caching": ["public/listings/purges.py"],
    "re2": ["accounts/channels/pattern_matcher.py"],
    "tqdm": [
        "refresh/single_round.py",
        "inbox/steps/verify_command.py",
        "inbox/desk/index_command.py",
        "public/listings/index_command.py",
    ],
    "paramiko": ["archive/packages/sftp_target.py"],
    "psycopg2": ["refresh/database_lock.py"],
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


def test_few_lookups_go_upward():
    """Views, macros, adapters and utilities that a room looks up and only rooms above it register.

    Above are the rooms of its wing that it may not import, and all of wings that its wing may not
    import. Links are URLs and do not count. Nor do extension points, for which any number of rooms
    may register an answer: utilities that are collected (``getUtilitiesFor``) or chosen by a name
    in the data (``name=step``), subscription adapters, viewlets, subscribers of events.
    """
    found = set(upward())
    assert found - set(UPWARD) == set()
    assert set(UPWARD) - found == set()
    assert len(UPWARD) <= MOST_UPWARD


def upward():
    """Yield (room, name or interface) of each lookup that only rooms above answer."""
    answers = registered()
    for path in [*modules(), *sorted(PACKAGE.rglob("*.pt"))]:
        room = room_of(path.relative_to(PACKAGE).parts)
        for each in lookups(path) if room in ROOMS else ():
            if each in answers and not any(is_below(room, other) for other in answers[each]):
                yield room, each


def is_below(room, other):
    """Return whether the other room is the same, or one that the first or its wing may import."""
    wing = room.partition("/")[0]
    return other in ROOMS[room] | {room} or other.partition("/")[0] in WINGS[wing]


@cache
def registered():
    """The rooms that register a view or utility, by its name, or by an interface of our own."""
    found = {}
    for file in sorted(PACKAGE.rglob("*.zcml")):
        for element in ElementTree.parse(file).iter():
            for each in registered_names(file, element) - {None, *PLONES}:
                found.setdefault(each, set()).add(room_of(file.relative_to(PACKAGE).parts))
    return found


def registered_names(file, element):
    kind = element.tag.rpartition("}")[2]
    if kind in {"page", "viewletManager"}:
        return {element.get("name")}
    if kind not in {"utility", "adapter"}:
        return set()
    given = element.get("provides", "").rpartition(".")[2]
    own = ({given} if given else implemented(file, element)) & interfaces()
    # Of Plone's interfaces, only named utilities are ours: vocabularies.
    return own or ({element.get("name")} if kind == "utility" else set())


def implemented(file, element):
    """The interfaces that a registration's factory or component is declared to provide."""
    place, name = named(file, element.get("factory") or element.get("component"))
    return {
        each.id
        for node in ast.walk(tree(place))
        for call in getattr(node, "decorator_list", ())
        if node.name == name and isinstance(call, ast.Call)
        if call.func.id in {"implementer", "provider"}
        for each in call.args
    }


def named(file, dotted):
    """The module, and the name in it, of a relative dotted name in a ZCML file."""
    steps = dotted.lstrip(".").split(".")
    folder = file.parents[len(dotted) - len(dotted.lstrip(".")) - 1]
    return folder.joinpath(*steps[:-1]).with_suffix(".py"), steps[-1]


@cache
def interfaces():
    """The names of all interfaces that the package declares."""
    return {
        node.name
        for path in modules()
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and re.match("I[A-Z]", node.name)
    }


def lookups(path):
    """Yield the names and interfaces that a module or a template looks up."""
    if path.suffix == ".pt":
        text = path.read_text("utf-8")
        yield from (each.partition("/")[0] for each in IN_TEMPLATES.findall(text))
        return
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield from names_of_call(node)
        elif isinstance(node, ast.Assign) and "view_name" in ast.unparse(node.targets):
            yield from texts(ast.walk(node.value))  # of a service, which shows the view
        elif isinstance(node, ast.Constant) and str(node.value).startswith(OUR_NAMES):
            yield node.value


def names_of_call(call):
    """Yield the names and interfaces that a call looks up."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    values = [*call.args, *(each.value for each in call.keywords)]
    if LOOKUPS.fullmatch(name):
        yield from texts(values)
        is_chosen = any(each.arg == "name" and not texts([each.value]) for each in call.keywords)
        found = {getattr(each, "id", "") for each in [call.func, *values]} & interfaces()
        yield from () if is_chosen else found
    elif name.endswith("raverse"):
        yield from (each.partition("@@")[2].partition("/")[0] for each in texts(values))


def texts(nodes):
    return [each.value for each in nodes if isinstance(getattr(each, "value", None), str)]


def test_no_short_module_has_a_single_importer():
    """It would be a part of that one. ZCML and the entry points of setup.py import modules, too."""
    used = {}
    for path in modules():
        for other in imported_modules(path):
            used.setdefault(other, set()).add(path)
    short = {path for path in modules() if path.read_text("utf-8").count("\n") < LEAST_LINES}
    others = modules_in_zcml() | {path for path in short if is_entry_point(path)}
    alone = {path for path in short - others if len(used.get(path, ())) < 2}
    assert {name(path) for path in alone if path.name != "__init__.py"} == set()


def imported_modules(path):
    """Yield the modules of the package from which a module imports anything, or as a whole."""
    for dotted, level in imported(path):
        steps, folder = dotted.split("."), path.parents[max(level - 1, 0)]
        if level:
            yield folder.joinpath(*steps).with_suffix(".py")
            yield folder.joinpath(*steps[:-1]).with_suffix(".py")


def modules_in_zcml():
    """The modules that ZCML refers to by relative dotted names."""
    return {
        named(file, dotted)[0]
        for file in PACKAGE.rglob("*.zcml")
        for element in ElementTree.parse(file).iter()
        for value in element.attrib.values()
        for dotted in value.split()
        if dotted.startswith(".")
    }


def is_entry_point(path):
    dotted = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return f'katrineholm.socialhub.{dotted}"' in (PACKAGE.parents[2] / "setup.py").read_text()
