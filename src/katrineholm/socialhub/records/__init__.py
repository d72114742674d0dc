"""What is kept of messages and handed over: mailbox, diary, secrecy, copies, disposal."""
