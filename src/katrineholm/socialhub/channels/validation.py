"""Addresses that a person or a program hands in."""

from plone.schema.email import Email
from zope.i18nmessageid import Message
from zope.schema import ValidationError

from .. import PACKAGE_NAME
from ..feeds.errors import FeedError
from ..feeds.settings import allowed
from ..platforms.did import NOT_A_DID, did
from .problems import sentence
from .spelling import account_at, page_at


class RefusedAddress(ValidationError):
    """An address that cannot be used; says why."""

    def doc(self):
        return sentence(self.args[0])


class NoDid(ValidationError):
    __doc__ = Message(NOT_A_DID, domain=PACKAGE_NAME)


def email_address(value: str) -> bool:
    """True for an e-mail address; raises InvalidEmail."""
    return Email().validate(value) is None


def bare_did(value: str) -> bool:
    """True for a DID of the AT Protocol; raises NoDid."""
    try:
        return bool(did(value))
    except ValueError as error:
        raise NoDid(value) from error


def web_address(value: str) -> bool:
    """True for an address that may be asked; raises RefusedAddress with the reason."""
    return _is_let_through(allowed, value)


def page_address(value: str) -> bool:
    """True for such an address however it is typed: whoever keeps it has it spelled out."""
    return _is_let_through(page_at, value)


def public_address(value: str) -> bool:
    """True for an account's address or handle that the catalogue can make something of."""
    return _is_let_through(account_at, value)


def _is_let_through(read, value):
    try:
        read(value)
    except FeedError as error:
        raise RefusedAddress(error) from error
    return True
