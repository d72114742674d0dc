"""Nothing is left for processes that begin at once to write beside Plone's code."""

import gettext
from importlib import import_module
from pathlib import Path

from firstrun import READ_AT_IMPORT, compile_translations

MAKEFILE = Path(__file__).parents[1] / "Makefile"


def test_translations_are_compiled(tmp_path):
    folder = tmp_path / "locales" / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "å"\n'
    )
    (folder / "lone.po").write_text(text, "utf-8")
    compile_translations(tmp_path)
    assert gettext.translation("lone", tmp_path / "locales", ["sv"]).gettext("a") == "å"


def test_the_types_of_files_are_read_and_kept():
    assert Path(import_module(READ_AT_IMPORT).SMI_COMPILED_FILE).stat().st_size > 50_000


def test_it_comes_after_what_is_installed_and_before_all_that_runs():
    _, _, rule = MAKEFILE.read_text("utf-8").partition("$(AT)/.site $(AT)/.tools:")
    installs, *rest = map(str.strip, rule.partition("\n\n")[0].splitlines()[1:])
    assert installs.startswith("$(PIP) ")
    assert rest == ["$(BIN)/python tests/firstrun.py", "@touch $@"]
