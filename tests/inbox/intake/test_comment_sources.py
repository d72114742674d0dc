import pytest

from katrineholm.socialhub.inbox.intake.comment_sources import (
    Source,
    channel_source,
    comment_sources,
    entry_source,
    entry_url,
    is_comment_url,
    is_own_account,
    thread_source,
)

UUID = "0f6c2d0e-0000-4000-8000-000000000001"


def entry(link, id=""):
    return {"link": link, "id": id}


@pytest.mark.parametrize(
    ("platform", "feed", "asked"),
    [
        ("wordpress", "https://b.se/?feed=rss2", "https://b.se/?feed=comments-atom"),
        ("wordpress", "https://b.se/blogg/feed/", "https://b.se/blogg/comments/feed/atom/"),
        ("website", "https://b.se/feed/", "https://b.se/comments/feed/atom/"),
        ("website", "https://b.se/feed/atom/", "https://b.se/comments/feed/atom/"),
        ("website", "https://b.se/feed", "https://b.se/comments/feed/atom/"),
        (
            "wordpress.com",
            "https://b.wordpress.com/feed/",
            "https://b.wordpress.com/comments/feed/atom/",
        ),
        (
            "blogger",
            "https://b.blogspot.com/feeds/posts/default",
            "https://b.blogspot.com/feeds/comments/default?max-results=100",
        ),
        (
            "blogger",
            "https://www.blogger.com/feeds/5/posts/default",
            "https://www.blogger.com/feeds/5/comments/default?max-results=100",
        ),
    ],
)
def test_a_blog_has_one_address_for_all_its_comments(platform, feed, asked):
    shape = "blogger" if platform == "blogger" else "wordpress"
    assert channel_source(platform, feed) == Source(asked, shape)


@pytest.mark.parametrize(
    ("platform", "feed"),
    [
        ("wordpress.com", "https://b.wordpress.com/category/park/feed/"),
        ("website", "https://b.se/blogg/tag/park/feed/"),
        ("blogger", "https://b.blogspot.com/feeds/posts/default/-/park"),
    ],
)
def test_a_channel_about_one_topic_wants_the_comments_on_its_own_entries_only(platform, feed):
    source = channel_source(platform, feed)
    assert source.own
    assert "park" not in source.url


@pytest.mark.parametrize(
    ("platform", "feed"),
    [
        ("website", "https://b.se/rss.xml"),
        ("website", "https://b.se/feed/?lang=sv"),
        ("ghost", "https://b.se/feed/"),
        ("youtube", "https://www.youtube.com/feeds/videos.xml?channel_id=UC1"),
        ("mastodon", "https://social.example.se/@katrineholm.rss"),
        ("blogger", "https://b.se/rss"),
        ("wordpress", ""),
    ],
)
def test_others_have_none(platform, feed):
    assert channel_source(platform, feed) is None


@pytest.mark.parametrize(
    ("platform", "feed", "link", "id", "asked"),
    [
        (
            "mastodon",
            "https://s.se/@k.rss",
            "https://s.se/@k/200",
            "",
            "https://s.se/api/v1/statuses/200/context",
        ),
        (
            "peertube",
            "https://f.se/feeds/videos.xml?videoChannelId=1",
            f"https://f.se/videos/watch/{UUID}",
            "",
            f"https://f.se/api/v1/videos/{UUID}/comment-threads?sort=-createdAt&count=50",
        ),
        (
            "peertube",
            "https://f.se/feeds/videos.xml?videoChannelId=1",
            "https://f.se/w/9UhsEGd8vM4PTtg6bphpEM",
            "",
            "https://f.se/api/v1/videos/9UhsEGd8vM4PTtg6bphpEM/comment-threads"
            "?sort=-createdAt&count=50",
        ),
        (
            "wordpress",
            "https://b.se/feed/",
            "https://b.se/2026/05/park/",
            "",
            "https://b.se/2026/05/park/feed/atom/",
        ),
        (
            "wordpress",
            "https://b.se/?feed=rss2",
            "https://b.se/?p=7",
            "",
            "https://b.se/?p=7&feed=atom",
        ),
        (
            "blogger",
            "https://b.blogspot.com/feeds/posts/default",
            "https://b.blogspot.com/park.html",
            "tag:blogger.com,1999:blog-5.post-30",
            "https://b.blogspot.com/feeds/30/comments/default",
        ),
    ],
)
def test_an_entry_has_an_address_for_its_comments(platform, feed, link, id, asked):
    source = entry_source(platform, feed, entry(link, id))
    assert (source.url, source.about) == (asked, link)


