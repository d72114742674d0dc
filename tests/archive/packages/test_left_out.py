"""All that the database holds of a channel is in a package, or in its list of what is left out.

The stores are taken from the code: one that is added without either fails here.
"""

import ast
from collections import Counter
from dataclasses import fields
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

import katrineholm.socialhub
from katrineholm.socialhub.archive.packages.left_out import inventory
from katrineholm.socialhub.archive.packages.order_storage import Order
from katrineholm.socialhub.archive.packages.snapshot_storage import Snapshot
from katrineholm.socialhub.core.messages import layout as messages
from katrineholm.socialhub.core.messages.store import KEY as MESSAGES
from katrineholm.socialhub.core.messages.store import IncomingMessage, _new_message
from katrineholm.socialhub.core.timeline import layout as timeline
from katrineholm.socialhub.core.timeline.entry import CONTENT_FIELDS, initial_values
from katrineholm.socialhub.core.timeline.store import KEY as TIMELINE

PACKAGE = Path(katrineholm.socialhub.__file__).parent
PREFIX = "katrineholm.socialhub."
# The functions that open an annotation of a hub, with the position of its key.
OPENERS = {"stored_data": 1, "writable_data": 1, "store_value": 1, "value_handlers": 0}
OPENERS |= {"HubStorage": 0}
WRITERS = {"update_entry", "_apply_decision", "settle"}
# Names that the code of a room has for an object, by the kind of store.
NAMES = {
    "entry": {"entry", "stored", "kept", "merged", "changes"},
    "box": {"box"},
    "timeline": {"root"},
}


@cache
def modules(room=""):
    return {path: ast.parse(path.read_text("utf-8")) for path in (PACKAGE / room).rglob("*.py")}


def nodes(room, kind):
    return [
        (path, each)
        for path, tree in modules(room).items()
        for each in ast.walk(tree)
        if isinstance(each, kind)
    ]


def keys_of(path, node):
    """The keys that a call names: a text, or a constant of its module, which may be a mapping."""
    if isinstance(node, ast.Constant):
        return [node.value]
    dotted = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    module = import_module(PREFIX + dotted)
    if isinstance(node, ast.Subscript):
        return getattr(module, node.value.id).values()
    return [getattr(module, node.id)]


def hub_stores():
    """The key of every annotation of a hub that any module opens."""
    yield from (TIMELINE, MESSAGES)
    for path, call in nodes("", ast.Call):
        place, _, name = ast.unparse(call.func).rpartition(".")
        is_opener = name in OPENERS and place in ("", "hub_storage")
        is_core = path.is_relative_to(PACKAGE / "core")  # which does not know of hubs
        if is_opener and not is_core and path.name != "hub_storage.py":
            yield from keys_of(path, call.args[OPENERS[name]])


def subscripts(room, names):
    """The constant keys that a room's modules give values in objects of some names."""
    for _path, each in nodes(room, ast.Subscript):
        is_set = isinstance(each.ctx, ast.Store) and getattr(each.value, "id", "") in names
        if is_set and isinstance(each.slice, ast.Constant):
            yield each.slice.value
    for _path, each in nodes(room, ast.Call):
        is_call = getattr(each.func, "attr", "") == "setdefault"
        if is_call and getattr(each.func.value, "id", "") in names:
            yield each.args[0].value


def entry_fields():
    """The fields of an entry: of a new one, and those that decisions and submissions add."""
    entry = dict.fromkeys(CONTENT_FIELDS) | {"digest": "", "published": None}
    entry |= dict.fromkeys(("categories", "images", "media", "keys"), ())
    entry |= dict.fromkeys(("title", "summary", "html", "link", "author", "language"), "")
    yield from initial_values(entry, "uid", "id", 0)
    yield from subscripts("core/timeline", NAMES["entry"])
    for _path, call in nodes("core/timeline", ast.Call):
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in WRITERS:
            for each in (one for one in call.args if isinstance(one, ast.Dict)):
                yield from (key.value for key in each.keys if isinstance(key, ast.Constant))


def stores():
    """Every store as the inventory calls it."""
    message = _new_message(1, IncomingMessage("x", "uid", {}))
    found = {
        "hub": (key.removeprefix(PREFIX) for key in hub_stores()),
        "timeline": chain(timeline.new_root(), subscripts("core/timeline", NAMES["timeline"])),
        "box": chain(
            timeline._new_box(""),
            timeline.OPTIONAL_PARTS,
            subscripts("core/timeline", NAMES["box"]),
        ),
        "entry": entry_fields(),
        "messages": (*messages.new_root(), messages.SENT_MAILS, messages.NEXT_SEARCH),
        "message": chain(message, ["completed"]),
        "snapshot": (each.name for each in fields(Snapshot)),
    }
    return {f"{kind}:{name}" for kind, names in found.items() for name in names}


def listed():
    return [each for rows in inventory().values() for row in rows for each in row["stores"]]


def test_every_store_is_in_a_package_or_in_its_list_of_what_is_left_out():
    assert stores() - {*listed()} == set()


def test_nothing_is_listed_that_is_no_store_or_twice():
    assert {*listed()} - stores() == {"order:*"}
    assert [name for name, number in Counter(listed()).items() if number > 1] == []


def test_annotations_are_opened_by_few_modules_alone():
    """The others use those of ``hub_storage``, where the test finds them; these are the site's."""
    wings = ("browser", "refresh", "setup", "site")
    own = {"accounts/channels/hub_storage.py", "core/messages/store.py", "core/timeline/store.py"}
    used = {
        path.relative_to(PACKAGE).as_posix()
        for path, call in nodes("", ast.Call)
        if getattr(call.func, "id", "") == "IAnnotations"
    }
    # What is measured of a site, which hubs were put away, and its apps at the services.
    others = {
        *("accounts/channels/limits.py", "accounts/channels/hub.py"),
        "accounts/registration/login_apps.py",
    }
    assert {each for each in used if each.partition("/")[0] not in wings} == own | others


def test_an_order_is_left_out_as_a_whole():
    assert fields(Order)
    [row] = [row for row in inventory()["left_out"] if "order:*" in row["stores"]]
    assert "hub:packages" in row["stores"]


@pytest.mark.parametrize("row", inventory()["left_out"], ids=lambda row: row["what"])
def test_each_row_says_what_and_why(row):
    assert row["what"][0].isupper()
    assert row["why"].endswith(".")


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        ("hub:post_acts", "hub"),
        ("entry:hand", "entry"),
        ("box:written", "box"),
        ("timeline:masks", "timeline"),
    ],
)
def test_what_only_a_call_or_an_assignment_makes_is_found(found, kind):
    """So that the test above would notice the next one."""
    assert found in stores()
