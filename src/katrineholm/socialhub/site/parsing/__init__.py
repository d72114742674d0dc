"""Separate processes for untrusted input: documents, downloads, pictures.

Entry points: ``parsers.Parsers`` (for the worker), ``apart.apart`` (while a person waits). May
import core and ``site.forms``.
"""
