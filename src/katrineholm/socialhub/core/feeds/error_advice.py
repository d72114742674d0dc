"""Advice on errors of URLs and feeds: what an editor can do, or ask the supplier for."""


def _(text: str) -> str:
    """Mark a text for extraction; core has no translations."""
    return text


_PASTE = _("Open the page or the profile in a browser, and copy its whole address from there.")
_OPEN = _("Open the address in a browser. If it does not work there either, ask the supplier why.")
_ASK_FOR_FEED = _(
    "Ask the supplier: does the site have an RSS, Atom or JSON feed, and at which address?"
)
_ASK_TO_LET_IN = _(
    "Ask the supplier to let the site's server read the feed without logging in or passing a check."
)
_WAIT = _("Try again later. If it lasts for days, report the fault to the supplier.")
_ASK_TO_MEND = _(
    "Ask the supplier to mend the feed; validator.w3.org/feed shows what is wrong with it."
)

# By code of ``errors``.
ADVICE = {
    **dict.fromkeys(("not_http", "malformed", "name_only", "too_long", "userinfo", "port"), _PASTE),
    "private": _("Ask for an address that can be reached from the whole internet."),
    "not_found": _("See whether the address is spelled right; the site may have moved or closed."),
    "no_answer": _OPEN,
    "insecure": _("Ask the supplier to renew the site's certificate, or to install it whole."),
    "too_slow": _("Ask the supplier to make the feed faster, for example to keep it ready made."),
    "too_big": _("Ask the supplier for a feed with fewer entries."),
    "too_many_redirects": _("Ask the supplier for the address where the feed itself lies."),
    "unreadable": _ASK_TO_MEND,
    "gone": _("Ask the supplier where the feed is now; the old address is closed for good."),
    "missing": _("See whether the address is right, or ask the supplier where the feed is now."),
    "forbidden": _ASK_TO_LET_IN,
    "challenged": _ASK_TO_LET_IN,
    "busy": _WAIT,
    "server_error": _WAIT,
    "status": _OPEN,
    "html": _ASK_FOR_FEED,
    "not_a_feed": _ASK_FOR_FEED,
    "bad_feed": _ASK_TO_MEND,
    "empty": _ASK_TO_MEND,
    "no_feed": _ASK_FOR_FEED,
}
