"""A text for a channel's profile on its service, as long as the service allows."""

import re
from collections.abc import Callable, Iterator

from zope.i18nmessageid import Message

from ... import _
from ...core.feeds.text import single_line
from ...core.messages.grounds import GROUNDS
from .card import Card, is_web_url
from .section import with_values

# Characters in a profile's description, by the catalogue's name of the service. Documented by the
# services themselves for Mastodon and Bluesky; for the others as commonly stated, the
# smaller number if sources differ.
LIMITS = {
    "bluesky": 256,
    "facebook": 101,
    "instagram": 150,
    "linkedin": 2000,
    "mastodon": 500,
    "pinterest": 160,
    "threads": 150,
    "tiktok": 80,
    "x": 160,
    "youtube": 1000,
}
DEFAULT_LIMIT = 300
LONGEST_PURPOSE = 1000
FEWEST_WORDS = 8  # of a purpose: fewer are useless
_URL = re.compile(r"https?://\S+")


def profile_text(
    card: Card, limit: int | None = None, *, translate: Callable[[Message], str]
) -> str:
    """Return the fullest profile text that fits, never cut within a word or a URL.

    Comment rules are dropped first, then contact, purpose and the notice on public records;
    administration, municipality and the link to the channel's page last. ``limit`` is in characters
    as the service counts them, and by default the service's own.
    """
    limit = LIMITS.get(card.platform, DEFAULT_LIMIT) if limit is None else limit
    texts = (" ".join(filter(None, parts)) for parts in _versions(card, translate))
    return next((text for text in texts if profile_length(text, card.platform) <= limit), "")


def profile_length(text: str, platform: str) -> int:
    """Return a text's length as a service counts it, or slightly more.

    Mastodon and Bluesky count graphemes, which are never more than the code points counted here;
    Mastodon counts 23 for every URL. The others count UTF-16 units, as web forms do.
    """
    if platform == "mastodon":
        return len(_URL.sub("x" * 23, text))
    return len(text) if platform == "bluesky" else len(text.encode("utf-16-le")) // 2


def _versions(card, translate) -> Iterator[tuple[str, ...]]:
    """Yield the parts of each possible text, from the fullest to the shortest."""
    who, link = translate(_who(card)), translate(_link(card)) if is_web_url(card.page_url) else ""
    if card.state != "closed":
        purpose, records = _sentence(card.purpose), translate(_records(card))
        contact, rules = _contact(card, translate), _rules(card, translate)
        yield who, purpose, records, rules, contact, link
        yield who, purpose, records, contact, link
        yield who, purpose, records, link
        for shorter in _shortened(purpose, FEWEST_WORDS):
            yield who, shorter, records, link
        yield who, records, link
    yield who, link
    if link:
        yield who, card.page_url
    yield (who,)
    for shorter in _shortened(who, 1):
        yield (shorter,)


def _who(card):
    text = _("Official channel of ${administration}, ${municipality}.")
    if card.state == "closed":
        text = _("No longer used by ${administration}, ${municipality}.")
    return with_values(text, administration=card.administration, municipality=card.municipality)


def _link(card):
    text = _("Rules, and how to report a comment: ${url}")
    if card.state == "closed" or not card.dialogue:
        text = _("About the channel: ${url}")
    return with_values(text, url=card.page_url)


def _records(card):
    if card.dialogue:
        return _("Comments and messages become public records.")
    return _("Messages to us become public records.")


def _contact(card, translate):
    contact = ", ".join(filter(None, (card.email, card.phone)))
    return translate(with_values(_("Contact: ${contact}."), contact=contact)) if contact else ""


def _rules(card, translate):
    if not card.dialogue:
        return ""
    every = (*(translate(ground.text) for ground in GROUNDS), *card.own_rules)
    rules = "; ".join(rule.rstrip(" .") for rule in every)
    return translate(with_values(_("A comment may not contain: ${rules}."), rules=rules))


def _sentence(text):
    text = single_line(text, LONGEST_PURPOSE)
    return text if not text or text.endswith((".", "!", "?", "…")) else f"{text}."


def _shortened(text, fewest):
    words = text.split(" ")
    for number in range(len(words) - 1, fewest - 1, -1):
        yield " ".join(words[:number]).rstrip(".,;:–-") + "…"
