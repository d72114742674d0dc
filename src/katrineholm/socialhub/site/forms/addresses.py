"""Addresses that a person or a program hands in."""

import re
from ipaddress import ip_network

from plone.schema.email import Email
from zope.i18nmessageid import Message

from ... import PACKAGE_NAME, _
from ...core.feeds.errors import FeedError
from ...core.feeds.settings import allowed
from ...core.platforms.address import NAME_ONLY, whole
from ...core.platforms.catalogue import recognise
from ...core.platforms.did import NOT_A_DID, did
from ...core.platforms.interfaces import Profile
from .refusals import RefusedValue, sentence

# Whose pages may show one of ours in a frame.
ORIGIN = re.compile(r"https://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::[0-9]{1,5})?")
NO_NETWORK = _("Write an address or a network, such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/48.")
NO_ORIGIN = _("Write https:// and a host name, nothing after it: https://www.facebook.com")


def account_at(text: str) -> Profile:
    """The account that an address or a handle leads to; nothing is asked on the net.

    Raises FeedError, with the reason, where it leads to none that may be asked.
    """
    try:
        profile = recognise(text)
    except ValueError as error:
        if str(error) == NAME_ONLY:
            raise FeedError("name_only") from error
        allowed(text)  # says more exactly what is wrong, where it can
        raise FeedError("malformed") from error
    allowed(profile.url)
    return profile


def page_at(text: str) -> str:
    """The address of a page or a feed, whole; raises FeedError where it may not be asked."""
    try:
        address = whole(text)
    except ValueError as error:
        allowed(text)
        raise FeedError("malformed") from error
    allowed(address)
    return address


def email_address(value: str) -> bool:
    """True for an e-mail address; raises InvalidEmail."""
    return Email().validate(value) is None


def bare_did(value: str) -> bool:
    """True for a DID of the AT Protocol; raises RefusedValue."""
    try:
        return bool(did(value))
    except ValueError as error:
        raise RefusedValue(Message(NOT_A_DID, domain=PACKAGE_NAME), value) from error


def web_address(value: str) -> bool:
    """True for an address that may be asked; raises RefusedValue with the reason."""
    return _is_let_through(allowed, value)


def page_address(value: str) -> bool:
    """True for such an address however it is typed: whoever keeps it has it spelled out."""
    return _is_let_through(page_at, value)


def public_address(value: str) -> bool:
    """True for an account's address or handle that the catalogue can make something of."""
    return _is_let_through(account_at, value)


def web_origin(value: str) -> bool:
    """True for an origin as a header names it (RFC 6454), over https; raises RefusedValue."""
    if not ORIGIN.fullmatch(value):
        raise RefusedValue(NO_ORIGIN, value)
    return True


def ip_range(value: str) -> bool:
    """True for an IP address or a network (CIDR, RFC 4632); raises RefusedValue."""
    try:
        return bool(ip_network(value, strict=False))
    except ValueError as error:
        raise RefusedValue(NO_NETWORK, value) from error


def _is_let_through(read, value):
    try:
        read(value)
    except FeedError as error:
        raise RefusedValue(sentence(error), value) from error
    return True
