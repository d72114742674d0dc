"""Snapshots of channels: dated copies, stored beside the posts for the archive.

Entry points: ``taking.take``, ``redaction.redact``, ``due.due_day``, ``chores``, ``command``. May
import ``archive.packing``, ``accounts.rules``, ``accounts.lifecycle`` (letters) and the rooms below
them.
"""
