"""The format of the commands' log: text for people, or JSON for a system that collects logs."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from ..refresh.settings import is_log_json

TEXT = "%(asctime)s %(levelname)s %(message)s"


def configure_log(environ: Mapping[str, str]) -> None:
    """Log to standard error in the format of SOCIALHUB_LOG. Raise ValueError."""
    formatter = JsonFormatter() if is_log_json(environ) else logging.Formatter(TEXT)
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler])
    if is_log_json(environ):
        sys.excepthook = _log_exception


class JsonFormatter(logging.Formatter):
    """Formats a record as one line of ASCII, so that no message can look like another line."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps(
            {
                "time": moment,
                "level": record.levelname,
                "logger": record.name,
                "message": record.getMessage(),
                "site": _site_path(),
                "exception": self.formatException(record.exc_info) if record.exc_info else None,
            }
        )


def _site_path() -> str | None:
    """Return the path of the Plone site that the thread works for, or None."""
    # A parser process has no site, and does without Zope.
    hooks: Any = sys.modules.get("zope.component.hooks")
    try:
        return "/".join(hooks.getSite().getPhysicalPath())
    except Exception:  # there is none, or the database is away, which is what is logged
        return None


def _log_exception(*exception: Any) -> None:
    logging.getLogger(__name__).critical("The command has failed", exc_info=exception)
