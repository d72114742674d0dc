"""What is sent is taken in two places, for pages and for services: everything else is a row."""

import re
from pathlib import Path

CODE = Path(__file__).parents[1] / "src" / "katrineholm" / "socialhub"
DISPATCHERS = {
    "site/pages/acts.py": "forms: the page of all acts",
    "site/pages/act_service.py": "bodies: the service of all acts",
}
# Who looks at a request's method, token or body besides, and why that is no act.
OTHERS = {
    "accounts/registration/channel_form.py": "Plone's edit form, with a button that fills it in",
    "accounts/registration/channel_service.py": "Plone's own adding and editing over REST",
    "accounts/channels/body_limits.py": "how large a body may be, whoever takes it",
    "public/listings/purges.py": "a request that changes nothing is not compared",
    "public/facebook/presence.py": "Facebook opens its tab by POST; nothing is done",
    "accounts/registration/return_page.py": "a person comes back from a service by a link",
    "archive/record/post_reads.py": "a reading is logged; no form",
    "public/follow/settings_page.py": "a mail program's one click (RFC 8058), whose key is signed",
    "refresh/websub_callback.py": "a hub's callback, which is signed; no person's form",
    "site/pages/head_requests.py": "HEAD is answered as GET",
    "site/pages/page_cache.py": "what may be kept for others",
    "site/pages/request.py": "the check that forms are asked for by the dispatcher",
}
LOOKS = re.compile(
    r"\brequire_form\(|\bjson_body\(|\brequest\.method\b|REQUEST_METHOD|\bCheckAuthenticator\("
    r"|alsoProvides\([^)]*IDisableCSRFProtection"
)


def test_nothing_else_takes_a_form_or_a_body():
    found = [path for path in CODE.rglob("*.py") if LOOKS.search(path.read_text("utf-8"))]
    names = sorted(str(path.relative_to(CODE)) for path in found)
    assert names == sorted(DISPATCHERS | OTHERS)
