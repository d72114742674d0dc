"""Do what takes Plone, each time in a process of its own, without loading Plone each time.

Reads orders, one a line, and answers each with a number:

- ``start LOG ARGUMENT…`` the command ``socialhub``; with the process's number,
- ``web LOG CONF`` a web server, likewise; it writes its port into the log's folder, under that,
- ``make LOG FOLDER SITE ARGUMENT…`` the site of that module in a folder, likewise,
- ``wait NUMBER`` with how that process ended.
"""

import logging
import os
import sys
from importlib import import_module
from pathlib import Path

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


def forked(work):
    """An order that has something done by a process of its own, and names that."""

    def order(log, *arguments):
        number = os.fork()
        if number:
            return number
        die_with_parent()
        os.setsid()
        for stream in (1, 2):
            os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOCTTY), stream)
        try:
            sys.exit(work(log, *arguments))
        except SystemExit as ended:
            sys.stderr.flush()
            end(ended.code or 0)

    return order


def end(code):
    """As the interpreter does at its end, without the orders that are still to be read."""
    from multiprocessing.util import _exit_function

    _exit_function()
    os._exit(code)


def serve(log, conf):
    from waitress import create_server
    from Zope2.Startup.run import make_wsgi_app
    from ZPublisher.httpexceptions import HTTPExceptionHandler

    logging.basicConfig(level=logging.WARNING)
    app = HTTPExceptionHandler(make_wsgi_app({}, conf))
    # As docs/drift.md advises: or all visitors would be one.
    trusted = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for"}}
    server = create_server(app, host="127.0.0.1", port=0, threads=4, **trusted)
    written = Path(log).with_name(f"{os.getpid()}.new")
    written.write_text(str(server.effective_port))
    written.rename(written.with_suffix(".port"))
    server.run()


def make(_log, folder, site, *arguments):
    logging.disable(logging.WARNING)
    os.chdir(folder)
    import_module(site).make(*arguments)


def wait(number):
    return os.waitstatus_to_exitcode(os.waitpid(int(number), 0)[1])


ORDERS = {
    "start": forked(lambda _log, *arguments: main(arguments)),
    "web": forked(serve),
    "make": forked(make),
    "wait": wait,
}

if __name__ == "__main__":
    load()
    print("ready", flush=True)
    while line := sys.stdin.readline():
        order, *words = line.split()
        print(ORDERS[order](*words), flush=True)
