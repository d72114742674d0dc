"""A refusal is one sentence that an editor can read."""

import pickle
import re

import pytest

from katrineholm.socialhub.core.feeds.errors import TEXTS, FeedError


@pytest.mark.parametrize("code", TEXTS)
def test_every_refusal_is_a_whole_sentence(code):
    values = dict.fromkeys(re.findall(r"\$\{(\w+)\}", TEXTS[code]), 7)
    sentence = str(FeedError(code, **values))
    assert sentence == re.sub(r"\$\{\w+\}", "7", TEXTS[code])
    assert sentence[0].isupper()
    assert sentence[-1] == "."


def test_a_refusal_comes_whole_out_of_another_process():
    error = pickle.loads(pickle.dumps(FeedError("no_answer", retry_after=9, host="a.se")))
    assert (error.code, error.retry_after, error.values) == ("no_answer", 9, {"host": "a.se"})
