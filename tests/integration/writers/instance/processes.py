"""Start web servers and the command without loading Plone each time: see refresh/instance/forks.

Orders beside those: ``web CONF LOG`` answers with the process's number, and the web server then
writes its port into the log's folder, under its number.
"""

import os
import sys
from pathlib import Path

import forks
from mortal import die_with_parent


def web(conf, log):
    number = os.fork()
    if number:
        return number
    die_with_parent()
    os.setsid()
    for stream in (1, 2):
        os.dup2(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOCTTY), stream)
    serve(conf, Path(log).parent)


def serve(conf, folder):
    import logging

    from waitress import create_server
    from Zope2.Startup.run import make_wsgi_app
    from ZPublisher.httpexceptions import HTTPExceptionHandler

    logging.basicConfig(level=logging.WARNING)
    app = HTTPExceptionHandler(make_wsgi_app({}, conf))
    # As docs/drift.md advises: or all visitors would be one.
    trusted = {"trusted_proxy": "127.0.0.1", "trusted_proxy_headers": {"x-forwarded-for"}}
    server = create_server(app, host="127.0.0.1", port=0, threads=4, **trusted)
    written = folder / f"{os.getpid()}.new"
    written.write_text(str(server.effective_port))
    written.rename(folder / f"{os.getpid()}.port")
    server.run()


ORDERS = {"start": forks.start, "wait": forks.wait, "web": web}

if __name__ == "__main__":
    forks.load()
    print("ready", flush=True)
    while line := sys.stdin.readline():
        order, *words = line.split()
        print(ORDERS[order](*words), flush=True)
