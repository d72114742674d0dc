"""What keeps feedparser from quadratic time and memory, and media texts in their place."""

import re

MOST_ENTRIES = 10_000
MOST_TAGS = 60
MOST_NAMESPACES = 200
DEEPEST = 200


class Enough(Exception):
    """The document is larger or deeper than any feed."""


# Control characters of ISO 8859-1, which feedparser takes for letters of Windows-1252.
_CONTROL = re.compile("[\x80-\x9f]")


class _Parameters(dict):
    """What is known of a text: words, asked for at each tag and copied at its end."""

    def __deepcopy__(self, memo):
        return dict(self)


class _Text(str):
    """A text that goes through feedparser's table only where the table has anything to say.

    Going through it letter by letter is an eighth of what reading a document costs.
    """

    __slots__ = ()

    def translate(self, table):
        return super().translate(table) if _CONTROL.search(self) else str(self)


class Limits:
    """What keeps feedparser from quadratic time and memory, and media texts in their place."""

    sanitize_html = False
    resolve_relative_uris = False

    def __init__(self, *args):
        super().__init__(*args)
        self.contentparams = _Parameters()
        self.deleted = []
        self.medium = None
        self.group = 0

    def unknown_starttag(self, tag, attrs):
        if self.depth > DEEPEST:
            raise Enough
        if tag == "at:deleted-entry":
            self.deleted += [value for name, value in attrs if name == "ref"]
        super().unknown_starttag(tag, attrs)

    def track_namespace(self, prefix, uri):
        if len(self.namespaces_in_use) < MOST_NAMESPACES:
            super().track_namespace(prefix, uri)

    def pop(self, element, strip_whitespace=1):
        if self.elementstack and len(self.elementstack[-1][2]) > 1000:
            _trim(self.elementstack[-1][2])
        return super().pop(element, strip_whitespace)

    def push_content(self, *args):
        super().push_content(*args)
        self.contentparams = _Parameters(self.contentparams)

    def decode_entities(self, element, data):
        return _Text(super().decode_entities(element, data))

    def _add_tag(self, term, scheme, label):
        if len(self._get_context().setdefault("tags", [])) < MOST_TAGS:
            super()._add_tag(term, scheme, label)

    def _sync_author_detail(self, key="author"):
        context = self._get_context()
        if isinstance(context.get(key), str):
            context[key] = context[key][:300]
        super()._sync_author_detail(key)

    def _start_item(self, attrs):
        if len(self.entries) >= MOST_ENTRIES:
            raise Enough
        super()._start_item(attrs)

    _start_entry = _start_item

    def _start_itunes_summary(self, attrs):
        self.push("itunes_summary", 1)

    def _end_itunes_summary(self):
        self.pop("itunes_summary")

    def _start_media_group(self, attrs):
        self.group += 1

    def _start_media_content(self, attrs):
        super()._start_media_content(attrs)
        attrs["group"] = self.group
        self.medium = attrs

    def _end_media_content(self):
        self.medium = None

    def _end_media_group(self):
        self.group += 1

    def _start_media_description(self, attrs):
        self.push("media_description", 0)

    def _end_media_description(self):
        said = self.pop("media_description")
        context = self.medium if self.medium is not None else self._get_context()
        if said:
            context.setdefault("media_description", said)

    def _start_media_title(self, attrs):
        self.push("media_title", 0)

    def _end_media_title(self):
        said = self.pop("media_title")
        if said and self.medium is None:
            self._get_context().setdefault("media_title", said)

    def _start_media_thumbnail(self, attrs):
        super()._start_media_thumbnail(attrs)
        attrs["inner"] = self.medium is not None


def _trim(pieces):
    """Take blank pieces off both ends in one go; feedparser does it one by one."""
    filled = [index for index, piece in enumerate(pieces) if piece.strip()]
    first, last = (filled[0], filled[-1] + 1) if filled else (0, 0)
    pieces[:] = pieces[first:last]
