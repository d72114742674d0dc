"""Where the interfaces answer."""

import pytest

from katrineholm.socialhub.core.sources.environment import (
    base_url,
    read_apps,
    read_bases,
    read_meta_app,
)


def test_the_operator_may_have_an_interface_somewhere_else():
    text = "graph.instagram.com=http://127.0.0.1:8090/ graph.threads.net=https://t.example/x"
    assert read_bases({"SOCIALHUB_INTERFACES": text}) == {
        "graph.instagram.com": "http://127.0.0.1:8090",
        "graph.threads.net": "https://t.example/x",
    }
    assert base_url("graph.instagram.com") == "https://graph.instagram.com"


@pytest.mark.parametrize("text", ["graph.instagram.com", "a=ftp://b", "=https://b", "a="])
def test_what_is_no_pair_is_told_to_the_operator(text):
    with pytest.raises(ValueError, match="SOCIALHUB_INTERFACES"):
        read_bases({"SOCIALHUB_INTERFACES": text})


@pytest.mark.parametrize(
    ("told", "app"), [("", None), ("  ", None), (" 123|0a0b ", ("123", "0a0b"))]
)
def test_the_app_at_meta_is_read(told, app):
    assert read_meta_app({"SOCIALHUB_META_APP": told}) == app


@pytest.mark.parametrize("told", ["0a0b", "123|", "kat|0a0b", "123|0a 0b", "123|0a|0b"])
def test_what_is_no_app_is_told_without_its_secret(told):
    with pytest.raises(ValueError, match="SOCIALHUB_META_APP is not like") as refused:
        read_meta_app({"SOCIALHUB_META_APP": told})
    assert "0b" not in str(refused.value)


def test_the_apps_to_log_in_by_are_read_and_metas_is_facebooks():
    told = {"SOCIALHUB_APPS": "instagram=12|0a0b tiktok=aw|x=y", "SOCIALHUB_META_APP": "9|0c"}
    apps = {"facebook": ("9", "0c"), "instagram": ("12", "0a0b"), "tiktok": ("aw", "x=y")}
    assert read_apps(told) == apps


@pytest.mark.parametrize("told", ["instagram", "instagram=0b", "instagram=|0b", "=12|0b"])
def test_what_is_no_app_to_log_in_by_is_told_without_its_secret(told):
    with pytest.raises(ValueError, match=r"SOCIALHUB_APPS: .* is not like") as refused:
        read_apps({"SOCIALHUB_APPS": told})
    assert "0b" not in str(refused.value)
