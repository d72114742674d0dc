"""Requests to a site in this process: the publisher answers, no socket is opened."""

from base64 import b64encode
from io import BytesIO
from types import SimpleNamespace

from Testing.ZopeTestCase.functional import savestate
from zExceptions import BadRequest, Forbidden, NotFound, Unauthorized
from zope.event import notify
from zope.globalrequest import setRequest
from zope.publisher.interfaces import NotFound as NoSuchView
from ZPublisher.httpexceptions import HTTPExceptionHandler
from ZPublisher.HTTPRequest import WSGIRequest
from ZPublisher.HTTPResponse import WSGIResponse
from ZPublisher.pubevents import PubAfterTraversal, PubStart
from ZPublisher.WSGIPublisher import publish_module, validate_user

# What ends a request before anything is called.
REFUSED = (AttributeError, BadRequest, Forbidden, KeyError, NotFound, NoSuchView, Unauthorized)


@savestate
def answer(path, method="GET", login=None, accept="text/html", body=b"", **environ):
    """What a site in this process answers: ``status``, ``headers`` and ``text``."""
    found = {}

    def start(status, headers, exc_info=None):
        found.update(status=int(status[:3]), headers={k.lower(): v for k, v in headers})

    environ = _environ(path, method, login, accept, body) | environ
    text = b"".join(HTTPExceptionHandler(publish_module)(environ, start))
    return SimpleNamespace(text=text.decode(errors="replace"), **found)


@savestate
def walked(app, path, method="GET", login=None, accept="text/html", guarded=True):
    """What would be called at an address, once its guards have let it through.

    Raises what the publisher raises; nothing is called. Not guarded: as it is without an add-on.
    """
    environ = _environ(path, method, login, accept, b"")
    request = WSGIRequest(BytesIO(), environ, WSGIResponse())
    setRequest(request)
    request["PARENTS"] = [app]
    notify(PubStart(request))
    request.traverse(path, validated_hook=validate_user)
    if guarded:
        notify(PubAfterTraversal(request))
    return request["PUBLISHED"]


def _environ(path, method, login, accept, body):
    environ = {
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_ACCEPT": accept,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.input": BytesIO(body),
        "wsgi.url_scheme": "http",
    }
    if login:
        credentials = b64encode(":".join(login).encode()).decode()
        environ["HTTP_AUTHORIZATION"] = f"Basic {credentials}"
    return environ
