"""Which pictures of an entry are kept."""

from helpers.core.feeds import item

from katrineholm.socialhub.core.feeds.model import Image


def test_sizes_of_one_picture_are_one_picture():
    group = "".join(
        f'<media:content url="https://i.e.se/{n}.jpg" type="image/jpeg" width="{n}"/>'
        for n in (140, 1200, 460)
    )
    query = "".join(
        f'<media:content url="https://i.e.se/b.jpg?w={n}" type="image/jpeg" width="{n}"/>'
        for n in (140, 460)
    )
    entry = item(f"<media:group>{group}</media:group>{query}")
    assert [image.src for image in entry.images] == [
        *("https://i.e.se/1200.jpg", "https://i.e.se/b.jpg?w=460"),
    ]


def test_at_most_eight_pictures_are_kept():
    pictures = "".join(f"&lt;img src='/{n}.png'&gt;" for n in range(12))
    assert len(item(f"<description>{pictures}</description>").images) == 8


def test_an_avatar_is_no_picture_of_an_entry():
    avatar = '<media:content url="https://1.gravatar.com/avatar/x" medium="image"/>'
    picture = '<media:content url="https://e.se/a.jpg" medium="image"/>'
    assert item(avatar + picture).images == (Image("https://e.se/a.jpg"),)
