"""Snapshots of channels: how each stood on a day, kept beside the posts for the archive.

Entry points: ``taking.take``, ``redaction.redact``, ``due.due_day``, ``chores``, ``command``. May
import ``archive.packing``, ``accounts.rules``, ``accounts.lifecycle`` (letters) and what lies below
them.
"""
