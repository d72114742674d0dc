"""What the tests of ``public/posting`` have in common."""

from katrineholm.socialhub.accounts.channels import history

HERE = "hub/kultur/insta/@entries"


def lines(channel):
    return [(line["step"], line["who"], line["comment"]) for line in history.channel_lines(channel)]
