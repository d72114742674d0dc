"""What 1.0.0a1 took for the same address, to store posts the way it did."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from katrineholm.socialhub.core.platforms.urls import TRACKING
from katrineholm.socialhub.core.timeline import fingerprints, identity, similarity, submissions


def comparable(link):
    parts = urlsplit(link)
    host, path = parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")
    place = f"{host}/{path.lstrip('/').partition('/')[0]}"
    kept = "&".join(part for part in parts.query.split("&") if not TRACKING.fullmatch(part))
    return place, f"{host}{path}?{urlencode(parse_qsl(kept, True)) if parts.query else ''}"


def as_before(patch) -> None:
    """Have a monkeypatch tell posts apart as 1.0.0a1 did."""
    for module in (similarity, identity, fingerprints, submissions):
        patch.setattr(module, "identity", comparable)
