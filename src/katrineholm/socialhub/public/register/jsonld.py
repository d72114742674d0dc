"""The organisation behind a page as JSON-LD (schema.org), for search engines."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

CONTEXT = "https://schema.org"
KIND = "GovernmentOrganization"
# These could end the script element or begin a comment (HTML, "script data state").
_HARMLESS = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@dataclass(frozen=True, slots=True)
class Organisation:
    """A municipality or an administration; ``url`` is its page, e-mail and phone may be empty."""

    name: str
    url: str
    email: str = ""
    telephone: str = ""


def organisation_json_ld(
    body: Organisation, accounts: Iterable[str], departments: Iterable[Organisation] = ()
) -> dict:
    """Return an organisation as JSON-LD, with its accounts (``sameAs``) and departments."""
    parts = [_organisation(each) for each in departments]
    more = _non_empty(sameAs=_unique(accounts), department=parts)
    return {"@context": CONTEXT, **_organisation(body), **more}


def channel_json_ld(owner: Organisation, municipality: Organisation, account: str) -> dict:
    """Return the owner of a channel as JSON-LD, with its account and the municipality."""
    whole = {} if owner == municipality else {"parentOrganization": _organisation(municipality)}
    return {
        "@context": CONTEXT,
        **_organisation(owner),
        **_non_empty(sameAs=_unique([account])),
        **whole,
    }


def script_json(data: dict) -> str:
    """Return ASCII JSON that is safe within ``<script type="application/ld+json">``.

    It cannot contain ``</script``, ``<!--`` or a line separator, and neither quoting nor
    ``structure`` in the template changes it.
    """
    text = json.dumps(data)
    for sign, harmless in _HARMLESS.items():
        text = text.replace(sign, harmless)
    return text


def _organisation(body):
    more = _non_empty(email=body.email, telephone=body.telephone)
    name = f"{body.url}#organisation"
    return {"@id": name, "@type": KIND, "name": body.name, "url": body.url, **more}


def _non_empty(**properties):
    return {name: value for name, value in properties.items() if value}


def _unique(accounts):
    return sorted({account for account in accounts if account})
