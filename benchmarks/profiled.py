"""Where a page's time goes: ``python profiled.py PATH …`` in the instance folder of a site.

The page is asked for within this process, on the running database, and cProfile listens.
"""

import cProfile
import pstats
import sys
from io import BytesIO

from Zope2.Startup.run import make_wsgi_app

ASKED = 100
SITE = "katrineholm"


def main(paths: list[str]) -> None:
    """Print the dearest functions of each page, by the time that they take with all they call."""
    application = make_wsgi_app({}, "etc/zope.conf")
    for path in paths:
        for _ in range(5):
            get(application, path)
        with cProfile.Profile() as profile:
            for _ in range(ASKED):
                get(application, path)
        print(f"{path or 'front page'}, {ASKED} times")
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)


def get(application, path: str) -> bytes:
    """The page's body."""
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": f"/{SITE}/{path}",
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
    return b"".join(application(environ, lambda status, headers, info=None: None))


if __name__ == "__main__":
    main(sys.argv[1:])
