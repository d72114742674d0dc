"""The summary of a download, for the page and the service."""

from zope.i18nmessageid import Message

from ... import _
from ...core.timeline.submissions import CHANGED, NEW, SAME
from .download_import import ImportOutcome

CLOSED_TITLES = {
    "private": _("not public at the service"),
    "network": _("for the account's own network only"),
    "archived": _("archived by the account"),
    "story": _("stories"),
    "reply": _("answers to others"),
    "facebook": _("on Facebook"),
    "undated": _("without a day"),
}
LEFT_OUT_TITLES = {
    "messages": _("messages"),
    "logins": _("logins and devices"),
    "positions": _("positions"),
    "repost": _("posts of others, passed on"),
    "message": _("messages"),
    "empty": _("without words or pictures"),
}


def outcome_summary(outcome: ImportOutcome) -> dict:
    """Return an outcome as plain values; reasons are keys of the tables in this module."""
    report = outcome.report
    return {
        "kept": outcome.kept,
        "services": list(report.services),
        "posts": report.posts,
        "known": outcome.known,
        "closed": dict(report.closed),
        "network": outcome.network,
        "pictures": {
            "found": report.pictures,
            "missing": report.lost,
            "beyond": report.beyond,
            "new": outcome.to_make,
            "unreadable": outcome.unread,
            "undescribed": outcome.undescribed,
        },
        "films": report.films,
        "left_out": dict(report.left_out),
        "other_files": report.others,
        "files": [_file(each) for each in report.files],
        "done": {name: outcome.done[name] for name in (NEW, CHANGED, SAME)},
        "seen": outcome.seen,
    }


def reason_rows(reasons: dict[str, int], names: dict[str, Message]) -> list[dict]:
    """Return the ``title`` and the ``number`` of each reason, in the order of ``names``."""
    return [
        {"title": title, "number": reasons[name]}
        for name, title in names.items()
        if reasons.get(name)
    ]


def _file(file) -> dict:
    return {
        "path": file.path,
        "service": file.service,
        "rows": file.rows,
        "posts": file.posts,
        "not_understood": file.strange,
        "left_out": dict(file.left_out),
        "unknown_keys": list(file.unknown),
    }
