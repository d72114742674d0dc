import subprocess
import sys
from pathlib import Path

from pythongettext.msgfmt import Msgfmt
from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist


def read(*names):
    return "\n\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in names)


def make_assets():
    """Make what git does not hold; a source distribution has most of it already."""
    subprocess.run([sys.executable, Path(__file__).with_name("assets.py")], check=True)


class BuildWithAssets(build_py):
    """Puts the compiled translations into the wheel; a checkout has Zope compile its own."""

    def run(self):
        make_assets()
        super().run()
        if not self.editable_mode:
            for catalogue in Path(self.build_lib).rglob("LC_MESSAGES/*.po"):
                compiled = Msgfmt(str(catalogue), name=catalogue.stem).get()
                catalogue.with_suffix(".mo").write_bytes(compiled)


class SourceWithAssets(sdist):
    def run(self):
        make_assets()
        super().run()


setup(
    name="katrineholm.socialhub",
    version="1.0.0a3.dev0",
    description="A municipality's social media gathered in one place on its own Plone site",
    long_description=read("README.md"),
    long_description_content_type="text/markdown",
    author="Katrineholms kommun",
    url="https://www.katrineholm.se/",
    keywords="Plone municipality social media feeds register",
    license="GPL-2.0-or-later",
    classifiers=[
        "Development Status :: 4 - Beta",
        "Environment :: Web Environment",
        "Framework :: Plone",
        "Framework :: Plone :: 6.2",
        "Framework :: Plone :: Addon",
        "Natural Language :: Swedish",
        "Operating System :: OS Independent",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "Programming Language :: Python :: 3.13",
    ],
    package_dir={"": "src"},
    include_package_data=True,
    zip_safe=False,
    python_requires=">=3.11",
    install_requires=[
        "AccessControl",
        "Acquisition",
        "BTrees",
        "certifi",
        "confusable-homoglyphs",
        "cryptography>=43",
        "cssselect>=1.2",
        "DateTime",
        "feedparser>=6.0.14,<7",
        "font-manrope",
        "google-re2>=1.1.20240702",
        "holidays",
        "ijson>=3.4",
        "jmespath",
        "lxml",
        "marisa-trie",
        "nh3>=0.3",
        "persistent",
        "Pillow",
        "plone.api",
        "plone.app.content",
        "plone.app.dexterity",
        "plone.app.layout",
        "plone.app.portlets",
        "plone.app.registry",
        "plone.app.theming",
        "plone.app.viewletmanager",
        "plone.app.z3cform",
        "plone.autoform",
        "plone.base",
        "plone.browserlayer",
        "plone.cachepurging",
        "plone.dexterity",
        "plone.i18n",
        "plone.indexer",
        "plone.keyring",
        "plone.memoize",
        "plone.portlets",
        "plone.protect",
        "plone.registry",
        "plone.resource",
        "plone.rest",
        "plone.restapi",
        "plone.schema",
        "plone.supermodel",
        "plone.transformchain",
        "plone.uuid",
        "plone.z3cform",
        "Products.CMFCore",
        "Products.CMFPlone>=6.2,<6.3",
        "Products.GenericSetup",
        "Products.ZCatalog",
        "pytz",
        "rapidfuzz>=3",
        "resvg_py>=0.5",
        "rfc8785",
        "simplemma[marisa-trie]>=2",
        "snowballstemmer",
        "standardwebhooks>=1.1",
        "tqdm",
        "transaction",
        "tzdata",
        "uharfbuzz>=0.57",
        "urllib3>=2.6",
        "z3c.caching",
        "z3c.form",
        "ZConfig",
        "zExceptions",
        "zc.lockfile",
        "ZODB",
        "Zope",
        "zope.annotation",
        "zope.browser",
        "zope.component",
        "zope.container",
        "zope.dottedname",
        "zope.event",
        "zope.globalrequest",
        "zope.i18n",
        "zope.i18nmessageid",
        "zope.index",
        "zope.interface",
        "zope.lifecycleevent",
        "zope.publisher",
        "zope.schema",
        "zope.viewlet",
    ],
    cmdclass={"build_py": BuildWithAssets, "sdist": SourceWithAssets},
    extras_require={
        "dev": [
            "build",
            "check-manifest",
            "codespell",
            "coverage",
            "i18ndude",
            "lxml-stubs",
            "mypy",
            "mypy-zope",
            "pre-commit",
            "pyroma",
            "pytest-cov",
            "ruff",
            "towncrier",
            "twine",
            "types-jmespath",
            "types-pytz",
            "types-tqdm",
        ],
        "server": [
            "Plone>=6.2,<6.3",
            "plone.distribution",
            "plone.volto",
            "psycopg2-binary",
            "RelStorage>=4.3",
            "waitress",
        ],
        "site": [
            "Plone>=6.2,<6.3",
            "RelStorage>=4.3",
            "ZEO",
            "aiosmtpd",
            "honcho",
            "plone.app.textfield",
            "plone.distribution",
            "waitress",
        ],
        "test": [
            "aiosmtpd",
            "axe-playwright-python",
            "hypothesis",
            "i18ndude",
            "jsonschema",
            "packaging",
            "playwright",
            "plone.app.locales",
            "plone.app.testing",
            "plone.distribution",
            "plone.locking",
            "plone.testing",
            "plone.volto",
            "Plone>=6.2,<6.3",
            "polib",
            "Products.DCWorkflow",
            "Products.statusmessages",
            "prometheus-client",
            "psycopg2-binary",
            "pytest",
            "pytest-plone>=1.1",
            "pytest-randomly",
            "pytest-xdist",
            "PyYAML",
            "requests",
            "waitress",
            "webresource",
            "ZEO",
            "zope.configuration",
            "zope.ramcache",
        ],
    },
    entry_points={
        "console_scripts": ["socialhub = katrineholm.socialhub.console.main:main"],
        "katrineholm.socialhub.commands": [
            "refresh = katrineholm.socialhub.refresh.command",
            "import-mail = katrineholm.socialhub.inbox.intake.mail_command",
            "import-download = katrineholm.socialhub.public.posting.download_command",
            "remind = katrineholm.socialhub.inbox.steps.remind_command",
            "verify-log = katrineholm.socialhub.inbox.steps.verify_command",
            "anchor = katrineholm.socialhub.inbox.oversight.anchor_command",
            "index = katrineholm.socialhub.console.index_command",
            "pack = katrineholm.socialhub.archive.packages.pack_command",
            "snapshot = katrineholm.socialhub.archive.packages.snapshot_command",
            "check-package = katrineholm.socialhub.archive.packages.check_command",
            "add-site = katrineholm.socialhub.setup.add_site_command",
            "limit-site = katrineholm.socialhub.office.board.limit_command",
            "export-site = katrineholm.socialhub.setup.export_command",
            "import-site = katrineholm.socialhub.setup.import_command",
        ],
        "katrineholm.socialhub.indexes": [
            "entries = katrineholm.socialhub.public.listings.index_command",
            "messages = katrineholm.socialhub.inbox.desk.index_command",
            "record = katrineholm.socialhub.archive.record.index_command",
        ],
        "plone.autoinclude.plugin": ["target = plone"],
    },
)
