"""The files and sealed evidence of a message, as downloads that no browser displays."""

from urllib.parse import quote

from plone.dexterity.content import Container
from zExceptions import NotFound
from ZPublisher.HTTPRequest import HTTPRequest

from ...core.messages.integrity import canonical_json
from ...core.messages.store import messages_of
from ..steps.submission import media_type


def file_download(request: HTTPRequest, hub: Container, number: int, name: str) -> bytes:
    """Return a file of a message; raise NotFound."""
    data = messages_of(hub).file(number, name)
    if data is None:
        raise NotFound(name)
    return _download(request, name, media_type(data) or "application/octet-stream", data)


def evidence_download(request: HTTPRequest, hub: Container, number: int, position: str) -> bytes:
    """Return a seal as canonical JSON, numbered from 1; raise NotFound."""
    seals = messages_of(hub).evidence(number)
    at = int(position) if position.isascii() and position.isdigit() and len(position) < 9 else 0
    if not 0 < at <= len(seals):
        raise NotFound(position)
    name = f"bevis-{number}-{at}.json"
    return _download(request, name, "application/json", canonical_json(seals[at - 1]))


def _download(request, name, kind, data):
    response = request.response
    response.setHeader("Content-Type", kind)
    response.setHeader(
        "Content-Disposition", f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    )
    response.setHeader("X-Content-Type-Options", "nosniff")
    return data
