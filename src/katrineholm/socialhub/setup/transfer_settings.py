"""Transfer of the settings, the logotype and the hub's annotations to another site."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from plone.dexterity.content import Container
from plone.registry.interfaces import IRegistry
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.schema.interfaces import ValidationError

from .. import PACKAGE_NAME
from ..accounts.channels.hub_storage import is_hub_data
from ..core.files.json_lines import TreeBuilder, tree_lines
from ..core.files.json_values import LoadFile, StoreFile, TransferError, json_value, value_of_json
from ..core.messages import store
from ..core.messages.layout import NEXT_SEARCH, SEARCH, new_search
from ..core.messages.message_lists import add_to_lists
from ..core.timeline.indexes import put_entries_in_place
from ..core.timeline.store import timeline_of
from ..site.graphics import logo
from ..site.pages.refusals import Refusal
from ..site.settings.registry import SECRETS

LOGO = "logo"
# What starts again: the rate limits of the last hour, keyed by a secret of the site, what the
# caches in front of it were asked to purge, by its paths, and what nobody has confirmed:
# downloads, and log-ins at services. The addresses of followers leave the site in no file.
PENDING = ("held_downloads", "logins")
PRIVATE = ("followers",)
NOT_TRANSFERRED = tuple(f"{PACKAGE_NAME}.{name}" for name in ("pace", "purged", *PENDING, *PRIVATE))
# Parts that are built again from the rest.
REBUILT_PARTS = {store.KEY: (SEARCH, NEXT_SEARCH)}


def changed_settings() -> Iterator[dict[str, Any]]:
    """Yield each changed setting, sorted by name and without secrets, and then the logotype."""
    for name, record in _records():
        if record.value != record.field.default and name.rpartition(".")[2] not in SECRETS:
            yield _line(name, record.value)
    if found := logo.site_logo():
        yield _line(LOGO, found.data)


def setting_pair(line: Mapping[str, Any]) -> tuple[str, Any]:
    """Return the name and the value of a setting in a line. Raise TransferError if invalid."""
    try:
        name, value = line["name"], value_of_json(line["value"], _refuse_file)
    except (KeyError, TypeError, ValueError):
        name = None
    if not isinstance(name, str):
        raise TransferError("it is no setting")
    return name, value


def set_if_default(name: str, value: Any) -> bool:
    """Set a setting if it has its default value, and return whether it now has this value."""
    if name == LOGO:
        return _set_logo(value)
    record = dict(_records()).get(name)
    if record is None or name.rpartition(".")[2] in SECRETS:
        return False
    if record.value == record.field.default:
        try:
            getUtility(IRegistry)[name] = value
        except ValidationError:
            return False
    return bool(record.value == value)


def _line(name, value):
    return {"name": name, "value": json_value(value, _refuse_file)}


def _set_logo(data):
    if not logo.site_logo():
        try:
            logo.store_logo(BytesIO(data))
        except (Refusal, TypeError):
            return False
    kept = logo.site_logo()
    return kept is not None and kept.data == data


def _records():
    registry = getUtility(IRegistry)
    prefix = f"{PACKAGE_NAME}."
    return [
        (name, registry.records[name])
        for name in registry.records.keys(min=prefix)
        if name.startswith(prefix)
    ]


def _refuse_file(_file):
    raise TransferError("no setting has a file")


def book_names(hub: Container) -> list[str]:
    """Return the names of the hub's annotations that are transferred."""
    return sorted(
        name for name in IAnnotations(hub) if is_hub_data(name) and name not in NOT_TRANSFERRED
    )


def book_lines(hub: Container, name: str, keep: StoreFile) -> Iterator[bytes]:
    """Return an annotation as lines. Raise TransferError if it contains more than plain data."""
    return tree_lines(name, IAnnotations(hub).get(name), keep, REBUILT_PARTS.get(name, ()))


def book_writer(hub: Container, name: str, give: LoadFile, path: tuple = ()) -> TreeBuilder:
    """Return a writer that builds an annotation from lines, starting at a ``path`` within it."""
    return TreeBuilder(IAnnotations(hub), name, give, path)


def complete_books(hub: Container) -> None:
    """Add the lists of imported messages, and an empty search index that the worker fills.

    In the archive a channel's lists have copies of its entries: put the entries themselves there.
    """
    root = timeline_of(hub).root
    for channel in root["channels"]:
        put_entries_in_place(root, channel)
    messages = IAnnotations(hub).get(store.KEY)
    if messages is None:
        return
    if SEARCH not in messages:
        messages[SEARCH] = new_search()
    for message in messages["messages"].values():
        add_to_lists(messages, message)
