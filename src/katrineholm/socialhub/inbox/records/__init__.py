"""Messages as records: mailbox, diary, secrecy, copies, disposal.

Entry points: ``section`` (a part of a message's page). May import ``inbox.desk`` and below. Source:
guidelines G8 and G9.
"""
