import pytest

from katrineholm.socialhub.core.timeline.passages import MARK, Passages

NAME = Passages(["Åsa Öst"])


@pytest.mark.parametrize(
    "text",
    [
        *("Åsa Öst", "åsa  öst", "ÅSA ÖST", "Åsa\u00a0Öst", "Åsa\nÖst", "Åsa-Öst", "Åsa_Öst"),
        *("#ÅsaÖst", "@åsa.öst", "Åsa Östs", "Åsa Öst's", "Åsa Öst’s"),
        *("A\u030asa O\u0308st", "Å\u00adsa Ö\u200bst", "\u202eÅsa Öst"),
    ],
)
def test_a_name_is_found_however_it_is_written(text):
    assert NAME.are_in(text)
    assert NAME.masked_text(f"Se {text}!").replace("#", "").replace("@", "").replace(
        "\u202e", ""
    ) == (f"Se {MARK}!")


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<p>Se Åsa Öst!</p>", "<p>Se [Åsa Öst]!</p>"),
        ("<p>Å<b>sa Ö</b>st &amp; co</p>", "<p>[Å]<b>[sa Ö]</b>[st] &amp; co</p>"),
        (
            '<a href="https://e.se/åsa-öst">Åsa&nbsp;Östs</a>',
            '<a href="https://e.se/åsa-öst">[Åsa\xa0Östs]</a>',
        ),
        (
            '<p title="&quot;&lt;">&lt;b&gt; Åsa Östman</p>',
            '<p title="&quot;&lt;">&lt;b&gt; Åsa Östman</p>',
        ),
    ],
)
def test_a_name_in_html_is_put_between_tags_and_nothing_else_changes(html, marked):
    assert NAME.highlighted_html(html, "[", "]") == marked


def test_a_text_with_a_name_becomes_html():
    text = "<b> Åsa Öst & åsa öst"
    assert NAME.highlighted_text(text, "[", "]") == "&lt;b&gt; [Åsa Öst] &amp; [åsa öst]"


@pytest.mark.parametrize("text", ["Åsa Östman", "Måsa Öst", "Åsa", "Öst Åsa", "Åsa och Öst"])
def test_a_name_is_not_found_within_other_words(text):
    assert NAME.masked_text(text) == text


@pytest.mark.parametrize(
    ("passage", "text", "left"),
    [
        ("070-123 45 67", "Ring 0701234567.", f"Ring {MARK}."),
        ("Hon bor i Äsköping.", "Ja. Hon bor i Äsköping, minns jag", f"Ja. {MARK}, minns jag"),
        ("🎉", "Grattis 🎉", f"Grattis {MARK}"),
        ("  ", "a b", "a b"),
        ("a+b", "a b", MARK),
        (".*", "Allt .* här", f"Allt {MARK} här"),
    ],
)
def test_any_passage_is_taken_out_by_its_words(passage, text, left):
    assert Passages([passage]).masked_text(text) == left


def test_the_longest_passage_goes_first():
    assert Passages(["Åsa", "Åsa Öst"]).masked_text("Åsa Öst och Åsa") == f"{MARK} och {MARK}"


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<p>Hej Åsa Öst</p>", f"<p>Hej {MARK}</p>"),
        ("<p>Hej <b>Åsa</b> Öst!</p>", f"<p>Hej <b>{MARK}</b>!</p>"),
        ("<p>Åsa<br>Öst</p>", f"<p>{MARK}<br></p>"),
        ("<p>&Aring;sa &#214;st &amp; vi</p>", f"<p>{MARK} &amp; vi</p>"),
        (
            '<a href="https://x.se/åsa-öst">här</a>',
            "<a>här</a>",
        ),
        (
            '<img src="https://x.se/1.jpg" alt="Åsa Öst talar">',
            f'<img src="https://x.se/1.jpg" alt="{MARK} talar">',
        ),
        ("<p>1 &lt; 2, Åsa Öst</p>", f"<p>1 &lt; 2, {MARK}</p>"),
        ("<p>Åsa</p><p>Östman</p>", "<p>Åsa</p><p>Östman</p>"),
        ("Öst <i>Åsa Ö</i>st Öst", f"Öst <i>{MARK}</i> Öst"),
        ("", ""),
    ],
)
def test_it_is_taken_out_of_html_across_tags(html, left):
    assert NAME.masked_html(html) == left
    assert NAME.are_in_html(html) is (left != html)


def test_a_text_of_a_million_signs_is_looked_through():
    assert NAME.masked_html("<p>åsa </p>" * 100_000).count("åsa") == 100_000
