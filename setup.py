from pathlib import Path

from pythongettext.msgfmt import Msgfmt
from setuptools import setup
from setuptools.command.build_py import build_py


def read(*names):
    return "\n\n".join(Path(__file__).with_name(name).read_text("utf-8") for name in names)


class BuildWithCatalogues(build_py):
    """Puts the compiled translations into the wheel; a checkout has Zope compile its own."""

    def run(self):
        super().run()
        if not self.editable_mode:
            for catalogue in Path(self.build_lib).rglob("LC_MESSAGES/*.po"):
                compiled = Msgfmt(str(catalogue), name=catalogue.stem).get()
                catalogue.with_suffix(".mo").write_bytes(compiled)


setup(
    name="katrineholm.socialhub",
    version="1.0.0.dev0",
    description="A municipality's social media gathered in one place on its own Plone site",
    long_description=read("README.md"),
    long_description_content_type="text/markdown",
    author="Katrineholms kommun",
    license="GPL-2.0-only",
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
        "BTrees",
        "Products.CMFPlone>=6.2,<6.3",
        "ZODB",
        "feedparser>=6.0.14,<7",
        "holidays",
        "jmespath",
        "lxml",
        "nh3>=0.3",
        "persistent",
        "Pillow",
        "plone.api",
        "plone.app.portlets",
        "plone.restapi",
        "resvg_py>=0.5",
        "certifi",
        "rfc8785",
        "tqdm",
        "tzdata",
        "uharfbuzz>=0.57",
        "urllib3>=2.6",
    ],
    cmdclass={"build_py": BuildWithCatalogues},
    extras_require={
        "dev": ["build", "coverage", "i18ndude", "ruff", "towncrier"],
        "site": ["Plone>=6.2,<6.3", "ZEO", "aiosmtpd", "honcho", "waitress"],
        "test": [
            "Plone>=6.2,<6.3",
            "RelStorage>=4.3",
            "ZEO",
            "aiosmtpd",
            "axe-playwright-python",
            "hypothesis",
            "i18ndude",
            "playwright",
            "polib",
            "plone.app.testing",
            "psycopg2-binary",
            "pytest",
            "pytest-plone>=1.1",
            "requests",
            "waitress",
        ],
    },
    entry_points={
        "console_scripts": ["socialhub = katrineholm.socialhub.console.main:main"],
        "plone.autoinclude.plugin": ["target = plone"],
    },
)
