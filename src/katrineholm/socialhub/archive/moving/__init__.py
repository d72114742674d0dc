"""A hub moves to another site: all that is of it in one archive of lines and files.

Entry points: ``leaving.leave``, ``arriving.Arrival``, ``export_command`` and ``import_command``.
May import core, site and ``accounts.channels``. The format is told in docs/flytta.md.
"""
