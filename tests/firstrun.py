"""What is written beside the code when it first runs: by one process, before several do.

``make`` runs this once. Of two that begin at once one reads what the other has written by half, and
all of its tests fail.
"""

import os
import sysconfig
from importlib import import_module
from pathlib import Path

from zope.i18n.compile import compile_mo_file

READ_AT_IMPORT = "Products.MimetypesRegistry.mime_types.smi_mimetypes"
WORDS = "katrineholm.socialhub.core.search.words"


def compile_translations(folder):
    """Each translation in a folder, unless that is done."""
    for each in folder.glob("**/LC_MESSAGES/*.po"):
        compile_mo_file(each.stem, str(each.parent))


if __name__ == "__main__":
    import_module(READ_AT_IMPORT)
    compile_translations(Path(sysconfig.get_path("purelib")))
    compile_translations(Path("src"))
    os.environ.setdefault("SOCIALHUB_WORDS", str(Path("var/words").absolute()))
    import_module(WORDS).stem("ord")
