"""A table of accounts and the spellings of their addresses, as rows for a test.

A table has (platform, account, address, feed, page to look in) for keys, and one spelling a line
for values. A feed or a page may be "=", the account's own address, or "+…", that with something
added.
"""

import pytest

from katrineholm.socialhub.core.platforms.interfaces import Profile


def rows(accounts):
    """A row (spelling, profile) for each spelling."""
    return [
        pytest.param(spelling.strip(), profile, id=f"{profile.platform} {spelling.strip()}")
        for key, spellings in accounts.items()
        for profile in [_profile(*key)]
        for spelling in spellings.strip().splitlines()
    ]


def canonical(accounts):
    """The profiles, each once."""
    return sorted({_profile(*key) for key in accounts}, key=repr)


def _profile(platform, account, url, feed, page):
    return Profile(platform, account, url, _meant(feed, url), _meant(page, url))


def _meant(text, url):
    return url + text[1:] if text[:1] in ("=", "+") else text
