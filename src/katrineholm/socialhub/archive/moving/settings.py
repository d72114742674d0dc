"""The add-on's settings, and the logotype: of the site, so what another site has decided stays."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from plone.registry.interfaces import IRegistry
from zope.component import getUtility
from zope.schema.interfaces import ValidationError

from ... import PACKAGE_NAME
from ...core.moving.errors import Unmovable
from ...core.moving.values import read, written
from ...site.forms.refusals import Refusal
from ...site.graphics import logo
from ...site.settings.registry import SECRETS

LOGO = "logo"


def told() -> Iterator[dict[str, Any]]:
    """Each setting that is another than the default, by name; no secret is among them."""
    for name, record in _records():
        if record.value != record.field.default and name.rpartition(".")[2] not in SECRETS:
            yield _line(name, record.value)
    if found := logo.logo():
        yield _line(LOGO, found.data)


def decide(line: Mapping[str, Any]) -> str:
    """Decide a setting as a line tells where the site has the default; its name where it stays.

    Raises Unmovable where the line is none.
    """
    try:
        name, value = line["name"], read(line["value"], _no_file)
        if not isinstance(name, str):
            raise TypeError
        return "" if _decide(name, value) else name
    except (KeyError, TypeError, ValueError):
        raise Unmovable("it is no setting") from None


def _line(name, value):
    return {"name": name, "value": written(value, _no_file)}


def _decide(name, value):
    if name == LOGO:
        return _take(value)
    record = dict(_records()).get(name)
    if record is None or name.rpartition(".")[2] in SECRETS:
        return False
    if record.value != record.field.default:
        return record.value == value
    try:
        getUtility(IRegistry)[name] = value
    except ValidationError:
        return False
    return True


def _take(data):
    if logo.logo():
        return logo.logo().data == data
    try:
        logo.put(BytesIO(data))
    except Refusal:
        return False
    return True


def _records():
    registry = getUtility(IRegistry)
    prefix = f"{PACKAGE_NAME}."
    return [
        (name, registry.records[name])
        for name in registry.records.keys(min=prefix)
        if name.startswith(prefix)
    ]


def _no_file(_file):
    raise Unmovable("no setting has a file")
