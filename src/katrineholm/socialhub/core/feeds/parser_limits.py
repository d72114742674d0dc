"""Limits on feedparser's use of time and memory, and its handling of media elements."""

import re
from typing import Any, TypeAlias

MOST_ENTRIES = 10_000
MOST_TAGS = 60
MOST_NAMESPACES = 200
DEEPEST = 200

Attributes: TypeAlias = dict[str, Any]


class LimitReached(Exception):
    """The document is larger or more deeply nested than any real feed."""


# Control characters of ISO 8859-1, which feedparser reads as Windows-1252.
_CONTROL = re.compile("[\x80-\x9f]")


class _Parameters(dict[str, Any]):
    """A text's parameters, all strings, so that a shallow copy is enough."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return dict(self)


class _Text(str):
    """A text that goes through feedparser's slow translation table only if that changes it."""

    __slots__ = ()

    def translate(self, table: Any) -> str:
        return super().translate(table) if _CONTROL.search(self) else str(self)


# feedparser's own parser, which has no types, follows it among the bases of a class.
_Parser: Any = object


class ParserLimits(_Parser):
    """A mix-in for feedparser's parsers that limits time and memory and reads media elements."""

    sanitize_html = False
    resolve_relative_uris = False

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.contentparams = _Parameters()
        self.deleted: list[str] = []
        self.medium: Attributes | None = None
        self.group = 0

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        if self.depth > DEEPEST:
            raise LimitReached
        if tag == "at:deleted-entry":
            self.deleted += [value for name, value in attrs if name == "ref"]
        super().unknown_starttag(tag, attrs)

    def track_namespace(self, prefix: str | None, uri: str) -> None:
        if len(self.namespaces_in_use) < MOST_NAMESPACES:
            super().track_namespace(prefix, uri)

    def pop(self, element: str, strip_whitespace: int = 1) -> Any:
        if self.elementstack and len(self.elementstack[-1][2]) > 1000:
            _trim(self.elementstack[-1][2])
        return super().pop(element, strip_whitespace)

    def push_content(self, *args: Any) -> None:
        super().push_content(*args)
        self.contentparams = _Parameters(self.contentparams)

    def decode_entities(self, element: str, data: str) -> str:
        return _Text(super().decode_entities(element, data))

    def _add_tag(self, term: Any, scheme: Any, label: Any) -> None:
        if len(self._get_context().setdefault("tags", [])) < MOST_TAGS:
            super()._add_tag(term, scheme, label)

    def _sync_author_detail(self, key: str = "author") -> None:
        context = self._get_context()
        if isinstance(context.get(key), str):
            context[key] = context[key][:300]
        super()._sync_author_detail(key)

    def _start_item(self, attrs: Attributes) -> None:
        if len(self.entries) >= MOST_ENTRIES:
            raise LimitReached
        super()._start_item(attrs)

    _start_entry = _start_item

    def _start_guid(self, attrs: Attributes) -> None:
        super()._start_guid(attrs)
        if attrs.get("ispermalink") == "true":
            self._get_context()["permalink"] = True

    def _start_itunes_summary(self, attrs: Attributes) -> None:
        self.push("itunes_summary", 1)

    def _end_itunes_summary(self) -> None:
        self.pop("itunes_summary")

    def _start_media_group(self, attrs: Attributes) -> None:
        self.group += 1

    def _start_media_content(self, attrs: Attributes) -> None:
        super()._start_media_content(attrs)
        attrs["group"] = self.group
        self.medium = attrs

    def _end_media_content(self) -> None:
        self.medium = None

    def _end_media_group(self) -> None:
        self.group += 1

    def _start_media_description(self, attrs: Attributes) -> None:
        self.push("media_description", 0)

    def _end_media_description(self) -> None:
        text = self.pop("media_description")
        context = self.medium if self.medium is not None else self._get_context()
        if text:
            context.setdefault("media_description", text)

    def _start_media_title(self, attrs: Attributes) -> None:
        self.push("media_title", 0)

    def _end_media_title(self) -> None:
        text = self.pop("media_title")
        if text and self.medium is None:
            self._get_context().setdefault("media_title", text)

    def _start_media_thumbnail(self, attrs: Attributes) -> None:
        super()._start_media_thumbnail(attrs)
        attrs["inner"] = self.medium is not None


def _trim(pieces: list[str]) -> None:
    """Remove blank pieces from both ends at once; feedparser does it one by one."""
    filled = [index for index, piece in enumerate(pieces) if piece.strip()]
    first, last = (filled[0], filled[-1] + 1) if filled else (0, 0)
    pieces[:] = pieces[first:last]
