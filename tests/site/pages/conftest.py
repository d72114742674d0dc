"""The places that the tests of ``site/pages`` share."""

import pytest

from katrineholm.socialhub.site.pages.parser_pool import ParserPool


@pytest.fixture(scope="module")
def pool():
    """A pool of parser processes, for all tests of a module."""
    parsers = ParserPool()
    yield parsers
    parsers.close()
