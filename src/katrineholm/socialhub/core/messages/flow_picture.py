"""The flow for incoming messages as a picture, drawn from its definition (appendix 2).

It is an SVG image, whose colours follow the page around it, and shows only ``flow_in_words``.
"""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from textwrap import wrap

from zope.i18nmessageid import Message

from ... import _
from .flow import Question, flow_questions
from .guards import IN_ORDER

Translate = Callable[[Message], str]

WIDTH, ROW, TOP = 760, 132, 64
QUESTION_BOX, RESULT_BOX = (20, 330), (470, 270)  # left edge and width
BOX_HEIGHT, LINE, LETTERS, LETTERS_OF_NOTE = 84, 20, 34, 84
YES, NO = _("Yes"), _("No")
TITLE = _("What to do with a comment or a message that comes in")
BEGINS = _("A comment or a message has come in")
ALSO = _("Then go on to the next question.")


def flow_in_words(translate: Translate, reading: str = IN_ORDER) -> list[tuple[str, str, str]]:
    """Return each question with its actions for yes and for no, translated."""
    return [
        (translate(each.text), _outcome(each, "yes", translate), _outcome(each, "no", translate))
        for each in flow_questions(reading)
    ]


def flow_svg(translate: Translate, reading: str = IN_ORDER) -> str:
    """Return the flow as an SVG element, with the same in words as its text alternative."""
    shown = flow_questions(reading)
    notes = _notes(shown, translate)
    height = TOP + ROW * len(shown) + BOX_HEIGHT + 20 + LINE * len(notes)
    words = " ".join(
        f"{number}. {question} {translate(YES)}: {yes} {translate(NO)}: {no}"
        for number, (question, yes, no) in enumerate(flow_in_words(translate, reading), start=1)
    )
    return (
        f'<svg class="socialhub-flow" role="img" viewBox="0 0 {WIDTH} {height}"'
        ' aria-labelledby="socialhub-flow-title socialhub-flow-text"'
        ' xmlns="http://www.w3.org/2000/svg">'
        f'<title id="socialhub-flow-title">{escape(translate(TITLE))}</title>'
        f'<desc id="socialhub-flow-text">{escape(words)}</desc>'
        f"{''.join(_drawing(shown, translate))}"
        f"{''.join(_note_lines(notes, height))}</svg>"
    )


def _notes(shown: Sequence[Question], translate: Translate) -> list[str]:
    """Return notes on answers that have a meaning but only lead to the next question."""
    texts = (
        f"{number}. {translate(NO)}: {translate(question.no.title)}"
        for number, question in enumerate(shown, start=1)
        if question.yes.title and question.no.title and question.no.goes_on
    )
    return [line for each in texts for line in wrap(each, LETTERS_OF_NOTE)]


def _note_lines(notes: list[str], height: int) -> Iterator[str]:
    for below, line in zip(range(len(notes) - 1, -1, -1), notes, strict=True):
        yield _text(
            line, QUESTION_BOX[0], height - 8 - below * LINE, "socialhub-flow-note", "start"
        )


def _outcome(question: Question, answer: str, translate: Translate) -> str:
    branch = getattr(question, answer)
    if not branch.title:
        return translate(ALSO)
    return f"{translate(branch.title)} {translate(ALSO) if branch.goes_on else ''}".strip()


def _drawing(shown: Sequence[Question], translate: Translate) -> Iterator[str]:
    left, width = QUESTION_BOX
    middle = left + width / 2
    yield _text(translate(BEGINS), left, 28, "socialhub-flow-begins", "start")
    yield _arrow(middle, 38, middle, TOP)
    for number, question in enumerate(shown):
        yield from _question_row(question, TOP + number * ROW, translate, question is shown[-1])


def _question_row(
    question: Question, top: float, translate: Translate, is_last: bool
) -> Iterator[str]:
    beside, below = ("yes", "no") if question.yes.title else ("no", "yes")
    yield _box(translate(question.text), QUESTION_BOX, top, "socialhub-flow-asked")
    yield _box(translate(getattr(question, beside).title), RESULT_BOX, top, "socialhub-flow-done")
    start, end, level = sum(QUESTION_BOX), RESULT_BOX[0], top + BOX_HEIGHT / 2
    yield _arrow(start, level, end, level)
    yield _text(
        _answer_word(beside, translate), (start + end) / 2, level - 8, "socialhub-flow-answer"
    )
    if getattr(question, beside).goes_on and not is_last:
        yield _way_back(top)
    result = getattr(question, below).title if is_last else ""
    if result or not is_last:
        yield _way_down(_answer_word(below, translate), top)
    if result:
        yield _box(translate(result), QUESTION_BOX, top + ROW, "socialhub-flow-done")


def _answer_word(answer: str, translate: Translate) -> str:
    return translate(YES if answer == "yes" else NO)


def _way_down(answer: str, top: float) -> str:
    middle = QUESTION_BOX[0] + QUESTION_BOX[1] / 2
    word = _text(answer, middle - 26, top + BOX_HEIGHT + 26, "socialhub-flow-answer")
    return _arrow(middle, top + BOX_HEIGHT, middle, top + ROW) + word


def _way_back(top: float) -> str:
    x, y = RESULT_BOX[0] + RESULT_BOX[1] / 2, top + BOX_HEIGHT + (ROW - BOX_HEIGHT) / 2 - 4
    end = QUESTION_BOX[0] + QUESTION_BOX[1] / 2 + 9
    return _path(f"M{x:g} {top + BOX_HEIGHT} V{y:g} H{end:g}") + _arrow_head(end, y, "left")


def _box(text: str, place: tuple[int, int], top: float, kind: str) -> str:
    left, width = place
    lines = wrap(text, LETTERS if place is QUESTION_BOX else LETTERS - 6)
    first = top + BOX_HEIGHT / 2 - (len(lines) - 1) * LINE / 2 + 5
    words = "".join(
        _text(line, left + width / 2, first + number * LINE) for number, line in enumerate(lines)
    )
    return (
        f'<g class="{kind}"><rect x="{left}" y="{top}" width="{width}" height="{BOX_HEIGHT}" '
        f'rx="12"/>{words}</g>'
    )


def _text(text: str, x: float, y: float, kind: str = "", anchor: str = "middle") -> str:
    name = f' class="{kind}"' if kind else ""
    return f'<text{name} x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'


def _arrow(x1: float, y1: float, x2: float, y2: float) -> str:
    is_down = x1 == x2
    end = f"V{y2 - 8:g}" if is_down else f"H{x2 - 8:g}"
    return _path(f"M{x1:g} {y1:g} {end}") + _arrow_head(
        *((x2, y2 - 8) if is_down else (x2 - 8, y2)), "down" if is_down else "right"
    )


def _path(data: str) -> str:
    return f'<path class="socialhub-flow-way" d="{data}"/>'


def _arrow_head(x: float, y: float, way: str) -> str:
    tips = {"down": "l-6 0 l6 8 l6 -8z", "right": "l0 -6 l8 6 l-8 6z", "left": "l0 -6 l-8 6 l8 6z"}
    return f'<path class="socialhub-flow-head" d="M{x:g} {y:g} {tips[way]}"/>'
