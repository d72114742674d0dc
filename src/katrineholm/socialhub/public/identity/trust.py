"""The trust.txt file: which accounts an organisation says are its own.

Reference: JournalList's trust.txt specification (journallist.net) and
draft-org-trust-relationship-protocol. One ``attribute=value`` a line; ``#`` begins a comment.
"""

import re
from collections.abc import Iterable

from ...core.feeds.links import absolute

# What would end the line or begin a comment, and so put other words in our mouth.
_ENDING = re.compile(r"[\s#]|[^\x21-\x7e]")


def trust_text(site_url: str, contact: str, accounts: Iterable[str]) -> str:
    """The body of ``/.well-known/trust.txt`` (text/plain, UTF-8), accounts sorted, each once.

    ``contact`` is an e-mail or web address, or empty. An address that would break the file's
    lines is left out.
    """
    lines = [
        ("contact", _mail_or_web(contact)),
        *(("social", account) for account in sorted(set(map(_web, accounts)))),
    ]
    written = [f"{attribute}={value}\n" for attribute, value in lines if value]
    return f"# {_web(site_url)} and the accounts that it controls\n" + "".join(written)


def _mail_or_web(text):
    return _web(text) if ":" in text else _plain(text)


def _web(url):
    return absolute(_plain(url))


def _plain(text):
    return "" if _ENDING.search(text) else text
