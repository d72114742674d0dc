"""Calls of parsers in a separate process, while a person waits for the result."""

import atexit
from collections.abc import Callable, Sequence
from functools import partial
from threading import BoundedSemaphore
from typing import Any

from ...core.feeds.errors import FeedError
from ...core.files.table_faults import TableFault
from .parser_pool import ParserPool
from .refusals import FaultyFields, error_message

SECONDS = 10
PROCESSES = 2
MAX_QUEUE = 1  # beside them: one of Plone's four threads is left
NICENESS = 10  # pages come first

_parsers = ParserPool(PROCESSES, SECONDS, niceness=NICENESS)
_turns = BoundedSemaphore(PROCESSES + MAX_QUEUE)
# Before the interpreter waits for them.
atexit.register(_parsers.close)


def run_in_parser(
    function: Callable,
    *args: Any,
    seconds: int = SECONDS,
    files: Sequence[Any] = (),
    ended: str = "too_heavy",
) -> Any:
    """Call a module-level function in another process, see ``ParserPool.run``; return the result.

    Raise FeedError with the code ``ended`` if the process dies, ``overloaded`` if too many wait.
    """
    if not _turns.acquire(blocking=False):
        raise FeedError("overloaded")
    try:
        return _parsers.run(function, *args, seconds=seconds, files=files)
    except FeedError as error:
        is_ended = isinstance(error.__cause__, EOFError)
        raise (FeedError(ended) if is_ended else error) from error.__cause__
    finally:
        _turns.release()


def read_upload(function: Callable, data: bytes) -> Any:
    """Call a reader of an uploaded table; raise FaultyFields if the file cannot be read."""
    try:
        return run_in_parser(function, data)
    except (TableFault, FeedError) as fault:
        raise FaultyFields({"file": error_message(fault)}) from fault


run_in_feed_parser = partial(run_in_parser, ended="bad_feed")
run_in_expression_parser = partial(run_in_parser, ended="endless_expression")


def run_here(
    function: Callable, *args: Any, seconds: int = 0, files: Sequence[Any] = (), ended: str = ""
) -> Any:
    """Return the result of a function in this process. A substitute for ``run_in_parser``."""
    descriptors = [each.fileno() for each in files]
    return function(descriptors, *args) if files else function(*args)