@pytest.mark.parametrize(
    ("platform", "feed", "link"),
    [
        ("mastodon", "https://s.se/@k.rss", "https://annan.example/@k/200"),
        ("mastodon", "https://s.se/@k.rss", "https://s.se/@k"),
        ("mastodon", "https://s.se/@k.rss", "https://s.se/@k/../../admin"),
        ("peertube", "https://f.se/feeds/videos.xml", "https://f.se/w/short"),
        ("wordpress", "https://b.se/feed/", "https://annan.example/park/"),
        ("blogger", "https://b.blogspot.com/feeds/posts/default", "https://b.blogspot.com/a.html"),
        ("flickr", "https://f.se/feed", "https://f.se/1"),
    ],
)
def test_an_entry_elsewhere_or_of_another_kind_has_none(platform, feed, link):
    assert entry_source(platform, feed, entry(link)) is None


def test_a_round_asks_about_a_few_entries_and_every_entry_has_its_turn():
    entries = [entry(f"https://s.se/@k/{number}") for number in range(20, 0, -1)]
    rounds = [
        [each.about for each in comment_sources("mastodon", "https://s.se/@k.rss", entries, turn)]
        for turn in range(5)
    ]
    assert all(len(asked) == 3 and asked[0] == "https://s.se/@k/20" for asked in rounds)
    asked = {each for one in rounds for each in one}
    assert asked == {f"https://s.se/@k/{number}" for number in range(20, 10, -1)}


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_channel_with_few_entries_is_asked_about_each_once(number):
    entries = [entry(f"https://s.se/@k/{each}") for each in range(number)]
    asked = [each.url for each in comment_sources("mastodon", "https://s.se/@k.rss", entries, 1)]
    assert len(asked) == len(set(asked)) == number


def test_a_blog_is_asked_once_and_about_its_posts_only_when_its_feed_overflows():
    entries = [entry(f"https://b.se/{each}/") for each in range(5)]
    whole = Source("https://b.se/comments/feed/atom/", "wordpress")
    assert comment_sources("wordpress", "https://b.se/feed/", entries, 0) == [whole]
    asked = comment_sources("wordpress", "https://b.se/feed/", entries, 0, behind=True)
    assert [each.about for each in asked] == [
        "",
        "https://b.se/0/",
        "https://b.se/1/",
        "https://b.se/2/",
    ]


def test_a_thread_has_an_address_of_its_own():
    film = Source(
        "https://f.se/api/v1/videos/1/comment-threads?count=50", "peertube", "https://f/1"
    )
    assert thread_source(film, 5) == Source(
        "https://f.se/api/v1/videos/1/comment-threads/5", "thread", "https://f/1"
    )


@pytest.mark.parametrize(
    ("shape", "address", "expected"),
    [
        ("wordpress", "https://b.se/park/#comment-5", True),
        ("wordpress", "https://b.se/park/", False),
        ("wordpress", "https://b.se/park/#comments", False),
        ("blogger", "https://b.se/park.html?showComment=17#c5", True),
        ("blogger", "https://b.se/park.html", False),
    ],
)
def test_a_comment_is_told_from_a_post_by_its_address(shape, address, expected):
    assert is_comment_url(shape, address) is expected


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("https://b.se/park/#comment-5", "https://b.se/park/"),
        ("https://b.se/park/comment-page-3/#comment-5", "https://b.se/park/"),
        ("https://b.se/?p=7#comment-5", "https://b.se/?p=7"),
        ("https://b.se/?p=7&cpage=2#comment-5", "https://b.se/?p=7"),
        ("https://b.se/park.html?showComment=17#c5", "https://b.se/park.html"),
    ],
)
def test_the_post_is_told_by_the_address_of_the_comment(address, entry):
    assert entry_url(address) == entry


@pytest.mark.parametrize(
    ("platform", "handle", "expected"),
    [
        ("mastodon", "@Katrineholm@social.example.se", True),
        ("mastodon", "@katrineholm@annan.example", False),
        ("mastodon", "", False),
        ("wordpress", "@katrineholm@social.example.se", False),
    ],
)
def test_only_the_accounts_own_comments_are_its_own(platform, handle, expected):
    assert is_own_account(platform, "@katrineholm@social.example.se", handle) is expected
    assert is_own_account(platform, "@katrineholm@social.example.se/tagg", handle) is expected
