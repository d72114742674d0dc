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


def setting_in(line: Mapping[str, Any]) -> tuple[str, Any]:
    """The name and the value that a line tells; raises Unmovable where it is none."""
    try:
        name, value = line["name"], read(line["value"], _no_file)
    except (KeyError, TypeError, ValueError):
        name = None
    if not isinstance(name, str):
        raise Unmovable("it is no setting")
    return name, value


def decide(name: str, value: Any) -> bool:
    """Decide a setting where the site has the default; whether it is so now."""
    if name == LOGO:
        return _take(value)
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
    return {"name": name, "value": written(value, _no_file)}


def _take(data):
    if not logo.logo():
        try:
            logo.put(BytesIO(data))
        except (Refusal, TypeError):
            return False
    kept = logo.logo()
    return kept is not None and kept.data == data


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
