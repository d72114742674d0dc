"""The places that the tests of ``office/sources`` share."""

import pytest

SITE = """<!doctype html><html lang="sv"><title>Nyheter</title>
<article><h2><a href="/bad">Badet öppnar</a></h2><time>26 november 2026 kl. 10.15</time>
<p class="lead">Kom och <b>bada</b>.</p></article>
<article><h2><a href="/vag">Vägen stängs</a></h2><time>nyss</time>
<p class="lead">I maj.</p></article>
</html>""".encode()
ODD_JSON = b'{"items": [{"t": "Badet", "u": "/bad"}, {"t": "Biblioteket", "u": "/bib"}]}'


@pytest.fixture
def odd(functional_portal, server):
    """A web site with news and no feed, and an address that gives JSON."""
    server.says("/nyheter", SITE, Content_Type="text/html")
    server.says("/data", ODD_JSON, Content_Type="application/json")
    return server


@pytest.fixture
def odd_channel(odd, make_functional_channel):
    """``/hub/kultur/bolaget``, a draft of a site without a feed."""
    fields = {"profile_url": odd.url("/nyheter"), "feed_url": None, "platform": "website"}
    return make_functional_channel("bolaget", title="Bolaget", state="draft", **fields)


@pytest.fixture
def officer(person):
    """Of the information office."""
    return person("Information Officer")
