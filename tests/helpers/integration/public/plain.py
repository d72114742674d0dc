"""What a page says in HTML against the same as plain values."""

import re
from html import unescape

# The keys of plain values whose texts are for reading.
READ = {
    *("title", "heading", "number", "label", "text", "words", "button", "empty", "status"),
    *("help", "order", "lead", "checked", "explained", "seats", "term", "no_link", "account"),
    *("service", "over", "paused", "host", "required", "note", "warning", "silence"),
}
# Texts that the page has in other words, or nowhere: titles of parts that are no headings. Its
# head is compared by itself.
UNSEEN = {"jump", "options", "trap", "card", "head"}


def words(html):
    """The words of a piece of HTML, and of what stands in its fields."""
    spoken = re.sub(r'<[^>]*\b(?:aria-label|placeholder)="([^"]*)"[^>]*>', r" \1 ", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", spoken)).split())


def texts(value, name=""):
    """The texts of plain values that are for reading, wherever in them."""
    if isinstance(value, dict):
        for key, each in value.items() if is_drawn(value) else ():
            if key not in UNSEEN:
                yield from texts(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each, name)
    elif isinstance(value, str) and value and name in READ:
        yield " ".join(unescape(re.sub(r"<[^>]*>", " ", value)).split())


def is_drawn(part):
    """Whether there is anything in a part of a page: it has no heading else."""
    held = [each for name in ("items", "fields", "earlier", "later") if (each := part.get(name))]
    return bool(held) or not part.keys() & {"items", "fields", "earlier"}


def addresses(value):
    """The addresses that plain values lead to, wherever in them.

    A card names its channel, and does not lead to it.
    """
    if isinstance(value, dict):
        for key, each in value.items() if is_drawn(value) else ():
            if key == "head" or (key == "channel" and "names_channel" in value):
                continue
            if isinstance(each, str) and key in ("@id", "url", "target", "page", "action"):
                yield each
            else:
                yield from addresses(each)
    elif isinstance(value, list):
        for each in value:
            yield from addresses(each)


def unsaid(page, value):
    """The texts that a page does not say, though its plain values do."""
    spoken = re.sub(r"\s", "", words(page))
    return [each for each in texts(value) if re.sub(r"\s", "", each) not in spoken]


def unlinked(page, value):
    """The addresses that a page does not lead to, though its plain values do."""
    known = {unescape(each) for each in re.findall(r'(?:href|action)="([^"]*)"', page)}
    return [each for each in addresses(value) if each not in known]
