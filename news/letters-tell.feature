Mails about a message carry the comment's address, its text and the deadline, and a contact without an account gets a link to answer that message.
