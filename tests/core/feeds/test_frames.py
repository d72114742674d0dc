"""What strangers leave open or hide in frames, and what begins like a declaration."""

from time import process_time

import pytest

from katrineholm.socialhub.core.feeds.sanitiser import html_to_text, sanitise_html

FILM = "https://www.youtube.com/watch?v=abcDEF12345"
STILL = "https://i.ytimg.com/vi/abcDEF12345/hqdefault.jpg"


@pytest.mark.parametrize(
    "html",
    [
        "Före <iframe src='https://e.se/'> efter",
        "Före <IFRAME SRC='https://e.se/' /> efter",
        "Före <iframe src=https://e.se/ /> efter<iframe src=https://e.se/></iframe>",
        "Före <iframe><iframe></iframe> efter",
        "Före <iframe src=https://e.se/> efter</iframe>",
        "Före <object data=x> efter",
        "Före <object><object>x</object> efter",
        "Före <video src=x> efter",
        "Före <button> efter",
        "Före <video>Din webbläsare kan inte visa filmen.</video> efter",
    ],
)
def test_a_frame_takes_nothing_but_its_own(html):
    assert html_to_text(html) == "Före  efter"
    assert sanitise_html(html)[0] == "Före  efter"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<!' <b>Nu</b> är det jul", "<!' Nu är det jul"),
        ("<! viktigt >", "<! viktigt >"),
        ("<!-- gömt -->Hej", "Hej"),
        ("<!DOCTYPE html>Hej", "Hej"),
        ("<![endif]-->Hej", "Hej"),
        ("<![CDATA[Hej <b>du</b>]]>", "Hej du"),
        ("<![CDATA[Hej]]&gt;", "Hej"),
        ("a]]>b", "a]]>b"),
    ],
)
def test_only_what_is_a_declaration_is_left_out(html, words):
    assert html_to_text(html) == words


@pytest.mark.parametrize(
    "src",
    [
        "https://www.youtube.com/embed/abcDEF12345",
        "//www.youtube-nocookie.com/embed/abcDEF12345?rel=0&amp;start=3",
        "http://youtube.com/embed/abcDEF12345",
    ],
)
def test_a_film_in_a_frame_is_a_link_with_its_still(src):
    html, pictures = sanitise_html(
        f'<iframe width="560" src="{src}" title="Bron &quot;byggs&quot;"></iframe>'
    )
    assert html.startswith(f'<p><a href="{FILM}" ')
    assert html_to_text(html) == 'Bron "byggs"'
    assert [picture.src for picture in pictures] == [STILL]


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        (f"<iframe src={STILL}></iframe>", ""),
        ("<iframe src=https://www.youtube.com/embed/videoseries?list=x></iframe>", ""),
        ("<iframe src=https://www.youtube.com.evil.example/embed/abcDEF12345></iframe>", ""),
        ("<iframe src=https://www.youtube.com/embed/abcDEF12345>", "YouTube"),
        ('<iframe title="YouTube video player" src="//youtube.com/embed/abcDEF12345">', "YouTube"),
        ("<iframe src='https://player.vimeo.com/video/123456?dnt=1'></iframe>", "Vimeo"),
    ],
)
def test_other_frames_are_left_out_and_a_film_without_a_name_has_its_services(frame, words):
    html, _ = sanitise_html(f"{frame} efter")
    assert html_to_text(html).split() == [*words.split(), "efter"]


@pytest.mark.parametrize(
    "part", ["<iframe", "<iframe>", "<iframe src='", "<!", "<![CDATA[", "<object>"]
)
def test_no_repetition_costs_more_than_its_size(part):
    begun = process_time()
    sanitise_html(part * (65_536 // len(part)))
    assert process_time() - begun < 3
