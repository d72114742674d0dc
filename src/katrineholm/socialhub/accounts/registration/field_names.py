"""The names under which a program may write fields, which are those that it reads."""

from collections.abc import Mapping
from typing import Any

from plone.dexterity.utils import iterSchemata
from zope.schema import getFieldNames

from ... import _
from ...site.pages.rest_errors import bad_request_error

# Names that plone.restapi returns beside the fields, and ignores when they are sent back.
IGNORED_NAMES = frozenset(
    (
        *("@components", "@id", "@static_behaviors", "@type", "UID", "allow_discussion"),
        *("created", "default_page", "id", "is_folderish", "items", "items_total", "batching"),
        *("layout", "lock", "modified", "next_item", "ordering", "parent", "previous_item"),
        *("review_state", "targetUrl", "title", "translation_of", "type_title", "version"),
        *("working_copy", "working_copy_of"),
    )
)
MAX_NAMES = 10


def own_named_data(
    data: Mapping, context: Any, same: Mapping[str, str], read_only: frozenset[str] = frozenset()
) -> dict:
    """Return a program's data with each value under its field's own name.

    ``same`` maps the other names that lists use to fields; ``read_only`` are names in lists that
    cannot be written. If both names are sent, the field's own takes precedence. Raise BadRequest,
    with one sentence, for any other name.
    """
    known = {name for schema in iterSchemata(context) for name in getFieldNames(schema)}
    if unknown := sorted(set(data) - known - IGNORED_NAMES - set(same) - read_only):
        names = ", ".join(name[: MAX_NAMES * 4] for name in unknown[:MAX_NAMES])
        raise bad_request_error(_("There is no field called: ${names}.", mapping={"names": names}))
    renamed = {same[name]: data[name] for name in data if name in same}
    return renamed | {name: value for name, value in data.items() if name not in same}
