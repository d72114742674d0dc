"""When a message is late, and who is told of it: deadlines, letters, the morning's reminder.

Entry points: ``deadlines``, ``letters``, ``reminders.remind``. May import core, site, accounts,
refresh.
"""
