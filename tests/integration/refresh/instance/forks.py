"""Start the command ``socialhub`` again and again without loading Plone each time.

Reads orders, one a line: ``start LOG ARGUMENT…`` answers with the process's number, ``wait
NUMBER`` with how it ended.
"""

import logging
import os
import sys

from mortal import die_with_parent

from katrineholm.socialhub.console.main import main


def load():
    """Everything that a command loads before it opens the database."""
    import OFS.Application
    from Zope2.App.startup import load_zcml
    from Zope2.Startup.run import configure_wsgi

    import katrineholm.socialhub.console.site  # noqa: F401

    configure_wsgi("zope.conf")
    OFS.Application.import_products()
    load_zcml()
    logging.getLogger().handlers.clear()  # so that the command sets up its own


def start(log, *arguments):
    number = os.fork()
    if number:
        return number
    die_with_parent()
    os.setsid()
    for stream in (1, 2):
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOCTTY), stream)
    try:
        sys.exit(main(arguments))
    except SystemExit as ended:
        sys.stderr.flush()
        end(ended.code or 0)


def end(code):
    """As the interpreter does at its end, without the orders that are still to be read."""
    from multiprocessing.util import _exit_function

    _exit_function()
    os._exit(code)


def wait(number):
    return os.waitstatus_to_exitcode(os.waitpid(int(number), 0)[1])


if __name__ == "__main__":
    load()
    print("ready", flush=True)
    while line := sys.stdin.readline():
        order, *words = line.split()
        print({"start": start, "wait": wait}[order](*words), flush=True)
