"""What the tests of ``site/pages`` have in common."""

import pytest

from katrineholm.socialhub.core.feeds.errors import FeedError


def killed(pool, function, *args):
    with pytest.raises(FeedError) as caught:
        pool.run(function, *args)
    return caught.value.code
