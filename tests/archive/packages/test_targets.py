"""The operator's settings of where packages are delivered."""

import pytest

from katrineholm.socialhub.archive.packages.targets import (
    DeliveryFailed,
    Target,
    has_target,
    site_target,
)

SFTP = 'host = "h"\nuser = "u"\nhost_key = "ssh-rsa x"\n'


@pytest.fixture
def settings(tmp_path):
    def settings(text):
        (tmp_path / "delivery.toml").write_text(f'["/plone"]\n{text}')
        return {"SOCIALHUB_DELIVERY": str(tmp_path / "delivery.toml")}

    return settings


def test_each_site_has_its_own(settings):
    environ = settings('folder = "/in"\n["/flen"]\nfolder = "/flen"\nreceipts = "/ut"\n')
    assert site_target("/plone", environ) == Target("/in")
    assert site_target("/flen", environ).receipt_folder == "/ut"
    assert site_target("/annan", environ) is None
    assert site_target("/plone", {}) is None
    assert [has_target(each, environ) for each in ("/plone", "/annan")] == [True, False]


def test_a_server_needs_its_key_and_one_secret(settings):
    found = site_target("/plone", settings(f'folder = "in"\n{SFTP}key_file = "/k"'))
    assert (found.host, found.port, found.key_file) == ("h", 22, "/k")


@pytest.mark.parametrize(
    "text",
    [
        "",
        'folder = ""',
        "folder = 1",
        'folder = "x"\nodd = "y"',
        f'folder = "x"\n{SFTP}',
        f'folder = "x"\n{SFTP}key_file = "/k"\npassword_file = "/p"',
        'folder = "x"\nhost = "h"\nuser = "u"\nkey_file = "/k"',
        f'folder = "x"\nport = "22"\n{SFTP}key_file = "/k"',
        'folder = "x"\nkey_file = "/k"',
    ],
)
def test_what_is_missing_or_odd_is_refused(settings, text):
    with pytest.raises(DeliveryFailed, match="missing or bad value"):
        site_target("/plone", settings(text))
    assert has_target("/plone", settings(text))


@pytest.mark.parametrize("text", ["[[[", "folder = "])
def test_a_file_that_cannot_be_read_is_refused(settings, tmp_path, text):
    with pytest.raises(DeliveryFailed, match="cannot be read"):
        site_target("/plone", settings(text))
    with pytest.raises(DeliveryFailed, match="cannot be read"):
        site_target("/plone", {"SOCIALHUB_DELIVERY": str(tmp_path / "gone")})
