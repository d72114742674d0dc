"""Processes of their own for what strangers have written: documents, downloads, pictures.

Entry points: ``parsers.Parsers`` (the worker's), ``apart.apart`` (while a person waits). May import
core and ``site.forms``.
"""
