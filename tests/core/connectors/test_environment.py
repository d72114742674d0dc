"""Where the interfaces answer."""

import pytest

from katrineholm.socialhub.core.connectors.environment import base_of, read_bases


def test_the_operator_may_have_an_interface_somewhere_else():
    text = "graph.instagram.com=http://127.0.0.1:8090/ graph.threads.net=https://t.example/x"
    assert read_bases({"SOCIALHUB_INTERFACES": text}) == {
        "graph.instagram.com": "http://127.0.0.1:8090",
        "graph.threads.net": "https://t.example/x",
    }
    assert base_of("graph.instagram.com") == "https://graph.instagram.com"


@pytest.mark.parametrize("text", ["graph.instagram.com", "a=ftp://b", "=https://b", "a="])
def test_what_is_no_pair_is_told_to_the_operator(text):
    with pytest.raises(ValueError, match="SOCIALHUB_INTERFACES"):
        read_bases({"SOCIALHUB_INTERFACES": text})
