"""Who stands behind a page, in schema.org's words for search engines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

CONTEXT = "https://schema.org"
KIND = "GovernmentOrganization"
# What would end the script element or turn into a comment there (HTML, "script data state").
_HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@dataclass(frozen=True, slots=True)
class Body:
    """A municipality or an administration; ``url`` is its page, the rest may be empty."""

    name: str
    url: str
    email: str = ""
    telephone: str = ""


def organisation(body: Body, accounts: Iterable[str], departments: Iterable[Body] = ()) -> dict:
    """The municipality as JSON-LD: its official accounts (``sameAs``) and its administrations."""
    parts = [_body(each) for each in departments]
    told = _given(sameAs=_each_once(accounts), department=parts)
    return {"@context": CONTEXT, **_body(body), **told}


def channel(owner: Body, municipality: Body, account: str) -> dict:
    """The administration behind one channel, as JSON-LD for the channel's page.

    Where the municipality itself owns the channel, give it twice.
    """
    whole = {} if owner == municipality else {"parentOrganization": _body(municipality)}
    return {"@context": CONTEXT, **_body(owner), **_given(sameAs=_each_once([account])), **whole}


def script_safe(data: dict) -> str:
    """ASCII JSON that may stand in ``<script type="application/ld+json">`` as it is.

    No ``</script``, ``<!--`` or line separator can come of what it holds, and neither quoting
    nor ``structure`` in the template changes it.
    """
    text = json.dumps(data)
    for sign, harmless in _HARMLESS.items():
        text = text.replace(sign, harmless)
    return text


def _body(body):
    told = _given(email=body.email, telephone=body.telephone)
    name = f"{body.url}#organisation"
    return {"@id": name, "@type": KIND, "name": body.name, "url": body.url, **told}


def _given(**properties):
    return {name: value for name, value in properties.items() if value}


def _each_once(accounts):
    return sorted({account for account in accounts if account})
