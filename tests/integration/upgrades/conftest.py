"""A site of an earlier version, opened by the present code."""

from helpers.integration.upgrades import old_site, old_told, upgraded, version  # noqa: F401
from officers import channel, people, receive  # noqa: F401
