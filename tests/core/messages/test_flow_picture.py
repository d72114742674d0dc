"""The picture of the flow says what the flow's definition says, to those who cannot see it, too."""

from xml.etree import ElementTree

import pytest

from katrineholm.socialhub.core.messages.flow import QUESTIONS, TRANSITIONS, flow_questions
from katrineholm.socialhub.core.messages.flow_picture import flow_in_words, flow_svg
from katrineholm.socialhub.core.messages.guards import IN_ORDER, LIBRARY

SVG = "{http://www.w3.org/2000/svg}"
BRANCHES = [branch for each in QUESTIONS for branch in (each.yes, each.no)]


@pytest.fixture(scope="module", params=[IN_ORDER, LIBRARY])
def reading(request):
    return request.param


@pytest.fixture(scope="module")
def drawn(reading):
    return ElementTree.fromstring(flow_svg(str, reading))


def words(drawn):
    return " ".join(" ".join(text.text.split()) for text in drawn.iter(f"{SVG}text"))


def test_every_question_and_what_it_leads_to_is_drawn(drawn, reading):
    asked = flow_questions(reading)
    titles = [branch.title for each in asked for branch in (each.yes, each.no)]
    for text in [each.text for each in asked] + titles:
        assert str(text) in words(drawn)


def test_the_text_alternative_says_all_of_it(drawn, reading):
    assert drawn.get("role") == "img"
    names = drawn.get("aria-labelledby").split()
    texts = {each.get("id"): each.text for each in drawn}
    title, description = (texts[name] for name in names)
    assert title == "What to do with a comment or a message that comes in"
    for number, (question, yes, no) in enumerate(flow_in_words(str, reading), start=1):
        assert f"{number}. {question} Yes: {yes} No: {no}" in description


def test_an_answer_without_an_end_leads_to_the_next_question():
    assert flow_in_words(str)[1] == (
        "Is it a direct message to the municipality?",
        "Send it to the authority's mailbox. Then go on to the next question.",
        "It is a record: it is kept in order here, and needs no diary entry. "
        "Then go on to the next question.",
    )
    _question, yes, no = flow_in_words(str)[2]
    assert (yes, no) == (
        "Have it registered. Then go on to the next question.",
        "Then go on to the next question.",
    )


def test_nothing_is_drawn_outside_the_picture(drawn):
    _x, _y, width, height = map(float, drawn.get("viewBox").split())
    assert all(0 < float(each.get("y")) < height for each in drawn.iter(f"{SVG}text"))
    for box in drawn.iter(f"{SVG}rect"):
        left, top, wide, high = (float(box.get(name)) for name in ("x", "y", "width", "height"))
        assert min(left, top) >= 0
        assert (left + wide <= width, top + high <= height) == (True, True)


def test_a_translation_cannot_break_out_of_the_picture():
    drawn = ElementTree.fromstring(flow_svg(lambda message: f"<script>&{message}"))
    assert not list(drawn.iter("script"))


def test_every_step_that_an_answer_names_is_one_of_the_flows():
    assert {step for branch in BRANCHES for step in branch.steps} <= set(TRANSITIONS)
